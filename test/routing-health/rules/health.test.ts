import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DecidingRule, Situation } from '../../../worker/company-number/rules/ringing-now.ts';
import { healthOf } from '../../../worker/routing-health/rules/health.ts';
import type { HealthFacts, NumberHealth } from '../../../worker/routing-health/rules/item.ts';
import { CALLED, NOW, people, somebody } from '../../routing/rules/facts.ts';

const AVA = { id: 'agt_1', name: 'Ava', endpoint: null, hasFailed: false };

const FORWARD = '+12125550199';
const rosa = somebody();

function number(over: Partial<NumberHealth> = {}): NumberHealth {
  return {
    numberId: 'num_1',
    e164: CALLED,
    wiredTo: null,
    wiredUserId: null,
    agent: null,
    forwardTo: FORWARD,
    comesBackBy: undefined,
    situation: null,
    ...over,
  };
}

function health(over: Partial<HealthFacts> = {}) {
  const facts: HealthFacts = {
    people: [rosa],
    numbers: [number()],
    voicemail: false,
    contacts: new Map(),
    orphans: 0,
    tries: [],
    allowedCountries: ['US'],
    ...over,
  };
  return healthOf(facts, NOW);
}

const byDefault: DecidingRule = {
  id: 'rul_default',
  name: 'Default',
  isDefault: true,
  enabled: true,
  action: { kind: 'user', userId: null },
  hours: [],
};

/** A company number with these rules, forwarded nowhere unless told. */
function company(rules: DecidingRule[], persons = [rosa], over: Partial<NumberHealth> = {}): NumberHealth {
  const situation: Situation = {
    called: CALLED,
    rules,
    people: new Map(persons.map(person => [person.userId, person])),
    ownerId: 'usr_rosa',
    zone: 'America/New_York',
    allowedCountries: ['US'],
  };
  return number({ wiredTo: 'company', forwardTo: null, situation, ...over });
}

test('R-18 nothing is said where all is well', () => {
  expect(health()).toEqual([]);
  expect(health({ numbers: [company([byDefault])] })).toEqual([]);
});

test.each([
  [{ phone: null }, 'has no phone to ring'],
  [{ phone: '+1911' }, 'has a phone that cannot be dialled'],
  [{ phone: '+442079460958' }, 'has a phone that cannot be dialled'],
])('R-18 a user with %j is named, and the contacts they look after are counted', (over, words) => {
  const items = health({ people: [somebody(over)], contacts: new Map([['usr_rosa', 12]]) });
  expect(items).toMatchObject([
    {
      code: 'user_not_reachable',
      severity: 'broken',
      mend: { panel: 'staff', id: 'usr_rosa' },
      subject: { kind: 'user', id: 'usr_rosa', name: 'Rosa Diaz' },
    },
    { code: 'contacts_not_reachable', severity: 'broken', sentence: expect.stringContaining('12 contacts belong to') },
  ]);
  for (const item of items) expect(item.sentence).toContain(words);
});

test('R-18 somebody not approved is spoken of only where contacts wait for them', () => {
  const blocked = somebody({ isApproved: false });
  expect(health({ people: [blocked] })).toEqual([]);
  expect(health({ people: [blocked], contacts: new Map([['usr_rosa', 1]]) })).toMatchObject([
    { code: 'contacts_not_reachable', sentence: expect.stringContaining('1 contact belongs to Rosa Diaz') },
  ]);
});

const deaf = somebody({ phone: null });
test.each<[string, Partial<NumberHealth>, boolean]>([
  ['not wired, forwarded', {}, true],
  ['not wired, not forwarded', { forwardTo: null }, false],
  ['forwarded to itself', { forwardTo: CALLED }, false],
  ['forwarded abroad', { forwardTo: '+442079460958' }, false],
  ['direct, its user can be rung', { forwardTo: null, wiredTo: 'user', wiredUserId: 'usr_rosa' }, true],
  ['direct, its user has left', { forwardTo: null, wiredTo: 'user', wiredUserId: 'usr_gone' }, false],
  ['agent', { forwardTo: null, wiredTo: 'agent', agent: { ...AVA, endpoint: 'sip:a@b.example.com' } }, true],
  ['agent not ready', { forwardTo: null, wiredTo: 'agent', agent: AVA }, false],
  ['company, the owner rings', company([byDefault]), true],
  ['company, nobody has a phone', company([byDefault], [deaf]), false],
  ['company, nobody has a phone, forwarded', company([byDefault], [deaf], { forwardTo: FORWARD }), true],
  ['company, another number', company([{ ...byDefault, action: { kind: 'number', e164: FORWARD } }]), true],
])('R-18 a number that ends in R-8 only is named: %s', (_, over, rings) => {
  const codes = health({ numbers: [number(over)] }).map(item => item.code);
  expect(codes.includes('number_rings_nobody')).toBe(!rings);
});

test.each([
  [1, '1 contact belongs to somebody'],
  [3, '3 contacts belong to people'],
])('R-18 %i contacts of somebody who is not here ring nobody, and it says so', (orphans, said) => {
  expect(health({ orphans })).toMatchObject([
    { code: 'contacts_of_nobody', severity: 'broken', sentence: expect.stringContaining(said) },
  ]);
});

