import { expect, test } from 'vitest';
import { monthAfter } from '../../worker/number/month-after.ts';

test('N-11 a month later is the same day, or the last one of a shorter month', () => {
  const day = (text: string) => new Date(monthAfter(Date.parse(text))).toISOString();
  expect(day('2026-01-31T10:00:00Z')).toBe('2026-02-28T10:00:00.000Z');
  expect(day('2028-01-31T10:00:00Z')).toBe('2028-02-29T10:00:00.000Z');
  expect(day('2026-12-31T23:59:59Z')).toBe('2027-01-31T23:59:59.000Z');
  expect(day('2026-02-28T00:00:00Z')).toBe('2026-03-28T00:00:00.000Z');
  expect(day('2026-10-31T01:30:00Z')).toBe('2026-11-30T01:30:00.000Z');
});
