import fc from 'fast-check';
import type { CallerContact, Facts, Person } from '../../../worker/routing/rules/facts.ts';

export const NOW = Date.UTC(2026, 2, 3, 17);
export const CALLED = '+14155550100';
export const STRANGER = '+12125550177';

export function somebody(over: Partial<Person> = {}): Person {
  return {
    userId: 'usr_rosa',
    name: 'Rosa Diaz',
    phone: '+12125550101',
    isApproved: true,
    ringSeconds: 20,
    hours: null,
    doNotDisturbUntil: null,
    isOnCall: false,
    voicemail: false,
    greeting: null,
    ...over,
  };
}

export function aContact(over: Partial<CallerContact> = {}): CallerContact {
  return {
    id: 'con_1',
    hostContactId: 'h1',
    name: 'Lena Park',
    createdAt: 1,
    ownerHostUserId: null,
    owner: null,
    ...over,
  };
}

export function owned(by: string, over: Partial<CallerContact> = {}): CallerContact {
  return aContact({ ownerHostUserId: by, owner: somebody({ userId: `usr_${by}`, name: by }), ...over });
}

/** A live number of a sub-account that forwards nowhere. */
export function someFacts(over: Partial<Facts> = {}): Facts {
  return {
    number: { id: 'num_1', agencyId: 'agy_1', e164: CALLED, forwardTo: null, wiredTo: null },
    assignment: { id: 'asg_1', state: 'active', endsAt: null },
    subAccount: { id: 'sub_1', name: 'Bayside Dental', forwardTo: null, voicemail: false, greeting: null },
    directUser: null,
    contacts: [],
    ...over,
  };
}

const phones = fc.constantFrom(null, '+12125550101', '+12125550102', '+442079460958', '12125550101', '+1911', CALLED);
const hours = fc.option(
  fc.record({
    zone: fc.constantFrom('America/New_York', 'Europe/Berlin', 'Nowhere/Land'),
    windows: fc.array(
      fc.record({
        days: fc.uniqueArray(fc.integer({ min: 0, max: 6 })),
        start: fc.integer({ min: 0, max: 1439 }),
        end: fc.integer({ min: 1, max: 1440 }),
      }),
      { maxLength: 3 },
    ),
  }),
);

export const people: fc.Arbitrary<Person> = fc.record({
  userId: fc.constantFrom('usr_a', 'usr_b', 'usr_c'),
  name: fc.constantFrom('Rosa', 'Omar', 'Ada'),
  phone: phones,
  isApproved: fc.boolean(),
  ringSeconds: fc.integer({ min: -5, max: 90 }),
  hours,
  doNotDisturbUntil: fc.option(fc.integer({ min: NOW - 1000, max: NOW + 1000 })),
  isOnCall: fc.boolean(),
  voicemail: fc.boolean(),
  greeting: fc.option(fc.string()),
});

export const callerContacts: fc.Arbitrary<CallerContact> = fc
  .record({
    id: fc.uuid(),
    hostContactId: fc.string(),
    name: fc.string(),
    createdAt: fc.integer({ min: 0, max: 5 }),
    ownerHostUserId: fc.option(fc.constantFrom('a', 'b')),
    owner: fc.option(people),
  })
  .map(contact => ({ ...contact, owner: contact.ownerHostUserId === null ? null : contact.owner }));

export const anyFacts: fc.Arbitrary<Facts> = fc.record({
  number: fc.option(
    fc.record({
      id: fc.constant('num_1'),
      agencyId: fc.constant('agy_1'),
      e164: fc.constant(CALLED),
      forwardTo: phones,
      wiredTo: fc.constantFrom(null, 'user' as const, 'company' as const),
    }),
  ),
  assignment: fc.option(
    fc.record({
      id: fc.constant('asg_1'),
      state: fc.constantFrom('pending', 'active', 'ending', 'past_due', 'suspended', 'ended'),
      endsAt: fc.option(fc.integer({ min: NOW - 2, max: NOW + 2 })),
    }),
  ),
  subAccount: fc.option(
    fc.record({
      id: fc.constant('sub_1'),
      name: fc.constant('Bayside Dental'),
      forwardTo: phones,
      voicemail: fc.boolean(),
      greeting: fc.option(fc.string()),
    }),
  ),
  directUser: fc.option(people),
  contacts: fc.array(callerContacts, { maxLength: 4 }),
});

export const callers = fc.constantFrom(STRANGER, 'anonymous', '', '+266696687');