test('R-18 ending in voicemail is a warning, ending in a message is broken', () => {
  const numbers = [number({ forwardTo: null })];
  expect(health({ numbers })).toMatchObject([{ severity: 'broken', sentence: expect.stringContaining('message') }]);
  expect(health({ numbers, voicemail: true })).toMatchObject([
    { severity: 'warning', sentence: expect.stringContaining('voicemail') },
  ]);
});

test('L-3 an agent that did not answer when it was tried is a warning that leads to it', () => {
  const agent = { ...AVA, endpoint: 'https://agent.example.com', hasFailed: true };
  expect(health({ numbers: [number({ wiredTo: 'agent', agent })] })).toMatchObject([
    {
      code: 'agent_not_ready',
      sentence: expect.stringContaining('did not answer'),
      mend: { panel: 'agents', id: 'agt_1' },
    },
  ]);
});

test('L-3 an agent without endpoint is a warning', () => {
  const numbers = [number({ wiredTo: 'agent', agent: AVA })];
  expect(health({ numbers })).toMatchObject([{ code: 'agent_not_ready', sentence: expect.stringContaining('Ava') }]);
});

test.each([
  [5, 0, true],
  [4, 0, false],
  [50, 1, false],
])('R-18 a forwarding number tried %i times and answered %i times lately: named %s', (tried, answered, isNamed) => {
  const items = health({ tries: [{ to: FORWARD, tried, answered }] });
  expect(items.map(item => item.code)).toEqual(isNamed ? ['forwarding_never_answered'] : []);
});

test('R-18 a phone that nothing forwards to any more is not spoken of', () => {
  expect(health({ tries: [{ to: '+12125550177', tried: 9, answered: 0 }] })).toEqual([]);
});

test('R-18 a rule whose whole group is unavailable now is named while it decides', () => {
  const busy = somebody({ isOnCall: true });
  const group: DecidingRule = {
    ...byDefault,
    id: 'rul_day',
    name: 'Day',
    isDefault: false,
    action: { kind: 'ring_group', userIds: ['usr_rosa'], seconds: 20 },
    hours: [{ days: [2], start: 540, end: 1020 }],
  };
  // NOW is a Tuesday noon in New York.
  const named = (rules: DecidingRule[]) =>
    health({ numbers: [company(rules, [busy])] }).map(item => [item.code, item.severity, item.subject.id]);
  expect(named([group, byDefault])).toEqual([['rule_group_unavailable', 'warning', 'rul_day']]);
  const night = { ...group, hours: [{ days: [2], start: 1200, end: 1300 }] };
  expect(named([night, byDefault])).toEqual([['rule_group_unavailable', 'warning', 'rul_default']]);
  const [item] = health({ numbers: [company([group, byDefault], [busy])] });
  expect(item?.sentence).toContain('Rosa Diaz is already on a call.');
});

test('R-18 a rule whose people can never be rung is broken at any hour, unless it is off', () => {
  const off = { ...byDefault, id: 'rul_off', isDefault: false, enabled: false };
  const items = health({ numbers: [company([off, byDefault], [deaf], { forwardTo: FORWARD })] });
  expect(items.map(item => [item.code, item.severity, item.subject.id])).toEqual([
    ['rule_group_unavailable', 'broken', 'rul_default'],
  ]);
});

test('R-18 what fails already comes first, and every item says where it is mended', () => {
  const persons = fc.uniqueArray(people, { selector: person => person.userId });
  fc.assert(
    fc.property(persons, fc.option(fc.constant(FORWARD)), fc.boolean(), (everybody, forwardTo, voicemail) => {
      const numbers = [number({ forwardTo }), company([byDefault], everybody)];
      const items = health({ people: everybody, numbers, voicemail, contacts: new Map([['usr_a', 2]]) });
      const severities = items.map(item => item.severity);
      expect(severities).toEqual([...severities].sort());
      for (const item of items) {
        expect(item.sentence).toMatch(/\.$/);
        expect(item.mend.label).not.toBe('');
      }
    }),
  );
});

test('R-13 R-18 a number whose calls come back to it is broken, and where to mend it is said', () => {
  const forwarded = health({ numbers: [number({ comesBackBy: FORWARD })] });
  expect(forwarded.map(item => [item.code, item.severity, item.mend.panel])).toEqual([
    ['number_loops', 'broken', 'forwarding'],
    ['number_rings_nobody', 'broken', 'forwarding'],
  ]);
  expect(forwarded[0]?.sentence).toContain(`forwarded to ${FORWARD} come back to ${CALLED}`);
  const rule = { ...byDefault, action: { kind: 'number' as const, e164: FORWARD, pressOne: false } };
  const byRule = health({ numbers: [company([rule], [rosa], { comesBackBy: FORWARD })] });
  expect(byRule[0]).toMatchObject({ code: 'number_loops', mend: { panel: 'company-number' } });
  expect(byRule[1]?.code).toBe('number_rings_nobody');
});
