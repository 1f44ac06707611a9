import { GRACE_MS, owing, remindersOf, SUSPENDED_MS } from './dunning.ts';
import type {
  Ended,
  EndReason,
  Event,
  Included,
  Paid,
  Pending,
  Refusal,
  SeenSubscription,
  State,
  Step,
  Want,
} from './state.ts';

/**
 * The assignment's state machine. State follows what Stripe says now; a subscription that is
 * not this assignment's own never changes its state, it is cancelled and given back.
 * @param now epoch ms
 */
export function step(state: State, event: Event, now: number): Step | Refusal {
  switch (event.kind) {
    case 'checkout_opened':
      if (state.is !== 'pending') return { ok: false, why: 'not_pending' };
      return to({ ...state, sessionId: event.sessionId, url: event.url }, 'checkout_opened');
    case 'checkout_seen':
      return state.is === 'pending' ? waiting(state, event.status, now) : unchanged(state);
    case 'unassigned':
      return state.is === 'ended' ? unchanged(state) : end(state, 'unassigned', now);
    case 'subscription_seen':
      if (state.is === 'pending') return paying(state, event.subscription, event.leftOpen, now);
      if (state.is === 'ended') return afterwards(state, event.subscription);
      if (state.is === 'included') return stray(state, event.subscription);
      if (state.subscriptionId !== event.subscription.id) return stray(state, event.subscription);
      return paid(state, event.subscription, now);
  }
}

const DEAD: readonly string[] = ['canceled', 'incomplete_expired'];

/** still unpaid. */
function waiting(state: Pending, checkout: 'none' | 'open' | 'expired', now: number): Step {
  const left: Pending = checkout === 'open' ? state : { ...state, sessionId: null, url: null };
  if (state.expiresAt !== null && state.expiresAt <= now) return end(left, 'expired', now);
  if (state.expiresAt !== null && state.remindAt !== null && state.remindAt <= now) {
    const mail: Want = { do: 'mail', template: 'reservation_expiring', endsAt: state.expiresAt };
    return to({ ...left, remindAt: null }, 'expiry_announced', [mail]);
  }
  return state.sessionId === left.sessionId ? unchanged(state) : to(left, 'checkout_lapsed');
}

/** only an `active` subscription makes it active. */
function paying(state: Pending, seen: SeenSubscription, leftOpen: string | undefined, now: number): Step {
  const over = DEAD.includes(seen.status) || (seen.endsAt !== null && seen.endsAt <= now);
  if (over) return overBefore(waiting(state, leftOpen ? 'open' : 'none', now), seen);
  if (seen.status !== 'active') {
    return leftOpen || state.url === null ? unchanged(state) : to({ ...state, url: null }, 'payment_processing');
  }
  const wants: Want[] = [{ do: 'mail', template: 'number_activated' }, { do: 'mirror_forwarding' }];
  if (leftOpen) wants.push({ do: 'expire_checkout', sessionId: leftOpen });
  return to(running(seen, seen.periodEnd), 'activated', wants);
}

/** It was over before we saw it: whatever was paid for it bought nothing, and is given back. */
function overBefore(left: Step, seen: SeenSubscription): Step {
  return seen.paidAt === null ? left : { ...left, wants: [...left.wants, refundOf(seen)] };
}

/** a paid assignment follows its own subscription. */
function paid(state: Paid, seen: SeenSubscription, now: number): Step {
  if (DEAD.includes(seen.status)) return end(state, reasonOf(state, seen, now), now);
  if (seen.endsAt !== null && seen.endsAt <= now) return end(state, 'released', now);
  const next = following(state, seen, now);
  if (next.is === 'suspended' && next.suspendedAt + SUSPENDED_MS <= now) return end(next, 'unpaid', now);
  if (same(state, next)) return unchanged(state);
  return to(next, actOf(state, next), wantsOf(state, next));
}

function following(state: Paid, seen: SeenSubscription, now: number): Paid {
  switch (seen.status) {
    case 'active':
    case 'trialing':
      return running(seen, seen.periodEnd);
    case 'past_due':
    case 'unpaid':
    case 'paused':
      return owing(state, seen, now);
    default:
      return state;
  }
}

