import type { Paid, SeenSubscription } from './state.ts';

/**
 * what becomes of a number whose payment failed. It stays routed for seven days and its user is told on day 0, 3
 * and 6; then, or once Stripe has given up, it is suspended: kept, but not routed. After fourteen more days it ends.
 */
const DAY = 86_400_000;

/** How long a number whose payment failed is still routed. */
export const GRACE_MS = 7 * DAY;
/** How long a suspended number is kept. */
export const SUSPENDED_MS = 14 * DAY;

const TOLD_AFTER: readonly number[] = [0, 3 * DAY, 6 * DAY];

/** Past due or suspended, by what Stripe says and how long it has been. One suspended stays so until it is paid. */
export function owing(state: Paid, seen: SeenSubscription, now: number): Paid {
  const { subscriptionId, paidThrough } = state;
  const since = 'since' in state ? state.since : now;
  const { endsAt } = seen;
  const due = TOLD_AFTER.filter(after => since + after <= now).length;
  const reminders = Math.max(remindersOf(state), due);
  const base = { subscriptionId, paidThrough, endsAt, since };
  if (state.is === 'suspended') return { ...state, endsAt };
  const isOver = seen.status !== 'past_due' || since + GRACE_MS <= now;
  return isOver
    ? { is: 'suspended', ...base, reminders: remindersOf(state), suspendedAt: now }
    : { is: 'past_due', ...base, reminders };
}

/** How many reminders of the missing payment were sent. */
export function remindersOf(state: Paid): number {
  return 'reminders' in state ? state.reminders : 0;
}

/** When something is due for a number that is past due or suspended, if nobody pays: the next reminder or the next stage. */
export function nextStage(state: Extract<Paid, { is: 'past_due' | 'suspended' }>): number {
  if (state.is === 'suspended') return state.suspendedAt + SUSPENDED_MS;
  const after = TOLD_AFTER[state.reminders];
  return state.since + (after ?? GRACE_MS);
}
