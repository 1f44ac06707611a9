import type { Books } from '../books.ts';
import type { Invoice } from '../object/invoice.ts';
import type { Subscription, SubscriptionStatus } from '../object/subscription.ts';

/** Statuses in which a subscription still lives and renews. */
export const LIVING: readonly SubscriptionStatus[] = ['trialing', 'active', 'past_due', 'unpaid'];

export const isLiving = (sub: Subscription): boolean => LIVING.includes(sub.status);

export function setStatus(books: Books, sub: Subscription, status: SubscriptionStatus): void {
  books.change(sub, 'customer.subscription.updated', it => {
    it.status = status;
  });
}

const latestOf = (books: Books, sub: Subscription): Invoice | undefined =>
  books.list(
    'invoice',
    it => it.parent?.subscription_details.subscription === sub.id && it.status !== 'void' && it.status !== 'draft',
  )[0];

/** A paid latest invoice brings a subscription (back) to life. */
export function afterPayment(books: Books, sub: Subscription): void {
  const latest = latestOf(books, sub);
  const settled = latest === undefined || latest.status === 'paid';
  if (settled && ['incomplete', 'past_due', 'unpaid'].includes(sub.status)) setStatus(books, sub, 'active');
}

/** A failed attempt leaves a living subscription past due; a first one leaves it incomplete. */
export function afterFailure(books: Books, sub: Subscription): void {
  if (sub.status === 'active' || sub.status === 'trialing') setStatus(books, sub, 'past_due');
}

/** Voids an invoice that is still open (or a draft). */
export function voidInvoice(books: Books, invoice: Invoice): Invoice {
  books.change(invoice, undefined, it => {
    it.status = 'void';
    it.amount_remaining = 0;
    it.auto_advance = false;
    it.next_payment_attempt = null;
    it.status_transitions = { ...it.status_transitions, voided_at: books.now() };
  });
  for (const payment of books.list('invoice_payment', it => it.invoice === invoice.id && it.status === 'open'))
    dropPayment(books, payment.id);
  books.emit('invoice.voided', invoice);
  return invoice;
}

function dropPayment(books: Books, id: string): void {
  const payment = books.get('invoice_payment', id);
  books.change(payment, undefined, it => {
    it.status = 'canceled';
    it.status_transitions = { ...it.status_transitions, canceled_at: books.now() };
  });
  const intent = books.peek('payment_intent', payment.payment.payment_intent);
  if (!intent || intent.status === 'succeeded' || intent.status === 'canceled') return;
  books.change(intent, undefined, it => {
    it.status = 'canceled';
    it.canceled_at = books.now();
    it.cancellation_reason = 'void_invoice';
    it.next_action = null;
  });
  books.emit('payment_intent.canceled', intent);
}
