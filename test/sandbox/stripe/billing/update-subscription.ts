import type { Books } from '../books.ts';
import type { Subscription } from '../object/subscription.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { badParameter, refused } from '../wire/problem.ts';
import { changeItems, invoiceChanges } from './change-items.ts';
import { currentEnd, renew } from './renew.ts';
import { ownCard } from './subscription-api.ts';

const AFTER_END = ['metadata', 'cancellation_details', 'expand'];

/** Changes a subscription; an ended one keeps nothing but its metadata editable. */
export function updateSubscription(books: Books, sub: Subscription, params: Params): Subscription {
  if (sub.ended_at && Object.keys(params.tree).some(name => !AFTER_END.includes(name)))
    throw refused(
      'A canceled subscription can only update its cancellation_details and metadata.',
      'invalid_canceled_subscription_fields',
    );
  const proration =
    params.choice('proration_behavior', ['create_prorations', 'none', 'always_invoice']) ?? 'create_prorations';
  const endTrial = params.text('trial_end') === 'now' && sub.status === 'trialing';
  books.change(sub, 'customer.subscription.updated', it => {
    it.metadata = mergeMetadata(it.metadata, params);
    const description = params.textOrNull('description');
    if (description !== undefined) it.description = description;
    if (params.has('default_payment_method')) it.default_payment_method = ownCard(books, params, it.customer);
    changeEnd(books, it, params);
    changeItems(books, it, params.rows('items'), proration);
    if (endTrial) startNow(books, it);
  });
  if (endTrial) renew(books, sub);
  if (proration === 'always_invoice') invoiceChanges(books, sub);
  return sub;
}

function changeEnd(books: Books, sub: Subscription, params: Params): void {
  const atPeriodEnd = params.flag('cancel_at_period_end');
  const at = params.text('cancel_at');
  if (atPeriodEnd !== undefined && at)
    throw badParameter(
      'cancel_at',
      'You may only specify one of these parameters: cancel_at, cancel_at_period_end.',
      'parameters_exclusive',
    );
  if (atPeriodEnd === true && !sub.cancel_at_period_end) ending(books, sub, currentEnd(sub), true);
  if (atPeriodEnd === false) notEnding(sub);
  if (at === '') notEnding(sub);
  else if (at !== undefined) {
    const instant = params.int('cancel_at') ?? 0;
    if (instant <= books.now()) throw badParameter('cancel_at', 'Timestamp must be in the future.');
    ending(books, sub, instant, false);
  }
}

function ending(books: Books, sub: Subscription, at: number, atPeriodEnd: boolean): void {
  sub.cancel_at_period_end = atPeriodEnd;
  sub.cancel_at = at;
  sub.canceled_at = books.now();
  sub.cancellation_details = { ...sub.cancellation_details, reason: 'cancellation_requested' };
}

function notEnding(sub: Subscription): void {
  sub.cancel_at_period_end = false;
  sub.cancel_at = null;
  sub.canceled_at = null;
  sub.cancellation_details = { ...sub.cancellation_details, reason: null };
}

/** Ends a trial now: the first paid period begins at this second. */
function startNow(books: Books, sub: Subscription): void {
  sub.trial_end = books.now();
  sub.billing_cycle_anchor = books.now();
  for (const item of sub.items.data) item.current_period_end = books.now();
}
