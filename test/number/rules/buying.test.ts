import { describe, expect, test } from 'vitest';
import { type Intent, seen } from '../../../worker/number/rules/charge.ts';
import { IMPORT_SENTENCES, importable, kindOf } from '../../../worker/number/rules/import.ts';
import { isSameNumber } from '../../../worker/number/rules/typed.ts';

describe('N-2 what a payment means for its purchase', () => {
  const intent = (more: Partial<Intent>): Intent => ({
    id: 'pi_1',
    status: 'requires_payment_method',
    next_action: null,
    last_payment_error: null,
    ...more,
  });
  const error = (code: string) => ({ code, message: 'Said the bank.', payment_method: { id: 'pm_1' } });

  test.each<[string, Partial<Intent>, object]>([
    ['paid', { status: 'succeeded' }, { charged: { state: 'charged', paymentIntentId: 'pi_1' } }],
    ['given up', { status: 'canceled' }, { charged: { state: 'declined', whyCode: 'consent_abandoned' } }],
    [
      'waiting on the bank’s page',
      { status: 'requires_action', next_action: { redirect_to_url: { url: 'https://bank.example' } } },
      { charged: { state: 'consent', consentUrl: 'https://bank.example' } },
    ],
    ['waiting without a page', { status: 'requires_action' }, { is: 'wants_consent', intentId: 'pi_1' }],
    [
      'declined because the owner was away',
      { last_payment_error: error('authentication_required') },
      { is: 'wants_consent', card: 'pm_1' },
    ],
    [
      'refused by the owner',
      { last_payment_error: error('payment_intent_authentication_failure') },
      { charged: { state: 'declined', whyCode: 'consent_refused' } },
    ],
    [
      'declined',
      { last_payment_error: error('card_declined') },
      { charged: { state: 'declined', whyCode: 'card_declined', why: 'Said the bank.' } },
    ],
    ['not tried yet', {}, { is: 'under_way' }],
    ['being settled', { status: 'processing' }, { is: 'under_way' }],
  ])('%s', (_name, more, expected) => {
    expect(seen(intent(more))).toMatchObject(expected);
  });
});

describe('N-3 what may be imported', () => {
  test.each([
    ['+12125550100', '+12125550100'],
    [' (212) 555-0100 ', '+12125550100'],
    ['+44 7400 123456', '+447400123456'],
    ['212 555 0100 ext. 4', undefined],
    ['911', undefined],
    ['', undefined],
  ])('%s is %s', (typed, e164) => {
    expect(importable(typed, 'US')).toBe(e164);
  });

  test.each([
    ['+12125550100', { country: 'US', type: 'local' }],
    ['+18005550100', { country: 'US', type: 'toll_free' }],
    ['+447400123456', { country: 'GB', type: 'mobile' }],
    ['+442079460000', { country: 'GB', type: 'local' }],
    ['+14165550100', { country: 'CA', type: 'local' }],
    ['nonsense', undefined],
  ])('%s is of a kind', (e164, kind) => {
    expect(kindOf(e164)).toEqual(kind);
  });

  test('every refusal says what to know', () => {
    for (const sentence of Object.values(IMPORT_SENTENCES)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

test.each([
  ['+12125550100', true],
  ['+1 (212) 555-0100', true],
  ['212 555 0100', true],
  ['2125550101', false],
  ['+442125550100', false],
  ['yes', false],
  ['', false],
])('N-9 %s confirms +12125550100: %s', (typed, same) => {
  expect(isSameNumber(typed, '+12125550100', 'US')).toBe(same);
});
