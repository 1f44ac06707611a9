import type { Books } from '../books.ts';
import { newCard, noBillingDetails, type PaymentMethod } from '../object/payment-method.ts';
import type { Params } from '../wire/params.ts';
import { badParameter, refused } from '../wire/problem.ts';
import { type Behaviour, behaviourOf, cardByNumber, cardByToken, plastics, savable, verdictOn } from './cards.ts';
import { declineBody, declined } from './decline.ts';

/** Puts a card with that number on this account, belonging to nobody yet. */
export function mintCard(books: Books, number: string, expiry?: { month: number; year: number }): PaymentMethod {
  const known = cardByNumber(number);
  if (!known)
    throw declined({
      type: 'card_error',
      code: 'incorrect_number',
      message: 'Your card number is incorrect.',
      param: 'number',
    });
  const id = books.world.id('pm');
  const method = newCard(id, books.now(), {
    brand: known.brand,
    number: known.number,
    exp_month: expiry?.month ?? 12,
    exp_year: expiry?.year ?? new Date(books.world.ctx.clock.now()).getUTCFullYear() + 8,
    fingerprint: `fp${known.number.slice(-14)}`,
  });
  plastics(books).set(id, { number: known.number, behaviour: known.behaviour });
  return books.put('payment_method', method);
}

/** The payment method a request names; `pm_card_…` and `tok_…` mint a fresh test card. */
export function methodNamed(books: Books, id: string, param: string): PaymentMethod {
  const test = cardByToken(id);
  return test ? mintCard(books, test.number) : books.get('payment_method', id, param);
}

export function cardFrom(books: Books, card: Params): PaymentMethod {
  const token = card.text('token');
  if (token) return methodNamed(books, token, 'card[token]');
  const month = card.int('exp_month');
  const year = card.int('exp_year');
  if (month === undefined) throw card.missing('exp_month');
  if (year === undefined) throw card.missing('exp_year');
  if (month < 1 || month > 12)
    throw badParameter('card[exp_month]', "Your card's expiration month is invalid.", 'invalid_expiry_month');
  return mintCard(books, card.need('number'), { month, year: year < 100 ? 2000 + year : year });
}

/** Fills in who pays, from the request's `billing_details`. */
export function describePayer(method: PaymentMethod, details: Params | undefined): void {
  if (!details) return;
  const { email, name, phone, address } = { ...noBillingDetails(), ...method.billing_details };
  method.billing_details = {
    ...method.billing_details,
    email: details.textOrNull('email') ?? email,
    name: details.textOrNull('name') ?? name,
    phone: details.textOrNull('phone') ?? phone,
    address: { ...address, ...details.entries('address') },
  };
}

const detachedCards = (books: Books) => books.world.ctx.store.collection<true>('stripe.detached');

/** Saves a card to a customer. Banks refuse most declining cards already here. */
export function attach(books: Books, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method;
  if (method.customer)
    throw refused(
      'The payment method you provided has already been attached to a customer.',
      'payment_method_unexpected_state',
    );
  if (detachedCards(books).has(method.id))
    throw refused(
      'This PaymentMethod was previously used with a PaymentIntent without Customer attachment or was detached from a Customer, and may not be used again.',
      'payment_method_unexpected_state',
    );
  const behaviour = behaviourOf(books, method);
  if (!savable(behaviour)) throw declined(declineBody(verdictOn(behaviour), method));
  return pinTo(books, method, customer);
}

/** Attaches without asking the bank; for pages where it was asked already, and for seeds. */
export function pinTo(books: Books, method: PaymentMethod, customer: string): PaymentMethod {
  method.customer = customer;
  books.put('payment_method', method);
  books.emit('payment_method.attached', method);
  return method;
}

export function detach(books: Books, method: PaymentMethod): PaymentMethod {
  const customer = method.customer;
  if (!customer)
    throw refused(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
      'payment_method_unexpected_state',
    );
  method.customer = null;
  books.put('payment_method', method);
  detachedCards(books).set(method.id, true);
  forget(books, customer, method.id);
  books.emit('payment_method.detached', method, { customer });
  return method;
}

/** Nothing keeps a detached card as its default. */
function forget(books: Books, customerId: string, method: string): void {
  const customer = books.peek('customer', customerId);
  if (customer?.invoice_settings.default_payment_method === method)
    books.change(customer, 'customer.updated', it => {
      it.invoice_settings = { ...it.invoice_settings, default_payment_method: null };
    });
  for (const sub of books.list('subscription', it => it.default_payment_method === method))
    books.change(sub, 'customer.subscription.updated', it => {
      it.default_payment_method = null;
    });
}

/** Changes what the bank behind a saved card does from now on. */
export function setBehaviour(books: Books, method: PaymentMethod, behaviour: Behaviour | 'expired' | 'valid'): void {
  const known = plastics(books).get(method.id);
  const year = new Date(books.world.ctx.clock.now()).getUTCFullYear();
  books.change(method, 'payment_method.updated', it => {
    it.card = { ...it.card, exp_year: behaviour === 'expired' ? year - 1 : Math.max(it.card.exp_year, year + 1) };
  });
  const next: Behaviour = behaviour === 'expired' || behaviour === 'valid' ? 'ok' : behaviour;
  plastics(books).set(method.id, { number: known?.number ?? '4242424242424242', behaviour: next });
  books.world.touch();
}
