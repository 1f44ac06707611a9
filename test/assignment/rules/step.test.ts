import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAt } from '../../../worker/assignment/rules/check-at.ts';
import { isLive } from '../../../worker/assignment/rules/live.ts';
import type { Event, SeenSubscription, State, Step } from '../../../worker/assignment/rules/state.ts';
import { step } from '../../../worker/assignment/rules/step.ts';

const NOW = 1_000_000_000_000;
const LATER = NOW + 1000;
const DAY = 86_400_000;
const pending: State = { is: 'pending', sessionId: 'cs_1', url: 'https://pay', expiresAt: LATER, remindAt: null };
const active: State = { is: 'active', subscriptionId: 'sub_1', paidThrough: LATER };
const ending: State = { is: 'ending', subscriptionId: 'sub_1', paidThrough: LATER, endsAt: LATER };
const owed = { subscriptionId: 'sub_1', paidThrough: NOW, endsAt: null, since: NOW };
const pastDue: State = { is: 'past_due', ...owed, reminders: 1 };
const suspended: State = { is: 'suspended', ...owed, reminders: 3, suspendedAt: NOW };
const included: State = { is: 'included' };
const ended: State = { is: 'ended', reason: 'unassigned', endedAt: NOW, subscriptionId: 'sub_1' };
const neverPaid: State = { is: 'ended', reason: 'unassigned', endedAt: NOW, subscriptionId: null };

const sub = (over: Partial<SeenSubscription> = {}): Event => ({
  kind: 'subscription_seen',
  subscription: { id: 'sub_1', status: 'active', periodEnd: LATER, endsAt: null, paidAt: NOW, ...over },
});

function took(state: State, event: Event, now = NOW): Step {
  const result = step(state, event, now);
  if (!result.ok) throw new Error(result.why);
  return result;
}

const summary = ({ next, act, wants }: Step) => ({
  is: next.is,
  act,
  wants: wants.map(want => (want.do === 'mail' ? want.template : want.do)),
});

