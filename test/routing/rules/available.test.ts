import { expect, test } from 'vitest';
import { available, ringSeconds } from '../../../worker/routing/rules/available.ts';
import { CALLED, NOW, somebody } from './facts.ts';

// NOW is Tuesday 3 March 2026, 12:00 in New York.
const hours = (start: number, end: number) => ({ zone: 'America/New_York', windows: [{ days: [2], start, end }] });

test.each([
  ['not_approved', { isApproved: false }, 'Rosa Diaz is not an approved user of this sub-account.'],
  ['no_phone', { phone: null }, 'Rosa Diaz has no phone to ring.'],
  ['invalid_phone', { phone: '12' }, 'Rosa Diaz has a phone number that cannot be dialled.'],
  ['own_number', { phone: CALLED }, 'Rosa Diaz has the called number itself as their phone.'],
  ['do_not_disturb', { doNotDisturbUntil: NOW + 1 }, 'Rosa Diaz does not want to be disturbed now.'],
  ['outside_hours', { hours: hours(0, 720) }, 'Rosa Diaz is outside their own hours.'],
  ['on_call', { isOnCall: true }, 'Rosa Diaz is already on a call.'],
] as const)('R-9 %s', (code, over, why) => {
  expect(available(somebody(over), CALLED, NOW)).toEqual({ ok: false, code, why });
});

test.each([
  ['without personal hours', {}],
  ['inside their hours', { hours: hours(720, 721) }],
  ['when do-not-disturb is over', { doNotDisturbUntil: NOW }],
])('R-9 a user is available %s', (_, over) => {
  expect(available(somebody(over), CALLED, NOW)).toEqual({ ok: true, phone: '+12125550101' });
});

test('R-10 stored ring times out of range are brought back into it', () => {
  expect([0, 5, 20.4, 60, 90].map(seconds => ringSeconds(somebody({ ringSeconds: seconds })))).toEqual([
    5, 5, 20, 60, 60,
  ]);
});
