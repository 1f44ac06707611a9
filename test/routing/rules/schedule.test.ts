import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpen, wallTime } from '../../../worker/routing/rules/schedule.ts';

const NEW_YORK = 'America/New_York';
const [SUN, MON, FRI, SAT] = [0, 1, 5, 6];
const at = (iso: string) => Date.parse(iso);
const open = (days: number[], start: number, end: number, iso: string, zone = NEW_YORK) =>
  isOpen({ zone, windows: [{ days, start, end }] }, at(iso));

test.each([
  ['opens on the minute', [MON], 540, 1020, '2026-03-02T14:00:00Z', true],
  ['is closed the second before', [MON], 540, 1020, '2026-03-02T13:59:59Z', false],
  ['is open in its last second', [MON], 540, 1020, '2026-03-02T21:59:59Z', true],
  ['closes on the minute (half-open)', [MON], 540, 1020, '2026-03-02T22:00:00Z', false],
  ['holds on its days only', [MON], 540, 1020, '2026-03-03T15:00:00Z', false],
  ['may run to 24:00', [MON], 1380, 1440, '2026-03-03T04:59:59Z', true],
  ['ends at 24:00', [MON], 1380, 1440, '2026-03-03T05:00:00Z', false],
  ['overnight, the evening', [FRI], 1320, 360, '2026-03-07T03:30:00Z', true],
  ['overnight, the morning after belongs to Friday', [FRI], 1320, 360, '2026-03-07T10:59:00Z', true],
  ['overnight, over at its end', [FRI], 1320, 360, '2026-03-07T11:00:00Z', false],
  ['overnight, the morning before does not belong to it', [FRI], 1320, 360, '2026-03-06T08:00:00Z', false],
  ['overnight, Saturday to Sunday', [SAT], 1320, 60, '2026-03-01T05:30:00Z', true],
  ['overnight, Sunday wraps to Monday', [SUN], 1320, 60, '2026-03-02T05:30:00Z', true],
] as const)('U-4 a window %s', (_, days, start, end, iso, expected) => {
  expect(open([...days], start, end, iso)).toBe(expected);
});

test('U-5 a window in the skipped hour does not exist that day', () => {
  // New York, 8 March 2026: 02:00 becomes 03:00 at 07:00Z.
  for (let minute = 0; minute < 180; minute += 1) {
    const iso = new Date(at('2026-03-08T06:00:00Z') + minute * 60_000).toISOString();
    expect(open([SUN], 120, 180, iso)).toBe(false);
  }
  expect(open([SUN], 120, 180, '2026-03-15T06:30:00Z')).toBe(true);
});

test('U-5 in the repeated hour a window holds both times', () => {
  // New York, 1 November 2026: 01:30 at 05:30Z and again at 06:30Z.
  expect(open([SUN], 60, 120, '2026-11-01T05:30:00Z')).toBe(true);
  expect(open([SUN], 60, 120, '2026-11-01T06:30:00Z')).toBe(true);
  expect(open([SUN], 60, 120, '2026-11-01T07:00:00Z')).toBe(false);
});

test('U-4 wall time follows the zone, also half-hour ones', () => {
  expect(wallTime('Asia/Kolkata', at('2026-03-01T18:30:00Z'))).toEqual({ day: 1, minute: 0 });
  expect(wallTime('Nowhere/Land', 0)).toBeUndefined();
});

test('R-9 in a zone that does not exist nobody is closed', () => {
  expect(open([MON], 540, 541, '2026-03-01T00:00:00Z', 'Nowhere/Land')).toBe(true);
});

test('U-4 a window and its complement share no instant and leave none out', () => {
  const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
  const zones = fc.constantFrom(NEW_YORK, 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata');
  const times = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1439 }))
    .filter(([a, b]) => a !== b);
  const everyDay = [0, 1, 2, 3, 4, 5, 6];
  fc.assert(
    fc.property(zones, instants, times, (zone, now, [start, end]) => {
      const one = isOpen({ zone, windows: [{ days: everyDay, start, end }] }, now);
      const other = isOpen({ zone, windows: [{ days: everyDay, start: end, end: start }] }, now);
      expect(one).not.toBe(other);
    }),
  );
});
