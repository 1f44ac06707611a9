import type { Books } from '../books.ts';
import type { Invoice } from '../object/invoice.ts';
import type { Subscription } from '../object/subscription.ts';
import { cancelNow } from './cancel.ts';
import { collect, subscriptionOf } from './collect.ts';
import { draftInvoice, finalize } from './invoice.ts';
import { periodEnd } from './period.ts';
import { afterFailure, setStatus } from './standing.ts';

/** End of the period a subscription is in. */
export const currentEnd = (sub: Subscription): number =>
  Math.min(...sub.items.data.map(item => item.current_period_end));

/** A period has ended: end the subscription if that was asked for, else begin the next period and bill it. */
export function renew(books: Books, sub: Subscription): void {
  const end = currentEnd(sub);
  if (sub.cancel_at_period_end) {
    cancelNow(books, sub, 'cancellation_requested', end);
    return;
  }
  books.change(sub, 'customer.subscription.updated', it => {
    if (it.status === 'trialing') it.status = 'active';
    for (const item of it.items.data) {
      item.current_period_start = end;
      const { recurring } = item.price;
      if (recurring) item.current_period_end = periodEnd(it.billing_cycle_anchor, recurring, end);
    }
  });
  const invoice = draftInvoice(books, sub, 'subscription_cycle');
  // An unpaid subscription keeps drafting invoices that nobody collects.
  if (sub.status === 'unpaid') {
    invoice.auto_advance = false;
    return;
  }
  collectRenewal(books, sub, finalize(books, invoice));
}

/** Charges a renewal or one of its retries. */
export function collectRenewal(books: Books, sub: Subscription, invoice: Invoice): void {
  collect(books, invoice);
  if (invoice.status !== 'open') return;
  afterFailure(books, sub);
  if (invoice.next_payment_attempt === null) giveUp(books, sub);
}

/** The last retry failed: what happens next is the account's own setting. */
function giveUp(books: Books, sub: Subscription): void {
  const { after } = books.world.dunning(books.account);
  if (after === 'canceled') cancelNow(books, sub, 'payment_failed');
  else if (after === 'unpaid') setStatus(books, sub, 'unpaid');
}

/** The day of the next retry of an open invoice has come. */
export function retry(books: Books, invoice: Invoice): void {
  const sub = subscriptionOf(books, invoice);
  if (sub && !sub.ended_at) collectRenewal(books, sub, invoice);
  else invoice.next_payment_attempt = null;
}
