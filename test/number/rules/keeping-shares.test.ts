import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemChanges, wantedItems } from '../../../worker/number/rules/keeping.ts';
import { beginnings, dayEnd, MOST_LINES, shareOut, unbilled } from '../../../worker/number/rules/keeping-shares.ts';

const DAY = 86_400_000;
const SOON = 10 * DAY;
const held = (amount: number, from = 0, currency = 'usd') => ({ amount, from, currency });
const prices = (count: number, from = 0) => Array.from({ length: count }, (_, n) => held(100 + n, from));
const usd = (amounts: number[]) => ({ currency: 'usd', amounts, at: SOON });

describe('N-11 which subscription pays which numbers', () => {
  test('one pays all that it has room for; a price stays where it is paid', () => {
    const { shares, left } = shareOut([held(100), held(100), held(200), held(300)], [usd([200]), usd([100])], SOON);
    expect(shares.map(share => Object.fromEntries(share))).toEqual([{ 200: 1, 300: 1 }, { 100: 2 }]);
    expect(left).toEqual([]);
  });

  test('a price that two of them pay is paid by the first only; one that pays nothing is to end', () => {
    expect(shareOut([held(100)], [usd([100]), usd([100])], SOON).shares.map(share => share.size)).toEqual([1, 0]);
  });

  test('lines that are to go take room until they are gone', () => {
    const full = prices(MOST_LINES).map(one => one.amount);
    const { shares, left } = shareOut([held(999), held(100)], [usd(full)], SOON);
    expect([...(shares[0]?.keys() ?? [])]).toEqual([100]);
    expect(left).toEqual([held(999)]);
  });

  test('what is due later waits, unless nothing goes on in its currency', () => {
    const later = SOON + DAY;
    expect(shareOut([held(100), held(200, later)], [usd([100])], SOON).left).toEqual([]);
    expect(shareOut([held(200, later)], [usd([100])], SOON).left).toEqual([held(200, later)]);
    expect(shareOut([held(100), held(200, later, 'eur')], [usd([100])], SOON).left).toHaveLength(1);
  });

  test('further ones begin with at most twenty lines each, per currency, none before its number is due', () => {
    const begun = beginnings([held(70, SOON + 5 * DAY, 'eur'), ...prices(45)], SOON);
    expect(begun.map(one => [one.currency, one.start, one.wanted.size])).toEqual([
      ['usd', SOON, 20],
      ['usd', SOON, 20],
      ['usd', SOON, 5],
      ['eur', SOON + 5 * DAY, 1],
    ]);
  });

  const number = fc.record({
    amount: fc.integer({ min: 1, max: 60 }),
    from: fc.integer({ min: 0, max: 20 }).map(day => day * DAY),
    currency: fc.constantFrom('usd', 'eur'),
  });
  const amounts = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: MOST_LINES });
  const running = fc.array(fc.record({ currency: fc.constantFrom('usd', 'eur'), amounts, at: fc.constant(SOON) }), {
    maxLength: 4,
  });

  test('whatever runs and is held: each due number is paid once, and no subscription ever has more than twenty lines', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 120 }), running, (numbers, before) => {
        const { shares, left } = shareOut(numbers, before, SOON);
        const lines = shares.flatMap((share, n) =>
          [...share].map(([amount, quantity]) => ({ currency: before[n]?.currency ?? '', amount, quantity })),
        );
        shares.forEach((share, n) => {
          const items = (before[n]?.amounts ?? []).map(amount => ({ id: `si_${amount}`, amount, quantity: 1 }));
          const added = itemChanges(items, share).raise.filter(change => 'amount' in change).length;
          expect(items.length + added).toBeLessThanOrEqual(MOST_LINES);
        });
        for (const { currency, start, wanted } of beginnings(left, SOON)) {
          expect(wanted.size).toBeLessThanOrEqual(MOST_LINES);
          expect(start).toBeGreaterThanOrEqual(SOON);
          for (const [amount, quantity] of wanted) lines.push({ currency, amount, quantity });
        }
        expect(new Set(lines.map(line => `${line.currency} ${line.amount}`)).size).toBe(lines.length);
        expect(unbilled(numbers, lines, SOON)).toEqual(new Map());
        for (const currency of ['usd', 'eur']) {
          const due = [...wantedItems(numbers, currency, dayEnd(SOON + 10 * DAY)).values()].reduce((a, b) => a + b, 0);
          const paid = lines.filter(line => line.currency === currency).reduce((sum, line) => sum + line.quantity, 0);
          expect(paid).toBeLessThanOrEqual(due);
        }
      }),
    );
  });

  test('a number that no line pays is told, by currency', () => {
    const numbers = [held(100), held(100), held(70, 0, 'eur'), held(200, SOON)];
    const lines = [{ currency: 'usd', amount: 100, quantity: 1 }];
    expect(unbilled(numbers, lines, DAY)).toEqual(
      new Map([
        ['usd', 1],
        ['eur', 1],
      ]),
    );
  });
});
