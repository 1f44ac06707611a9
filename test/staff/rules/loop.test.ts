import { expect, test } from 'vitest';
import { issuesOf, phoneOf } from '../../../worker/staff/rules/issues.ts';
import { comesBack, type Hop, onward } from '../../../worker/staff/rules/loop.ts';

const hop = (over: Partial<Hop> = {}): Hop => ({
  numberId: 'num_1',
  subAccountId: 'sub_1',
  forwardTo: null,
  byDefault: null,
  ...over,
});

test('R-13 a number’s own forwarding comes back only at that number', () => {
  expect(comesBack({ numberId: 'num_1' }, hop())).toBe(true);
  expect(comesBack({ numberId: 'num_2' }, hop())).toBe(false);
});

test('R-13 the default comes back at every number of the sub-account that has no forwarding of its own', () => {
  expect(comesBack({ subAccountId: 'sub_1' }, hop())).toBe(true);
  expect(comesBack({ subAccountId: 'sub_1' }, hop({ forwardTo: '+12125550199' }))).toBe(false);
  expect(comesBack({ subAccountId: 'sub_1' }, hop({ subAccountId: 'sub_2' }))).toBe(false);
  expect(comesBack({ subAccountId: 'sub_1' }, hop({ subAccountId: null }))).toBe(false);
});

test('R-7 a call goes on by the number’s own forwarding before the default', () => {
  expect(onward(hop({ forwardTo: '+1', byDefault: '+2' }))).toBe('+1');
  expect(onward(hop({ byDefault: '+2' }))).toBe('+2');
  expect(onward(hop())).toBeNull();
});

test('S-2 a person’s own phone goes before the one the CRM knows', () => {
  expect(phoneOf('+1', '+2')).toEqual({ value: '+1', from: 'setting' });
  expect(phoneOf(null, '+2')).toEqual({ value: '+2', from: 'crm' });
  expect(phoneOf(null, null)).toEqual({ value: null, from: null });
});

test.each([
  ['approved', '+12125550101', []],
  ['approved', null, ['no_phone']],
  ['approved', '555', ['invalid_phone']],
  ['blocked', null, ['not_approved', 'no_phone']],
  ['pending', '+12125550101', ['not_approved']],
])('S-1 what is wrong with a %s user at %s', (status, phone, issues) => {
  expect(issuesOf(status, phone)).toEqual(issues);
});

test('S-1 what is wrong for a while is said too: a pending number, do not disturb, off hours; R-14 a country not allowed', () => {
  const more = { numberPending: true, callsOff: true, offHours: true, allowedCountries: ['US'] };
  expect(issuesOf('approved', '+442079460000', more)).toEqual([
    'invalid_phone',
    'number_pending',
    'calls_off',
    'off_hours',
  ]);
});