describe('each state meets what Stripe says', () => {
  test.each<[string, State, Event, ReturnType<typeof summary>]>([
    [
      'A-6 an active subscription activates',
      pending,
      sub(),
      { is: 'active', act: 'activated', wants: ['number_activated', 'mirror_forwarding'] },
    ],
    [
      'A-6 an incomplete one does not',
      pending,
      sub({ status: 'incomplete', paidAt: null }),
      { is: 'pending', act: 'payment_processing', wants: [] },
    ],
    [
      'A-6 nor a trialing one',
      pending,
      sub({ status: 'trialing' }),
      { is: 'pending', act: 'payment_processing', wants: [] },
    ],
    [
      'A-5 one that died unpaid makes room for another page',
      pending,
      sub({ status: 'incomplete_expired', paidAt: null }),
      { is: 'pending', act: 'checkout_lapsed', wants: [] },
    ],
    [
      'A-10 one that was paid and cancelled before it was seen is given back',
      pending,
      sub({ status: 'canceled' }),
      { is: 'pending', act: 'checkout_lapsed', wants: ['refund_late_payment'] },
    ],
    [
      'A-8 cancel_at_period_end schedules the release',
      active,
      sub({ endsAt: LATER }),
      { is: 'ending', act: 'release_scheduled', wants: ['release_scheduled'] },
    ],
    ['A-8 it can be kept again', ending, sub(), { is: 'active', act: 'kept', wants: [] }],
    [
      'A-9 the period is over although Stripe still says active',
      ending,
      sub({ endsAt: NOW }),
      { is: 'ended', act: 'released', wants: ['number_released', 'mirror_forwarding', 'cancel_subscription'] },
    ],
    [
      'A-8 Stripe says it is over',
      { ...ending, endsAt: NOW },
      sub({ status: 'canceled', endsAt: NOW }),
      { is: 'ended', act: 'released', wants: ['number_released', 'mirror_forwarding', 'cancel_subscription'] },
    ],
    [
      'A-12 Stripe cancels early',
      active,
      sub({ status: 'canceled' }),
      {
        is: 'ended',
        act: 'canceled_at_stripe',
        wants: ['number_released', 'mirror_forwarding', 'cancel_subscription'],
      },
    ],
    [
      'A-12 a failed renewal is told at once',
      active,
      sub({ status: 'past_due' }),
      { is: 'past_due', act: 'past_due', wants: ['payment_failed'] },
    ],
    [
      'A-12 and a released number’s failure, too',
      ending,
      sub({ status: 'past_due', endsAt: LATER }),
      { is: 'past_due', act: 'past_due', wants: ['payment_failed'] },
    ],
    ['A-12 paid in grace it goes on', pastDue, sub(), { is: 'active', act: 'restored', wants: [] }],
    [
      'A-12 a suspended number stays so while Stripe still tries',
      suspended,
      sub({ status: 'past_due' }),
      { is: 'suspended', act: null, wants: [] },
    ],
    [
      'A-11 nothing at Stripe moves a number of the plan',
      included,
      { kind: 'checkout_seen', status: 'none' },
      { is: 'included', act: null, wants: [] },
    ],
    [
      'A-11 a subscription for it is given back',
      included,
      sub(),
      { is: 'included', act: null, wants: ['refund_late_payment'] },
    ],
    [
      'A-11 taken back there is nothing to cancel',
      included,
      { kind: 'unassigned' },
      { is: 'ended', act: 'unassigned', wants: ['number_unassigned', 'mirror_forwarding'] },
    ],
    [
      'A-12 given up by Stripe',
      pastDue,
      sub({ status: 'unpaid' }),
      { is: 'suspended', act: 'suspended', wants: ['number_suspended', 'mirror_forwarding'] },
    ],
    [
      'A-12 paid after all',
      suspended,
      sub(),
      { is: 'active', act: 'restored', wants: ['number_restored', 'mirror_forwarding'] },
    ],
    [
      'A-12 cancelled while unpaid',
      suspended,
      sub({ status: 'canceled' }),
      { is: 'ended', act: 'unpaid', wants: ['number_released', 'mirror_forwarding', 'cancel_subscription'] },
    ],
    ['A-13 the same again changes nothing', active, sub(), { is: 'active', act: null, wants: [] }],
    ['a renewal moves the period', active, sub({ periodEnd: LATER + 1 }), { is: 'active', act: 'renewed', wants: [] }],
    [
      'A-13 a second subscription is given back',
      active,
      sub({ id: 'sub_2' }),
      { is: 'active', act: null, wants: ['refund_late_payment'] },
    ],
    [
      'A-10 a late payment activates nothing',
      neverPaid,
      sub(),
      { is: 'ended', act: null, wants: ['refund_late_payment'] },
    ],
    [
      'A-10 even when it was cancelled meanwhile',
      neverPaid,
      sub({ status: 'canceled' }),
      { is: 'ended', act: null, wants: ['refund_late_payment'] },
    ],
    [
      'A-10 what was paid before the end is not given back',
      ended,
      sub({ status: 'canceled', paidAt: NOW - 5000 }),
      { is: 'ended', act: null, wants: [] },
    ],
    [
      'A-10 a renewal paid after the end is',
      ended,
      sub({ status: 'canceled', paidAt: NOW + 1 }),
      { is: 'ended', act: null, wants: ['refund_late_payment'] },
    ],
    [
      'A-10 force-unassign while pending closes the page',
      pending,
      { kind: 'unassigned' },
      { is: 'ended', act: 'unassigned', wants: ['number_unassigned', 'mirror_forwarding', 'expire_checkout'] },
    ],
    [
      'A-10 force-unassign while active cancels now',
      active,
      { kind: 'unassigned' },
      { is: 'ended', act: 'unassigned', wants: ['number_unassigned', 'mirror_forwarding', 'cancel_subscription'] },
    ],
    ['A-10 twice is once', ended, { kind: 'unassigned' }, { is: 'ended', act: null, wants: [] }],
    [
      'A-7 a reservation lapses and its open page is closed',
      { ...pending, expiresAt: NOW },
      { kind: 'checkout_seen', status: 'open' },
      { is: 'ended', act: 'expired', wants: ['number_unassigned', 'mirror_forwarding', 'expire_checkout'] },
    ],
    [
      'A-7 one without end does not',
      { ...pending, expiresAt: null },
      { kind: 'checkout_seen', status: 'open' },
      { is: 'pending', act: null, wants: [] },
    ],
    [
      'A-5 a lapsed page is forgotten',
      pending,
      { kind: 'checkout_seen', status: 'expired' },
      { is: 'pending', act: 'checkout_lapsed', wants: [] },
    ],
  ])('%s', (_name, state, event, expected) => {
    expect(summary(took(state, event))).toEqual(expected);
  });

  test('A-5 no payment page opens for what is paid or over', () => {
    const opened: Event = { kind: 'checkout_opened', sessionId: 'cs_2', url: 'https://pay/2' };
    for (const state of [active, ending, pastDue, suspended, included, ended])
      expect(step(state, opened, NOW)).toEqual({ ok: false, why: 'not_pending' });
    expect(took(pending, opened).next).toMatchObject({ sessionId: 'cs_2', url: 'https://pay/2' });
  });

  test('A-5 paying by another page closes the one left open', () => {
    const event = { ...sub({ id: 'sub_9' }), leftOpen: 'cs_1' } as Event;
    expect(took(pending, event).wants).toContainEqual({ do: 'expire_checkout', sessionId: 'cs_1' });
  });
});

