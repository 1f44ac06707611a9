import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gapsOf } from '../../../worker/company-number/rules/gaps.ts';
import { DAY, hoursFault, outside, shared, WEEK, weekOf } from '../../../worker/company-number/rules/week.ts';

const [SUN, MON, FRI, SAT] = [0, 1, 5, 6];

test.each([
  ['a plain day', [MON], 540, 1020, [[DAY + 540, DAY + 1020]]],
  ['touching days are one', [MON, 2], 0, 1440, [[DAY, 3 * DAY]]],
  ['24:00 is the end of the day', [SAT], 1320, 1440, [[6 * DAY + 1320, WEEK]]],
  ['00:00 as end is the same', [SAT], 1320, 0, [[6 * DAY + 1320, WEEK]]],
  ['overnight belongs to the day it starts', [FRI], 1320, 360, [[5 * DAY + 1320, 6 * DAY + 360]]],
  ['Sunday wraps to Monday', [SUN], 1320, 60, [[1320, DAY + 60]]],
  [
    'Saturday wraps to the week’s beginning',
    [SAT],
    1320,
    60,
    [
      [0, 60],
      [6 * DAY + 1320, WEEK],
    ],
  ],
] as const)('U-4 hours become minutes of the week: %s', (_, days, start, end, expected) => {
  const week = weekOf([{ days: [...days], start, end }]);
  expect(week.map(window => [window.start, window.end])).toEqual(expected);
});

test.each([
  [{ days: [], start: 0, end: 60 }, 'days', 'no_days'],
  [{ days: [7], start: 0, end: 60 }, 'days', 'no_days'],
  [{ days: [0.5], start: 0, end: 60 }, 'days', 'no_days'],
  [{ days: [1], start: 540, end: 540 }, 'end', 'same_time'],
  [{ days: [1], start: 0, end: 0 }, 'end', 'same_time'],
  [{ days: [1], start: 1440, end: 60 }, 'start', 'no_time'],
  [{ days: [1], start: -1, end: 60 }, 'start', 'no_time'],
  [{ days: [1], start: 0, end: 1441 }, 'end', 'no_time'],
  [{ days: [1], start: 0, end: 59.5 }, 'end', 'no_time'],
])('U-4 hours %j are refused', (wrong, part, code) => {
  const right = { days: [1], start: 0, end: 1440 };
  expect(hoursFault([right])).toBeNull();
  expect(hoursFault([right, wrong])).toMatchObject({ at: 1, part, code });
});

const times = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
    start: fc.integer({ min: 0, max: 1439 }),
    end: fc.integer({ min: 0, max: 1440 }),
  })
  .filter(window => window.start !== window.end);

test('U-4 windows are in order, apart, within the week; with what is outside they fill it', () => {
  fc.assert(
    fc.property(fc.array(times, { maxLength: 6 }), hours => {
      const week = weekOf(hours);
      const rest = outside(week);
      expect(shared(week, rest)).toEqual([]);
      const all = [...week, ...rest].sort((a, b) => a.start - b.start);
      expect(all.reduce((minutes, { start, end }) => minutes + end - start, 0)).toBe(WEEK);
      for (const [place, window] of week.entries()) {
        expect(window.start).toBeLessThan(window.end);
        expect(window.start).toBeGreaterThan(week[place - 1]?.end ?? -1);
      }
    }),
  );
});

test('U-10 gaps are what no enabled custom rule covers', () => {
  const all = { isDefault: false, enabled: true, hours: [{ days: [0, 1, 2, 3, 4, 5, 6], start: 0, end: 1440 }] };
  const noon = { isDefault: false, enabled: true, hours: [{ days: [MON], start: 720, end: 780 }] };
  const byDefault = { isDefault: true, enabled: true, hours: [] };
  expect(gapsOf([all, byDefault])).toEqual([]);
  expect(gapsOf([byDefault])).toEqual([{ start: 0, end: WEEK }]);
  expect(gapsOf([{ ...all, enabled: false }, noon, byDefault])).toEqual([
    { start: 0, end: DAY + 720 },
    { start: DAY + 780, end: WEEK },
  ]);
});
