import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inReport, reportCurrency } from '../../../worker/report/rules/currency.ts';
import { type Charge, report, type Service, shared } from '../../../worker/report/rules/margin.ts';

const charge = (over: Partial<Charge> = {}): Charge => ({
  ...{ numberId: 'num_1', amount: 115, from: 0, to: 100, month: 0 },
  ...over,
});
const service = (from: number, to: number, subAccountId = 'sub_1'): Service => ({
  ...{ numberId: 'num_1', subAccountId, from, to },
});

describe('A-15 what a number cost', () => {
  test.each<[string, Service[], number, number]>([
    ['nobody had it: all of it is idle', [], 0, 115],
    ['had all the time: nothing is idle', [service(-5, 200)], 115, 0],
    ['had half the time', [service(50, 100)], 58, 57],
    ['given from one to another', [service(0, 40), service(40, 100, 'sub_2')], 115, 0],
    ['before and after do not count', [service(-50, 0), service(100, 120)], 0, 115],
  ])('%s', (_name, services, cost, idle) => {
    expect(report(1, [charge()], services, []).months).toEqual([{ billed: 0, cost, idle }]);
  });

  test('a charge of this moment goes to whoever has the number', () => {
    const now = charge({ from: 50, to: 50 });
    expect(shared(now, [service(10, 50)])).toEqual([{ subAccountId: 'sub_1', amount: 115 }]);
    expect(shared(now, [])).toEqual([]);
  });

  test('what clients paid stands beside it, by month and by sub-account; other numbers and months do not mix in', () => {
    const charges = [charge(), charge({ month: 1, numberId: 'num_2' }), charge({ month: -1 })];
    const payments = [
      { subAccountId: 'sub_1', amount: 450, month: 0 },
      { subAccountId: 'sub_2', amount: 300, month: 1 },
      { subAccountId: 'sub_1', amount: 999, month: -1 },
    ];
    const made = report(2, charges, [service(0, 100)], payments);
    expect(made.months).toEqual([
      { billed: 450, cost: 115, idle: 0 },
      { billed: 300, cost: 0, idle: 115 },
    ]);
    expect([...made.subAccounts]).toEqual([
      ['sub_1', { billed: 450, cost: 115 }],
      ['sub_2', { billed: 300, cost: 0 }],
    ]);
  });

  test('cost and idle always make up the whole charge', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: -20, max: 120 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(cuts, fc.nat(100_000), (cut, amount) => {
        const at = [...cut].sort((a, b) => a - b);
        const services = at.slice(1).map((to, n) => service(at[n] ?? 0, to, `sub_${n}`));
        const [sum] = report(1, [charge({ amount })], services, []).months;
        expect((sum?.cost ?? 0) + (sum?.idle ?? 0)).toBe(amount);
        expect(sum?.idle).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('A-15 one currency', () => {
  const euro = { currency: 'eur', conversionRate: 900_000 };
  const yen = { currency: 'jpy', conversionRate: 150_000_000 };

  test('is the clients’ where they all have one, else the telco’s', () => {
    expect(reportCurrency(['eur', 'EUR'], 'usd')).toBe('eur');
    expect(reportCurrency(['eur', 'gbp'], 'usd')).toBe('usd');
    expect(reportCurrency([], 'usd')).toBe('usd');
  });

  test('is reached by the plan’s own rate, forth and back', () => {
    expect(inReport({ amount: 115, currency: 'usd' }, 'eur', [euro])).toBe(104);
    expect(inReport({ amount: 450, currency: 'eur' }, 'usd', [euro])).toBe(500);
    expect(inReport({ amount: 115, currency: 'usd' }, 'jpy', [yen])).toBe(173);
    expect(inReport({ amount: 150, currency: 'jpy' }, 'usd', [yen])).toBe(100);
    expect(inReport({ amount: 450, currency: 'usd' }, 'usd', [])).toBe(450);
  });
});
