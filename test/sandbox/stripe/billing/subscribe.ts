import type { Books } from '../books.ts';
import type { Invoice } from '../object/invoice.ts';
import type { Price } from '../object/price.ts';
import { newItem, newSubscription, type Subscription } from '../object/subscription.ts';
import { badParameter, Problem, refused } from '../wire/problem.ts';
import { collect } from './collect.ts';
import { draftInvoice, finalize } from './invoice.ts';
import { intentOf } from './payments.ts';
import { periodEnd } from './period.ts';
import type { PricedRow } from './price.ts';
import { setStatus } from './standing.ts';

export type PaymentBehavior =
  | 'allow_incomplete'
  | 'default_incomplete'
  | 'error_if_incomplete'
  | 'pending_if_incomplete';

export interface SubscriptionTerms {
  customer: string;
  rows: PricedRow[];
  metadata: Record<string, string>;
  card: string | null;
  description: string | null;
  trialEnd: number | null;
  behavior: PaymentBehavior;
  cancelAtPeriodEnd: boolean;
  /** The customer is at the screen (Checkout, or the API without `off_session`). */
  onSession: boolean;
  /** The bank's consent page was passed already. */
  consented?: boolean;
}

/** All rows must recur alike and in one currency, which must be the customer's. */
export function checkRows(books: Books, rows: readonly PricedRow[], customer: string | null, param: string): Price {
  const first = rows[0]?.price;
  if (!first) throw badParameter(param, `Missing required param: ${param}.`, 'parameter_missing');
  checkCount(rows.length, param);
  for (const { price } of rows) {
    if (!price.recurring)
      throw refused(
        `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
        undefined,
        `${param}[0][price]`,
      );
    if (price.currency !== first.currency)
      throw refused('All prices on a subscription must have the same currency.', undefined, param);
    if (
      price.recurring.interval !== first.recurring?.interval ||
      price.recurring.interval_count !== first.recurring.interval_count
    )
      throw refused(
        'All prices on a subscription must have the same `recurring.interval` and `recurring.interval_count`.',
        undefined,
        param,
      );
  }
  checkCurrency(books, customer, first.currency);
  return first;
}

/** A subscription holds at most twenty items. */
export function checkCount(count: number, param: string): void {
  if (count > 20) throw refused(`A subscription takes at most 20 items; there would be ${count}.`, undefined, param);
}

export function checkCurrency(books: Books, customerId: string | null, currency: string): void {
  const known = books.peek('customer', customerId)?.currency;
  if (known && known !== currency)
    throw refused(
      `You cannot combine currencies on a single customer. This customer has had a subscription or invoice with currency ${known}.`,
      undefined,
      'currency',
    );
}

/** Opens a subscription and collects its first invoice. */
export function subscribe(books: Books, terms: SubscriptionTerms): Subscription {
  const first = checkRows(books, terms.rows, terms.customer, 'items');
  const now = books.now();
  const sub = newSubscription(books.world.id('sub'), now, {
    customer: terms.customer,
    currency: first.currency,
    anchor: terms.trialEnd ?? now,
    application: books.application(),
  });
  const end = terms.trialEnd ?? (first.recurring ? periodEnd(now, first.recurring, now) : now);
  sub.items.data = terms.rows.map(row =>
    newItem(books.world.id('si', 14), now, { ...row, subscription: sub.id, start: now, end }),
  );
  sub.metadata = terms.metadata;
  sub.description = terms.description;
  sub.default_payment_method = terms.card;
  sub.status = terms.trialEnd ? 'trialing' : 'incomplete';
  sub.trial_start = terms.trialEnd ? now : null;
  sub.trial_end = terms.trialEnd;
  if (terms.cancelAtPeriodEnd) {
    sub.cancel_at_period_end = true;
    sub.cancel_at = end;
    sub.canceled_at = now;
  }
  const customer = books.get('customer', terms.customer);
  customer.currency = first.currency;
  books.put('subscription', sub);
  books.emit('customer.subscription.created', sub);
  firstPayment(books, sub, finalize(books, draftInvoice(books, sub, 'subscription_create')), terms);
  return sub;
}

function firstPayment(books: Books, sub: Subscription, invoice: Invoice, terms: SubscriptionTerms): void {
  if (terms.behavior === 'default_incomplete' && invoice.amount_due > 0) return;
  const error = collect(books, invoice, { onSession: terms.onSession, consented: terms.consented ?? false });
  if (!error || terms.behavior !== 'error_if_incomplete') return;
  const intent = intentOf(books, invoice.id);
  setStatus(books, sub, 'incomplete_expired');
  sub.ended_at = books.now();
  throw new Problem(402, { ...error, ...(intent ? { payment_intent: structuredClone(intent) } : {}) });
}
