import { subscribe } from '../billing/subscribe.ts';
import type { Books } from '../books.ts';
import { addCustomer } from '../customer/customer.ts';
import type { Customer } from '../object/customer.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import type { Session } from '../object/session.ts';
import { behaviourOf, verdictOn } from '../payment/cards.ts';
import { attempt, openIntent } from '../payment/intent.ts';
import { mintCard, pinTo } from '../payment/method.ts';
import { setUp } from '../payment/setup-api.ts';
import { type Order, orderOf } from './lines.ts';
import { payer } from './session.ts';

export interface Buyer {
  email: string;
  name: string;
  number: string;
  /** The bank's page was passed. */
  consented: boolean;
}

export type Outcome = { is: 'paid' } | { is: 'declined'; message: string } | { is: 'consent' };

/** The buyer pressed the button of a hosted page: ask the bank, then make everything the session sells. */
export function completeSession(books: Books, session: Session, buyer: Buyer): Outcome {
  const order = orderOf(books, session.id);
  const card = mintCard(books, buyer.number);
  const behaviour = behaviourOf(books, card);
  if ((behaviour === 'consent' || behaviour === 'consent-once') && !buyer.consented) return { is: 'consent' };
  const free = session.mode === 'setup' || session.amount_total === 0;
  const verdict = verdictOn(free && behaviour === 'declines-later' ? 'ok' : behaviour);
  if (!verdict.ok) return { is: 'declined', message: verdict.message ?? 'Your card was declined.' };
  card.billing_details = { ...card.billing_details, email: buyer.email || null, name: buyer.name || null };
  const customer = customerOf(books, session, buyer);
  const pay = { subscription: paySubscription, setup: paySetup, payment: payOnce }[session.mode];
  pay(books, session, order, card, customer, buyer.consented);
  finish(books, session, customer, buyer);
  return { is: 'paid' };
}

function customerOf(books: Books, session: Session, buyer: Buyer): Customer | undefined {
  const known = books.peek('customer', session.customer);
  if (known || session.customer_creation !== 'always') return known;
  const customer = addCustomer(books);
  customer.email = buyer.email || null;
  customer.name = buyer.name || null;
  books.put('customer', customer);
  books.emit('customer.created', customer);
  return customer;
}

type Pay = (
  books: Books,
  session: Session,
  order: Order,
  card: PaymentMethod,
  customer: Customer | undefined,
  consented: boolean,
) => void;

const paySubscription: Pay = (books, session, order, card, customer, consented) => {
  if (!customer) throw new Error('A subscription session always has a customer.');
  pinTo(books, card, customer.id);
  const { trialEnd } = order;
  const sub = subscribe(books, {
    customer: customer.id,
    rows: order.lines.map(({ price, quantity }) => ({ price, quantity, metadata: {} })),
    metadata: order.metadata,
    card: card.id,
    description: order.description,
    trialEnd: trialEnd === null ? null : 'at' in trialEnd ? trialEnd.at : books.now() + trialEnd.days * 86_400,
    behavior: 'allow_incomplete',
    cancelAtPeriodEnd: false,
    onSession: true,
    consented,
  });
  session.subscription = sub.id;
  session.invoice = sub.latest_invoice;
  session.payment_status = 'paid';
};

const paySetup: Pay = (books, session, _order, card, _customer, consented) => {
  if (session.setup_intent) setUp(books, books.get('setup_intent', session.setup_intent), card, consented);
};

const payOnce: Pay = (books, session, order, card, customer, consented) => {
  const terms = {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    customer: customer?.id ?? null,
  };
  const intent = openIntent(books, { ...terms, description: order.description, metadata: order.metadata });
  intent.setup_future_usage = order.setupFutureUsage;
  attempt(books, intent, { card, offSession: false, consented });
  session.payment_intent = intent.id;
  session.payment_status = 'paid';
};

function finish(books: Books, session: Session, customer: Customer | undefined, buyer: Buyer): void {
  books.change(session, undefined, it => {
    it.status = 'complete';
    it.url = null;
    it.customer = customer?.id ?? it.customer;
    it.customer_details = payer(customer?.email ?? (buyer.email || null), customer?.name ?? (buyer.name || null));
  });
  books.emit('checkout.session.completed', session);
}
