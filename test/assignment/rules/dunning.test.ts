import { describe, expect, test } from 'vitest';
import { checkAt } from '../../../worker/assignment/rules/check-at.ts';
import type { Event, State } from '../../../worker/assignment/rules/state.ts';
import { step } from '../../../worker/assignment/rules/step.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 1, 27, 23, 59);

const owing = (status = 'past_due'): Event => ({
  kind: 'subscription_seen',
  subscription: { id: 'sub_1', status, periodEnd: START + 30 * DAY, endsAt: null, paidAt: null },
});

/** Looks whenever the rule says that it is time to look, and tells what followed, by day. */
function course(from: State, event: Event, days: number, missed: (at: number) => boolean = () => false) {
  const seen: string[] = [];
  let state = from;
  for (let at = START; at <= START + days * DAY; ) {
    if (!missed(at)) {
      const result = step(state, event, at);
      if (!result.ok) throw new Error(result.why);
      for (const want of result.wants) {
        const what = want.do === 'mail' ? want.template : want.do;
        seen.push(`${Math.round((at - START) / DAY)} ${what}`);
      }
      state = result.next;
    }
    const next = checkAt(state, at);
    if (next === null) break;
    at = next;
  }
  return { seen, is: state.is };
}

const active: State = { is: 'active', subscriptionId: 'sub_1', paidThrough: START };

describe('A-12 an unpaid number', () => {
  test('is told of on day 0, 3 and 6, suspended on day 7, and back in the pool fourteen days later', () => {
    expect(course(active, owing(), 60)).toEqual({
      seen: [
        '0 payment_failed',
        '3 payment_failed',
        '6 payment_failed',
        '7 number_suspended',
        '7 mirror_forwarding',
        '21 number_released',
        '21 mirror_forwarding',
        '21 cancel_subscription',
      ],
      is: 'ended',
    });
  });

  test('is suspended at once when Stripe calls it unpaid', () => {
    expect(course(active, owing('unpaid'), 13)).toEqual({
      seen: ['0 number_suspended', '0 mirror_forwarding'],
      is: 'suspended',
    });
  });

  test('looks missed for days send one reminder, not the whole lot', () => {
    const asleep = (at: number) => at > START && at < START + 6.2 * DAY;
    expect(course(active, owing(), 6.9, asleep)).toEqual({
      seen: ['0 payment_failed', '6 payment_failed'],
      is: 'past_due',
    });
  });

  test('is never suspended without its full seven days, nor ended without its fourteen', () => {
    const asleep = (at: number) => at > START && at < START + 30 * DAY;
    const { seen, is } = course(active, owing(), 40, asleep);
    expect(seen).toEqual(['0 payment_failed', '30 number_suspended', '30 mirror_forwarding']);
    expect(is).toBe('suspended');
  });
});

describe('A-7 a reservation', () => {
  const expiresAt = START + 14 * DAY;
  const pending: State = { is: 'pending', sessionId: null, url: null, expiresAt, remindAt: expiresAt - 2 * DAY };
  const unpaid: Event = { kind: 'checkout_seen', status: 'none' };

  test('is spoken of two days before it lapses, once', () => {
    expect(course(pending, unpaid, 30)).toEqual({
      seen: ['12 reservation_expiring', '14 number_unassigned', '14 mirror_forwarding'],
      is: 'ended',
    });
  });

  test('found only after it lapsed, it ends without a warning', () => {
    const { seen } = course(pending, unpaid, 30, at => at < START + 14 * DAY);
    expect(seen).toEqual(['14 number_unassigned', '14 mirror_forwarding']);
  });

  test('that may wait for ever is never spoken of', () => {
    expect(course({ ...pending, expiresAt: null, remindAt: null }, unpaid, 30)).toEqual({ seen: [], is: 'pending' });
  });
});