/** What people and the forwarding mirror learn of the way from one paid state to another. */
function wantsOf(state: Paid, next: Paid): Want[] {
  const wants: Want[] = [];
  if (endOf(next) !== null && endOf(state) === null) {
    wants.push({ do: 'mail', template: 'release_scheduled', endsAt: endOf(next) ?? 0 });
  }
  if (next.is === 'past_due' && next.reminders > remindersOf(state)) {
    wants.push({ do: 'mail', template: 'payment_failed', endsAt: next.since + GRACE_MS });
  }
  const [was, is] = [state.is === 'suspended', next.is === 'suspended'];
  if (next.is === 'suspended' && !was) {
    wants.push({ do: 'mail', template: 'number_suspended', endsAt: next.suspendedAt + SUSPENDED_MS });
  }
  if (was && !is) wants.push({ do: 'mail', template: 'number_restored' });
  if (was !== is) wants.push({ do: 'mirror_forwarding' });
  return wants;
}

function running(seen: SeenSubscription, paidThrough: number): Paid {
  return seen.endsAt === null
    ? { is: 'active', subscriptionId: seen.id, paidThrough }
    : { is: 'ending', subscriptionId: seen.id, paidThrough, endsAt: seen.endsAt };
}

/** it is over; a payment that landed afterwards is cancelled and refunded, and activates nothing. */
function afterwards(state: Ended, seen: SeenSubscription): Step {
  const own = state.subscriptionId === seen.id;
  const late = seen.paidAt !== null && (!own || seen.paidAt > state.endedAt);
  return late || !DEAD.includes(seen.status) ? giveBack(state, seen) : unchanged(state);
}

/** A second subscription for a number that is paid already. */
function stray(state: Paid | Included, seen: SeenSubscription): Step {
  return seen.paidAt !== null || !DEAD.includes(seen.status) ? giveBack(state, seen) : unchanged(state);
}

function giveBack(state: State, seen: SeenSubscription): Step {
  return { ok: true, next: state, act: null, wants: [refundOf(seen)] };
}

function refundOf(seen: SeenSubscription): Want {
  const paid = seen.invoice && { invoiceId: seen.invoice.id };
  return { do: 'refund_late_payment', subscriptionId: seen.id, ...paid };
}

function end(state: Exclude<State, Ended>, reason: EndReason, now: number): Step {
  const subscriptionId = 'subscriptionId' in state ? state.subscriptionId : null;
  const taken = reason === 'unassigned' || reason === 'expired';
  const wants: Want[] = [
    {
      do: 'mail',
      template: taken ? 'number_unassigned' : 'number_released',
      ...(reason === 'unpaid' && { unpaid: true }),
      ...(reason === 'canceled_at_stripe' && { atStripe: true }),
    },
    { do: 'mirror_forwarding' },
  ];
  // Cancelling also voids what is still open, which Stripe's own end of a subscription leaves standing: it may owe for a
  // month before this one, or although we never saw it fail.
  if (subscriptionId) wants.push({ do: 'cancel_subscription', subscriptionId });
  if (state.is === 'pending' && state.sessionId) wants.push({ do: 'expire_checkout', sessionId: state.sessionId });
  return to({ is: 'ended', reason, endedAt: now, subscriptionId }, reason, wants);
}

function reasonOf(state: Paid, seen: SeenSubscription, now: number): EndReason {
  const due = seen.endsAt ?? endOf(state);
  if (due !== null && due <= now) return 'released';
  return state.is === 'past_due' || state.is === 'suspended' ? 'unpaid' : 'canceled_at_stripe';
}

function actOf(state: Paid, next: Paid): string {
  if (endOf(next) !== null && endOf(state) === null) return 'release_scheduled';
  if (endOf(next) === null && endOf(state) !== null) return 'kept';
  if (next.is === 'past_due') return state.is === 'past_due' ? 'payment_reminded' : 'past_due';
  if (next.is === 'suspended') return 'suspended';
  if (state.is === 'past_due' || state.is === 'suspended') return 'restored';
  return next.paidThrough === state.paidThrough ? 'rescheduled' : 'renewed';
}

function endOf(state: Paid): number | null {
  return state.is === 'active' ? null : state.endsAt;
}

function same(a: Paid, b: Paid): boolean {
  const alike = a.is === b.is && a.paidThrough === b.paidThrough && endOf(a) === endOf(b);
  return alike && remindersOf(a) === remindersOf(b);
}

function to(next: State, act: string, wants: Want[] = []): Step {
  return { ok: true, next, act, wants };
}

function unchanged(state: State): Step {
  return { ok: true, next: state, act: null, wants: [] };
}
