import { describe, expect, test } from 'vitest';
import { lastMonths, monthsBetween, nthMonth } from '../../worker/report/months.ts';

const iso = (at: number) => new Date(at).toISOString();

describe('A-15 months', () => {
  test('are those of the zone, across daylight saving and the turn of the year', () => {
    const months = lastMonths(3, Date.UTC(2026, 2, 1, 4), 'America/New_York');
    expect(months.map(({ name, from }) => [name, iso(from)])).toEqual([
      ['2025-12', '2025-12-01T05:00:00.000Z'],
      ['2026-01', '2026-01-01T05:00:00.000Z'],
      ['2026-02', '2026-02-01T05:00:00.000Z'],
    ]);
    const [march] = lastMonths(1, Date.UTC(2026, 2, 20), 'America/New_York');
    expect(iso(march?.to ?? 0)).toBe('2026-04-01T04:00:00.000Z');
  });

  test('lie side by side without a gap', () => {
    for (const zone of ['UTC', 'Asia/Kathmandu', 'Europe/Berlin', 'Pacific/Apia', 'nowhere']) {
      const months = lastMonths(36, Date.UTC(2026, 6, 15), zone);
      for (const [n, month] of months.slice(1).entries()) expect(month.from).toBe(months[n]?.to);
    }
  });

  test('what was bought on the 31st is charged on the last day of shorter months', () => {
    const first = Date.UTC(2027, 11, 31, 10, 30);
    expect([0, 1, 2, 3].map(n => iso(nthMonth(first, n)).slice(0, 16))).toEqual([
      '2027-12-31T10:30',
      '2028-01-31T10:30',
      '2028-02-29T10:30',
      '2028-03-31T10:30',
    ]);
    expect(monthsBetween(first, Date.UTC(2028, 1, 29, 10, 29))).toBe(1);
    expect(monthsBetween(first, Date.UTC(2028, 1, 29, 10, 30))).toBe(2);
  });
});
