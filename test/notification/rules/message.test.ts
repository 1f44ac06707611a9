import { describe, expect, test } from 'vitest';
import { message } from '../../../worker/notification/rules/message.ts';
import { retryAt } from '../../../worker/notification/rules/retry.ts';

const params = {
  e164: '+14155550132',
  subAccountName: 'Bayside <Dental> 🦷',
  price: 450,
  currency: 'usd',
  endsAt: Date.UTC(2026, 2, 3, 6),
  timezone: 'America/Los_Angeles',
};
const reader = { name: 'Rosa', agency: 'Harbor Growth', support: 'help@harbor.example' };

describe('M-1 mails', () => {
  test('name the number, the money, whom to ask, and carry the agency’s name', () => {
    const { subject, text } = message('number_pending', params, reader);
    expect(subject).toBe('+1 415 555 0132 is reserved for Bayside <Dental> 🦷');
    expect(text).toContain('$4.50 a month');
    expect(text).toContain('help@harbor.example');
    expect(text.trim().endsWith('Harbor Growth')).toBe(true);
  });

  test('a day is told in the sub-account’s own zone', () => {
    expect(message('release_scheduled', params, reader).subject).toContain('March 2, 2026');
  });

  test('a reservation that lapsed says nothing of service or money ending', () => {
    const lapsed = message('number_unassigned', { ...params, reservedOnly: true }, reader);
    expect(lapsed.text).toContain('nothing is charged');
    expect(message('number_unassigned', params, reader).text).toContain('$4.50 a month end today');
  });

  test('A-12 why a number was released: its period ended, nobody paid, or Stripe ended the subscription within it', () => {
    const said = (more: object) => message('number_released', { ...params, ...more }, reader).text;
    expect(said({})).toContain('The paid period of +1 415 555 0132 has ended.');
    expect(said({ unpaid: true })).toContain('was not paid and went back to Harbor Growth');
    expect(said({ atStripe: true })).toContain('was cancelled at Stripe, so it went back to Harbor Growth');
    expect(said({ atStripe: true })).not.toContain('paid period');
  });

  test('names cannot bring markup into the HTML', () => {
    expect(message('number_pending', params, reader).html).not.toContain('<Dental>');
  });

  test('currencies without decimals are not divided', () => {
    expect(message('number_activated', { ...params, price: 500, currency: 'jpy' }, reader).text).toContain(
      '¥500 a month',
    );
  });
});

test('X-2 a delivery is tried later and later for about two days, then parked', () => {
  const waits = Array.from({ length: 9 }, (_, n) => retryAt(n + 1, 0));
  const tried = waits.filter(wait => wait !== null);
  expect(tried).toEqual([...tried].sort((a, b) => a - b));
  expect(waits.at(-1)).toBeNull();
});
