import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownerOf } from '../../../worker/routing/rules/owner.ts';
import { aContact, callerContacts, owned } from './facts.ts';

test('R-4 nobody matches: no owner and no timeline', () => {
  expect(ownerOf([])).toMatchObject({ owner: null, isOwned: false, contact: null, timeline: [] });
});

test('R-4 a shared owner is rung and every match gets the call, ownerless ones included', () => {
  const found = ownerOf([
    owned('rosa', { id: 'old', createdAt: 1 }),
    aContact({ id: 'ownerless', createdAt: 9 }),
    owned('rosa', { id: 'new', createdAt: 5 }),
  ]);
  expect(found.owner?.userId).toBe('usr_rosa');
  expect(found.contact?.id).toBe('new');
  expect([...found.timeline].sort()).toEqual(['new', 'old', 'ownerless']);
});

test('R-4 different owners: that of the most recently created, and its timeline only', () => {
  const found = ownerOf([
    owned('rosa', { id: 'old', createdAt: 1 }),
    owned('omar', { id: 'new', createdAt: 5 }),
    aContact({ id: 'ownerless', createdAt: 9 }),
  ]);
  expect(found).toMatchObject({ owner: { userId: 'usr_omar' }, timeline: ['new'] });
});

test('R-4 none owned: no owner, and the newest contact gets the call', () => {
  const found = ownerOf([aContact({ id: 'a', createdAt: 1 }), aContact({ id: 'b', createdAt: 2 })]);
  expect(found).toMatchObject({ owner: null, isOwned: false, timeline: ['b'] });
});

test.each([
  ['a', 'b'],
  ['B', 'a'],
  ['h', 'h1'],
  ['\u{ffff}', '\u{1f600}'],
])('R-4 ties go by host id, bytewise: %s before %s', (lower, higher) => {
  const tied = [owned('omar', { id: 'H', hostContactId: higher }), owned('rosa', { id: 'L', hostContactId: lower })];
  expect(ownerOf(tied).timeline).toEqual(['L']);
  expect(ownerOf(tied.reverse()).timeline).toEqual(['L']);
});

test('R-4 the order in which contacts are found does not matter', () => {
  const unique = fc.uniqueArray(callerContacts, { selector: contact => contact.hostContactId, maxLength: 5 });
  fc.assert(
    fc.property(unique, contacts => {
      const there = ownerOf(contacts);
      const back = ownerOf([...contacts].reverse());
      expect(back).toEqual(there);
    }),
  );
});
