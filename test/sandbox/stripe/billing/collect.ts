import type { Books } from '../books.ts';
import type { Invoice } from '../object/invoice.ts';
import type { PaymentIntent } from '../object/payment-intent.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import type { Subscription } from '../object/subscription.ts';
import { attempt } from '../payment/intent.ts';
import type { ProblemBody } from '../wire/problem.ts';
import { intentOf, invoicePaymentOf } from './payments.ts';
import { afterPayment } from './standing.ts';

const DAY = 86_400;

/** The card an invoice is charged to: its own, else the subscription's, else the customer's default. */
export function cardFor(books: Books, invoice: Invoice): PaymentMethod | undefined {
  const sub = subscriptionOf(books, invoice);
  const customer = books.peek('customer', invoice.customer);
  const id =
    invoice.default_payment_method ?? sub?.default_payment_method ?? customer?.invoice_settings.default_payment_method;
  return books.peek('payment_method', id);
}

export const subscriptionOf = (books: Books, invoice: Invoice): Subscription | undefined =>
  books.peek('subscription', invoice.parent?.subscription_details.subscription);

export interface Collection {
  card?: PaymentMethod | undefined;
  /** True when the customer is at the screen, so that the bank may ask for consent. */
  onSession?: boolean;
  consented?: boolean;
  /** Tried by a person: after the first attempt such tries leave the retry schedule alone. */
  byHand?: boolean;
}

/** Tries to collect an open invoice. Answers the bank's refusal, or undefined when paid or waiting for consent. */
export function collect(books: Books, invoice: Invoice, how: Collection = {}): ProblemBody | undefined {
  if (invoice.amount_remaining === 0) {
    markPaid(books, invoice);
    return undefined;
  }
  const intent = intentOf(books, invoice.id);
  if (!intent) throw new Error(`Invoice ${invoice.id} has no payment to collect.`);
  const card = how.card ?? cardFor(books, invoice);
  const scheduled = !how.byHand || invoice.attempt_count === 0;
  invoice.attempted = true;
  if (scheduled) invoice.attempt_count += 1;
  if (!card) return noCard(books, invoice, scheduled);
  const error = attempt(books, intent, { card, offSession: false, consented: how.consented ?? false });
  if (intent.status === 'succeeded') markPaid(books, invoice);
  else if (intent.status === 'requires_action') actionRequired(books, invoice, scheduled && !how.onSession);
  else failed(books, invoice, scheduled);
  return error;
}

function noCard(books: Books, invoice: Invoice, scheduled: boolean): ProblemBody {
  failed(books, invoice, scheduled);
  return {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message:
      'This customer has no attached payment source or default payment method. Please consider adding a default payment method.',
  };
}

/** The bank wants the owner: Stripe says so, and while nobody is there it counts as a failed attempt. */
function actionRequired(books: Books, invoice: Invoice, countsAsFailure: boolean): void {
  if (countsAsFailure) failed(books, invoice, true);
  books.emit('invoice.payment_action_required', invoice);
}

function failed(books: Books, invoice: Invoice, scheduled: boolean): void {
  const sub = subscriptionOf(books, invoice);
  const first = invoice.billing_reason === 'subscription_create';
  const wait = first ? undefined : books.world.dunning(books.account).retryDays[invoice.attempt_count - 1];
  if (scheduled)
    books.change(invoice, undefined, it => {
      it.next_payment_attempt = wait === undefined || sub?.ended_at ? null : books.now() + wait * DAY;
    });
  books.emit('invoice.payment_failed', invoice);
  books.emit('invoice.updated', invoice);
}

export function markPaid(books: Books, invoice: Invoice): void {
  books.change(invoice, undefined, it => {
    it.status = 'paid';
    it.attempted = true;
    it.amount_paid = it.amount_due;
    it.amount_remaining = 0;
    it.next_payment_attempt = null;
    it.status_transitions = { ...it.status_transitions, paid_at: books.now() };
  });
  const payment = books.list('invoice_payment', it => it.invoice === invoice.id)[0];
  if (payment)
    books.change(payment, undefined, it => {
      it.status = 'paid';
      it.amount_paid = invoice.amount_paid;
      it.status_transitions = { ...it.status_transitions, paid_at: books.now() };
    });
  if (payment) books.emit('invoice_payment.paid', payment);
  books.emit('invoice.paid', invoice);
  books.emit('invoice.payment_succeeded', invoice);
  const sub = subscriptionOf(books, invoice);
  if (sub) afterPayment(books, sub);
}

/** When an intent that was confirmed by itself belongs to an invoice, that invoice is now paid. */
export function settleInvoiceOf(books: Books, intent: PaymentIntent): void {
  if (intent.status !== 'succeeded') return;
  const invoice = books.peek('invoice', invoicePaymentOf(books, intent.id)?.invoice);
  if (invoice?.status === 'open') markPaid(books, invoice);
}
