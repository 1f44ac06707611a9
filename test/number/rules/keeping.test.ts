import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ItemChange,
  isUnpaid,
  itemChanges,
  type KeptItem,
  wantedItems,
} from '../../../worker/number/rules/keeping.ts';

const held = (amount: number, from: number, currency = 'usd') => ({ amount, from, currency });

/** The items as Stripe would have them afterwards. */
function applied(items: readonly KeptItem[], changes: readonly ItemChange[]): KeptItem[] {
  let now = [...items];
  changes.forEach((change, n) => {
    if ('amount' in change) now.push({ id: `new${n}`, ...change });
    else if ('deleted' in change) now = now.filter(item => item.id !== change.id);
    else now = now.map(item => (item.id === change.id ? { ...item, quantity: change.quantity } : item));
  });
  return now;
}

describe('N-11 the lines of the keeping subscription', () => {
  test('one per price, as many as are in their second month or later, in its currency', () => {
    const numbers = [held(115, 1), held(115, 5), held(215, 5), held(115, 6), held(300, 1, 'eur'), held(0, 1)];
    expect([...wantedItems(numbers, 'usd', 5)]).toEqual([
      [115, 2],
      [215, 1],
    ]);
  });

  test('nothing changes where they agree; a double line of one price goes', () => {
    const items = [
      { id: 'si_1', amount: 115, quantity: 2 },
      { id: 'si_2', amount: 115, quantity: 1 },
    ];
    expect(itemChanges(items.slice(0, 1), new Map([[115, 2]]))).toEqual({ raise: [], lower: [] });
    expect(itemChanges(items, new Map([[115, 2]]))).toEqual({ raise: [], lower: [{ id: 'si_2', deleted: true }] });
  });

  const quantity = fc.integer({ min: 1, max: 5 });
  const price = fc.constantFrom(100, 115, 215, 300);
  const items = fc
    .array(fc.record({ amount: price, quantity }), { minLength: 1, maxLength: 6 })
    .map(rows => rows.map((row, n) => ({ id: `si_${n}`, ...row })));
  const wanted = fc.array(fc.tuple(price, quantity), { minLength: 1 }).map(entries => new Map(entries));

  test('whatever stands there, it comes out as wanted, and never empties on the way', () => {
    fc.assert(
      fc.property(items, wanted, (before, wish) => {
        const { raise, lower } = itemChanges(before, wish);
        const raised = applied(before, raise);
        const after = applied(raised, lower);
        expect(new Map(after.map(item => [item.amount, item.quantity]))).toEqual(wish);
        expect(after).toHaveLength(wish.size);
        expect(itemChanges(after, wish)).toEqual({ raise: [], lower: [] });
        for (const change of lower) if ('quantity' in change) expect(change.quantity).toBeGreaterThan(0);
      }),
    );
  });

  test('past due, unpaid and incomplete are missing payments; nothing else is', () => {
    const words = ['active', 'trialing', 'past_due', 'unpaid', 'incomplete', 'canceled', null];
    expect(words.filter(isUnpaid)).toEqual(['past_due', 'unpaid', 'incomplete']);
  });
});
