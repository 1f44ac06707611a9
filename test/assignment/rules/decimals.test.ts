import { describe, expect, test } from 'vitest';
import { money } from '../../../ui/format/money.ts';
import { minorOf, typedOf } from '../../../ui/panels/sub-accounts/plans/amount.ts';
import { decimalsOf } from '../../../worker/assignment/rules/decimals.ts';
import { message } from '../../../worker/notification/rules/message.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('T-4 money counts its decimals as Stripe does, whatever a currency is commonly written with', () => {
  test.each([
    ['usd', 2],
    ['huf', 2],
    ['cop', 2],
    ['isk', 2],
    ['jpy', 0],
    ['KRW', 0],
    ['kwd', 3],
  ])('%s has %i', (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals);
  });

  test('1,500 forints that an agency types are charged, shown and told as 1,500 forints', () => {
    expect(minorOf('1500', 'huf')).toBe(150_000);
    expect(typedOf(150_000, 'huf')).toBe('1500.00');
    expect(plain(money(150_000, 'huf', 'en'))).toBe('Ft 1,500');
    const params = { e164: '+14155550132', price: 150_000, currency: 'huf', timezone: 'UTC' };
    const told = message('number_activated', params, { name: 'Ana', agency: 'Harbor', support: '' });
    expect(plain(told.text)).toContain('HUF 1,500 a month');
  });

  test('a part of a unit is never hidden', () => {
    expect(plain(money(150_050, 'huf', 'en'))).toBe('Ft 1,500.50');
    expect(money(450, 'usd', 'en')).toBe('$4.50');
    expect(money(400, 'usd', 'en')).toBe('$4.00');
    expect(money(500, 'jpy', 'en')).toBe('¥500');
  });
});
