import { describe, expect, it } from 'vitest';
import type { Person } from '../../ui/panels/staff/calls.ts';
import { draftOf, ownHoursText, wantedOf } from '../../ui/panels/staff/hours.ts';
import { stateOf } from '../../ui/panels/staff/issues.ts';
import { tomorrowMorning, untilShort } from '../../ui/panels/staff/until.ts';
import { viewer } from '../../ui/viewer.ts';

const ZONE = 'America/New_York';
const HOURS = { zone: ZONE, windows: [{ days: [1, 2, 3, 4, 5], start: 540, end: 1020 }] };

const person = (over: Partial<Person> = {}) =>
  ({
    issues: [],
    availability: { now: true, code: null, why: '' },
    doNotDisturbUntil: null,
    hours: null,
    ...over,
  }) as unknown as Person;

describe('S-1 what My Staff says of a person now', () => {
  it('says who is available', () => {
    expect(stateOf(person(), ZONE)).toEqual({ tone: 'good', word: 'Available' });
  });

  it('says what is wrong before why they are away', () => {
    const availability = { now: false, code: 'no_phone', why: '' } as const;
    const state = stateOf(person({ issues: ['no_phone', 'off_hours'], availability }), ZONE);
    expect(state).toEqual({ tone: 'wait', word: 'No phone' });
  });

  it('R-9 tells being away from being wrong', () => {
    const away = (code: 'outside_hours' | 'on_call') => person({ availability: { now: false, code, why: '' } });
    expect(stateOf(away('outside_hours'), ZONE)).toEqual({ tone: 'free', word: 'Outside hours' });
    expect(stateOf(away('on_call'), ZONE)).toEqual({ tone: 'info', word: 'On a call' });
  });

  it('a number not paid for does not hide that they can be rung', () => {
    expect(stateOf(person({ issues: ['number_pending'] }), ZONE).tone).toBe('good');
  });

  it('says until when calls are off', () => {
    const availability = { now: false, code: 'do_not_disturb', why: '' } as const;
    const doNotDisturbUntil = Date.now() + 3_600_000;
    const state = stateOf(person({ issues: ['calls_off'], availability, doNotDisturbUntil }), ZONE);
    expect(state.word).toMatch(/^Calls off until \w/);
  });
});

describe('S-2 personal hours while they are edited', () => {
  it('begin with office hours in the sub-account’s zone, and are nothing until chosen', () => {
    const draft = draftOf(null, ZONE);
    expect(draft).toEqual({ own: false, zone: ZONE, rows: HOURS.windows });
    expect(wantedOf(draft)).toEqual({ value: null });
    expect(wantedOf({ ...draft, own: true })).toEqual({ value: HOURS });
  });

  it('U-4 are not saved while a row is half typed, has no day, or starts as it ends', () => {
    const draft = draftOf(HOURS, ZONE);
    const row = { days: [1], start: 540, end: 1020 };
    for (const rows of [[], [{ ...row, end: null }], [{ ...row, days: [] }], [{ ...row, end: 540 }]]) {
      expect(wantedOf({ ...draft, rows })).toBeUndefined();
    }
  });

  it('are the same again however the days were picked', () => {
    const rows = [{ days: [5, 3, 1, 2, 4], start: 540, end: 1020 }];
    expect(wantedOf({ own: true, zone: ZONE, rows })).toEqual({ value: HOURS });
  });

  it('name their zone only where it is not the sub-account’s', () => {
    viewer.value = { ...viewer.value, locale: 'en-US' };
    expect(ownHoursText(HOURS, ZONE)).toBe('Mon–Fri 09:00–17:00');
    expect(ownHoursText(HOURS, 'Europe/London')).toBe('Mon–Fri 09:00–17:00 (Eastern Time)');
  });
});

describe('R-9 do not disturb until tomorrow at eight', () => {
  it('is eight on that zone’s clock, also over a clock change', () => {
    // Saturday 7 March 2026, 20:00 in New York; clocks go forward that night.
    expect(tomorrowMorning(ZONE, Date.UTC(2026, 2, 8, 1))).toBe(Date.UTC(2026, 2, 8, 12));
    expect(tomorrowMorning('Asia/Tokyo', Date.UTC(2026, 2, 8, 1))).toBe(Date.UTC(2026, 2, 8, 23));
  });

  it('is the next calendar day, late at night too', () => {
    expect(tomorrowMorning('UTC', Date.UTC(2026, 0, 5, 0, 30))).toBe(Date.UTC(2026, 0, 6, 8));
  });

  it('is said by weekday within a week, by date from then on', () => {
    viewer.value = { ...viewer.value, locale: 'en-GB' };
    const far = new Date(Date.now() + 40 * 24 * 3_600_000);
    expect(untilShort(Date.now() + 3_600_000, 'UTC')).toMatch(/^\w{3},? \d{1,2}:\d{2}/);
    expect(untilShort(far.getTime(), 'UTC')).toContain(String(far.getUTCDate()));
  });
});
