import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, ineligible } from '../../../worker/assignment/rules/eligible.ts';
import { canQuote, quote } from '../../../worker/assignment/rules/price.ts';
import { standing } from '../../../worker/assignment/rules/standing.ts';

const good: Candidate = {
  userName: 'Rosa Diaz',
  userStatus: 'approved',
  subAccountName: 'Bayside Dental',
  subAccountDeleted: false,
  planMode: 'paid',
  agencyConnected: true,
  agencyMayCharge: true,
  customerKnown: true,
  planStatus: 'active',
  cardValid: true,
};

describe('A-1 who can be given a number', () => {
  test.each<[string, Partial<Candidate>, string | null]>([
    ['approved, active, valid card', {}, null],
    ['trialing is as good as active', { planStatus: 'trialing' }, null],
    ['not approved yet', { userStatus: 'pending' }, 'user_not_approved'],
    ['blocked', { userStatus: 'blocked' }, 'user_not_approved'],
    ['no plan', { planMode: null }, 'no_plan'],
    ['numbers are included', { planMode: 'included' }, 'plan_included'],
    ['agency cannot be paid', { agencyConnected: false }, 'agency_not_connected'],
    ['agency’s Stripe account takes no payments', { agencyMayCharge: false }, 'agency_cannot_charge'],
    ['plan past due', { planStatus: 'past_due' }, 'plan_not_active'],
    ['never subscribed', { planStatus: null, customerKnown: false }, 'plan_not_active'],
    ['no valid card', { cardValid: false }, 'no_valid_card'],
    ['removed in the CRM', { subAccountDeleted: true }, 'sub_account_deleted'],
  ])('%s', (_name, over, code) => {
    expect(ineligible({ ...good, ...over })?.code ?? null).toBe(code);
  });

  test('P-2 each reason says where to mend it', () => {
    expect(ineligible({ ...good, userStatus: 'blocked' })?.detail).toBe(
      'Rosa Diaz is blocked. Approve them under Sub-accounts.',
    );
  });
});

describe('A-4 the price', () => {
  const plan = { currency: 'usd', numberPrice: 335, conversionRate: 1_000_000 };
  test.each([
    ['same currency', { amount: 115, currency: 'USD' }, plan, 450],
    [
      'to euros at the agency’s rate',
      { amount: 115, currency: 'usd' },
      { ...plan, currency: 'eur', conversionRate: 920_000 },
      441,
    ],
    [
      'to yen, which has no cents',
      { amount: 115, currency: 'usd' },
      { ...plan, currency: 'jpy', conversionRate: 150_000_000 },
      508,
    ],
    ['no markup', { amount: 115, currency: 'usd' }, { ...plan, numberPrice: 0 }, 115],
  ])('%s', (_name, telco, terms, total) => {
    expect(quote(telco, terms).total).toBe(total);
  });

  test('is a whole number of minor units and never below the markup', () =>
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), fc.integer({ min: 1, max: 500_000_000 }), (cost, markup, rate) => {
        const { total } = quote(
          { amount: cost, currency: 'usd' },
          { currency: 'eur', numberPrice: markup, conversionRate: rate },
        );
        expect(Number.isInteger(total) && total >= markup).toBe(true);
      }),
    ));
});

describe('T-5 a valid payment method', () => {
  const card = (expMonth: number, expYear: number) => ({ type: 'card', card: { expMonth, expYear } });
  const bank = { type: 'us_bank_account', card: null };
  const today = { year: 2026, month: 3 };
  test.each([
    ['the customer’s default', null, card(4, 2026), true],
    ['good through the last day of its month', null, card(3, 2026), true],
    ['expired last month', null, card(2, 2026), false],
    ['expired last December', null, card(12, 2025), false],
    ['the subscription’s own goes first', card(1, 2030), card(1, 2020), true],
    ['and counts even when it is the bad one', card(1, 2020), card(1, 2030), false],
    ['a bank account does not expire', null, bank, true],
    ['none', null, null, false],
  ])('%s', (_name, subscriptionDefault, customerDefault, cardValid) => {
    const facts = { planStatus: 'active', subscriptionDefault, customerDefault };
    expect(standing(facts, today)).toEqual({ planStatus: 'active', cardValid });
  });
});

test.each([
  ['usd', 'usd', true],
  ['USD', 'eur', true],
  ['eur', 'EUR', true],
  ['eur', 'usd', false],
  ['gbp', 'eur', false],
])('T-4 a number priced in %s can be paid by a plan in %s: %s', (telco, plan, expected) => {
  expect(canQuote(telco, plan)).toBe(expected);
});