const instant = fc.integer({ min: NOW - 5000, max: NOW + 5000 });
/** Days ago, up to a month. */
const long = fc.integer({ min: 0, max: 30 }).map(days => NOW - days * DAY);
const maybe = fc.option(instant, { nil: null });
const subscriptionId = fc.constantFrom('sub_1', 'sub_2');
const states: fc.Arbitrary<State> = fc.oneof(
  fc.record({
    is: fc.constant('pending' as const),
    sessionId: fc.constantFrom(null, 'cs_1'),
    url: fc.constantFrom(null, 'https://pay'),
    expiresAt: maybe,
    remindAt: maybe,
  }),
  fc.constant<State>({ is: 'included' }),
  fc.record({ is: fc.constant('active' as const), subscriptionId, paidThrough: instant }),
  fc.record({ is: fc.constant('ending' as const), subscriptionId, paidThrough: instant, endsAt: instant }),
  fc.record({
    is: fc.constant('past_due' as const),
    subscriptionId,
    paidThrough: instant,
    endsAt: maybe,
    since: long,
    reminders: fc.nat(3),
  }),
  fc.record({
    is: fc.constant('suspended' as const),
    subscriptionId,
    paidThrough: instant,
    endsAt: maybe,
    since: long,
    reminders: fc.nat(3),
    suspendedAt: long,
  }),
  fc.record({
    is: fc.constant('ended' as const),
    reason: fc.constantFrom('released' as const, 'unassigned' as const),
    endedAt: instant,
    subscriptionId: fc.constantFrom(null, 'sub_1'),
  }),
);
const seen = fc.record({
  id: subscriptionId,
  status: fc.constantFrom(
    ...['active', 'trialing', 'past_due', 'unpaid', 'canceled', 'incomplete', 'incomplete_expired', 'paused', 'new'],
  ),
  periodEnd: instant,
  endsAt: maybe,
  paidAt: maybe,
});
const events: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ kind: fc.constant('subscription_seen' as const), subscription: seen }),
  fc.record({
    kind: fc.constant('checkout_seen' as const),
    status: fc.constantFrom('none' as const, 'open' as const, 'expired' as const),
  }),
  fc.constant<Event>({ kind: 'unassigned' }),
);

describe('whatever happens', () => {
  const always = (check: (state: State, event: Event, result: Step) => void) =>
    fc.assert(fc.property(states, events, (state, event) => check(state, event, took(state, event))));

  test('A-13 the end is final', () =>
    always((state, _event, { next }) => {
      if (state.is === 'ended') expect(next).toEqual(state);
    }));

  test('A-9 seeing the same thing twice changes nothing the second time', () =>
    always((_state, event, first) => {
      const again = took(first.next, event);
      expect(again.next).toEqual(first.next);
      expect(again.act).toBeNull();
    }));

  test('A-6 only an active subscription makes a pending number carry calls', () =>
    always((state, event, { next }) => {
      if (state.is !== 'pending' || next.is === 'pending' || next.is === 'ended') return;
      expect(event).toMatchObject({ kind: 'subscription_seen', subscription: { status: 'active' } });
    }));

  test('A-9 everything that has not ended is looked at again, later', () =>
    always((_state, _event, { next }) => {
      const at = checkAt(next, NOW);
      if (next.is === 'ended' || next.is === 'included') expect(at).toBeNull();
      else expect(at).toBeGreaterThan(NOW);
    }));

  test('A-13 another subscription never moves a paid assignment', () =>
    always((state, event, { next }) => {
      if (event.kind !== 'subscription_seen' || state.is === 'pending' || state.is === 'ended') return;
      if (state.is === 'included') expect(next).toEqual(state);
      else if (event.subscription.id !== state.subscriptionId) expect(next).toEqual(state);
    }));

  test('L-6 an end always tells the forwarding mirror and the user', () =>
    always((state, _event, { next, wants }) => {
      if (state.is === 'ended' || next.is !== 'ended') return;
      expect(wants.map(want => want.do)).toEqual(expect.arrayContaining(['mail', 'mirror_forwarding']));
    }));

  test('R-1 what comes out of a step never carries calls past its end', () =>
    always((state, event, { next }) => {
      if (event.kind !== 'subscription_seen' || next === state) return;
      const endsAt = 'endsAt' in next ? next.endsAt : null;
      if (next.is === 'ending') expect(isLive({ state: next.is, endsAt }, NOW)).toBe(true);
    }));
});
