import type { Books } from '../books.ts';
import type { Subscription } from '../object/subscription.ts';
import { voidInvoice } from './standing.ts';

export type CancelReason = 'cancellation_requested' | 'payment_failed' | 'payment_disputed';

/** Ends a subscription at once. Its open invoices stay, but are no longer collected by themselves. */
export function cancelNow(books: Books, sub: Subscription, reason: CancelReason, at = books.now()): Subscription {
  const unstarted = sub.status === 'incomplete';
  books.change(sub, undefined, it => {
    it.status = 'canceled';
    it.canceled_at ??= books.now();
    it.ended_at = at;
    it.cancel_at_period_end = it.cancel_at_period_end && at <= (it.cancel_at ?? 0);
    it.cancellation_details = { ...it.cancellation_details, reason };
  });
  for (const invoice of books.list('invoice', it => it.parent?.subscription_details.subscription === sub.id)) {
    if (invoice.status === 'open' && unstarted) voidInvoice(books, invoice);
    if (invoice.status === 'open' || invoice.status === 'draft')
      books.change(invoice, 'invoice.updated', it => {
        it.auto_advance = false;
        it.next_payment_attempt = null;
      });
  }
  books.emit('customer.subscription.deleted', sub);
  return sub;
}

/** 23 hours without the first payment: the subscription never was. */
export function expireIncomplete(books: Books, sub: Subscription): void {
  books.change(sub, 'customer.subscription.updated', it => {
    it.status = 'incomplete_expired';
    it.ended_at = books.now();
    it.canceled_at = books.now();
  });
  const invoice = books.peek('invoice', sub.latest_invoice);
  if (invoice?.status === 'open') voidInvoice(books, invoice);
}
