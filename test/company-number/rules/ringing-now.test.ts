import { expect, test } from 'vitest';
import { type DecidingRule, ringingNow } from '../../../worker/company-number/rules/ringing-now.ts';
import { CALLED, NOW, somebody } from '../../routing/rules/facts.ts';

const rosa = somebody();
const omar = somebody({ userId: 'usr_omar', name: 'Omar Haddad', phone: null });
const byDefault: DecidingRule = {
  id: 'rul_default',
  name: 'Default',
  isDefault: true,
  enabled: true,
  action: { kind: 'user', userId: null },
  hours: [],
};
const now = (rules: DecidingRule[], people = [rosa, omar], ownerId: string | null = rosa.userId) =>
  ringingNow(
    {
      called: CALLED,
      rules,
      people: new Map(people.map(person => [person.userId, person])),
      ownerId,
      zone: 'America/New_York',
    },
    NOW,
  );

test('U-10 the default rings the owner now', () => {
  expect(now([byDefault])).toEqual({
    ruleId: 'rul_default',
    name: 'Default',
    number: null,
    people: [{ userId: rosa.userId, name: 'Rosa Diaz', available: true, why: 'can be rung.' }],
    sentence: 'Rosa Diaz is rung.',
  });
});

test('U-10 of a ring group only who is available rings, and each other says why not', () => {
  // NOW is a Tuesday noon in New York.
  const group: DecidingRule = {
    ...byDefault,
    id: 'rul_day',
    isDefault: false,
    action: { kind: 'ring_group', userIds: [omar.userId, rosa.userId, 'usr_gone'], seconds: 20 },
    hours: [{ days: [2], start: 540, end: 1020 }],
  };
  const ringing = now([group, byDefault]);
  expect(ringing).toMatchObject({ ruleId: 'rul_day', sentence: 'Rosa Diaz is rung.' });
  expect(ringing?.people).toEqual([
    { userId: 'usr_omar', name: 'Omar Haddad', available: false, why: 'has no phone to ring.' },
    { userId: 'usr_rosa', name: 'Rosa Diaz', available: true, why: 'can be rung.' },
    { userId: 'usr_gone', name: 'Somebody who left', available: false, why: 'is no longer a user here.' },
  ]);
  const nobody = now([group, byDefault], [omar]);
  expect(nobody?.sentence).toContain('Nobody can be rung, so the call goes on to forwarding.');
});

test('U-10 another number is named; without an owner nobody is', () => {
  const away: DecidingRule = { ...byDefault, action: { kind: 'number', e164: '+12125550199' } };
  expect(now([away])).toMatchObject({ number: '+12125550199', people: [] });
  expect(now([byDefault], [rosa], null)?.sentence).toContain('nobody to ring');
  expect(now([])).toBeNull();
});
