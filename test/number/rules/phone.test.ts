import { expect, test } from 'vitest';
import { isCaller, isDialable, nationalFormat, parsePhone } from '../../../worker/number/rules/phone.ts';

test.each([
  ['(415) 555-0132', 'US', '+14155550132'],
  ['+1 415 555 0132', 'DE', '+14155550132'],
  ['0170 1234567', 'DE', '+491701234567'],
  [' +44 20 7946 0958 ', 'US', '+442079460958'],
  ['+14155550132', '', '+14155550132'],
])('S-2 a person may type %s in %s', (input, country, e164) => {
  expect(parsePhone(input, country)).toEqual({ ok: true, e164 });
});

test.each([
  ['', 'US', 'empty'],
  ['   ', 'US', 'empty'],
  ['hello', 'US', 'invalid'],
  ['415 555', 'US', 'short'],
  ['415 555 01321', 'US', 'invalid'],
  ['415 555 0132 x7', 'US', 'invalid'],
  ['call me at 415 555 0132', 'US', 'invalid'],
  ['911', 'US', 'emergency'],
  ['+1 911', 'US', 'emergency'],
  ['112', 'DE', 'emergency'],
  ['+49 112', 'US', 'emergency'],
  ['9-9-9', 'GB', 'emergency'],
  ['000', 'AU', 'emergency'],
  ['12345', 'US', 'short'],
  ['+1 900 234 5678', 'US', 'premium'],
  ['+8821612345678', 'US', 'satellite'],
])('R-14 refuses %s in %s as %s', (input, country, why) => {
  expect(parsePhone(input, country)).toMatchObject({ ok: false, why, sentence: expect.stringMatching(/\.$/) });
});

test('R-9 only stored E.164 is dialable', () => {
  expect(isDialable('+14155550132')).toBe(true);
  expect(isDialable('(415) 555-0132')).toBe(false);
  expect(isDialable('+1911')).toBe(false);
  expect(isDialable('')).toBe(false);
});

test('R-4 withheld callers are nobody', () => {
  for (const from of ['anonymous', '', '+266696687', 'Restricted', '+1']) expect(isCaller(from)).toBe(false);
  expect(isCaller('+14155550132')).toBe(true);
});

test('P-1 numbers read nationally at home and internationally abroad', () => {
  expect(nationalFormat('+14155550132', 'US')).toBe('(415) 555-0132');
  expect(nationalFormat('+14155550132', 'DE')).toBe('+1 415 555 0132');
  expect(nationalFormat('nonsense', 'US')).toBe('nonsense');
});
