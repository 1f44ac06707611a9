import fc from 'fast-check';
import type { CallerContact, Facts, NumberFacts, Person, UnknownRule } from '../../../worker/routing/rules/facts.ts';

export const NOW = Date.UTC(2026, 2, 3, 17);
export const CALLED = '+14155550100';
export const STRANGER = '+12125550177';
/** Other numbers of ours. */
export const HOP = '+14155550121';
export const HOP_2 = '+14155550122';

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
  pressOne: fc.boolean(),
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

const anyAgent = fc.record({
  id: fc.constant('agt_1'),
  name: fc.constant('Ava'),
  subAccountId: fc.constantFrom(null, 'sub_1', 'sub_2'),
  endpoint: fc.constantFrom(null, 'sip:ava@voice.example.com', 'wss://voice.example.com', 'https://voice.example.com'),
  messageWebhook: fc.constantFrom(null, 'https://voice.example.com/texts'),
});

const userIds = ['usr_a', 'usr_b', 'usr_c', 'usr_d', 'usr_e', 'usr_f', 'usr_g'];
const anyRule: fc.Arbitrary<UnknownRule> = fc.record({
  id: fc.uuid(),
  isDefault: fc.boolean(),
  enabled: fc.boolean(),
  name: fc.constant('Evenings'),
  action: fc.oneof(
    fc.record({
      kind: fc.constant('ring_group' as const),
      userIds: fc.uniqueArray(fc.constantFrom(...userIds)),
      seconds: fc.integer({ min: -5, max: 90 }),
    }),
    fc.record({ kind: fc.constant('user' as const), userId: fc.option(fc.constantFrom(...userIds)) }),
    fc.record({ kind: fc.constant('number' as const), e164: fc.constantFrom(CALLED, HOP, '+12125550142', '+1911') }),
  ),
  hours: fc.constantFrom([], [{ days: [0, 1, 2, 3, 4, 5, 6], start: 0, end: 1440 }]),
});

const forwards = fc.oneof(phones, fc.constantFrom(HOP, HOP_2));

/** A number as anything may have left it. */
function anyNumber(e164: string): fc.Arbitrary<NumberFacts> {
  return fc.record<Required<NumberFacts>>({
    number: fc.option(
      fc.record({
        id: fc.constant<string>(`num_${e164}`),
        agencyId: fc.constant<string>('agy_1'),
        e164: fc.constant(e164),
        forwardTo: forwards,
        wiredTo: fc.constantFrom(null, 'user' as const, 'company' as const, 'company' as const, 'agent' as const),
      }),
      { freq: 20 },
    ),
    assignment: fc.option(
      fc.record({
        id: fc.constant('asg_1'),
        state: fc.constantFrom('pending', 'active', 'active', 'active', 'ending', 'past_due', 'suspended', 'ended'),
        endsAt: fc.option(fc.integer({ min: NOW - 2, max: NOW + 2 }), { freq: 2 }),
      }),
      { freq: 20 },
    ),
    subAccount: fc.option(
      fc.record({
        id: fc.constant('sub_1'),
        name: fc.constant('Bayside Dental'),
        forwardTo: forwards,
        voicemail: fc.boolean(),
        greeting: fc.option(fc.string()),
        timezone: fc.constantFrom('America/New_York', 'Nowhere/Land'),
      }),
    ),
    directUser: fc.option(people),
    agent: fc.option(anyAgent),
    rules: fc.array(anyRule, { maxLength: 3 }),
    people: fc.uniqueArray(
      fc.tuple(people, fc.constantFrom(...userIds)).map(([person, userId]) => ({ ...person, userId })),
      { selector: person => person.userId, maxLength: 7 },
    ),
    ownerId: fc.option(fc.constantFrom(...userIds)),
  });
}

export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    called: anyNumber(CALLED),
    contacts: fc.array(callerContacts, { maxLength: 4 }),
    hops: fc.tuple(anyNumber(HOP), anyNumber(HOP_2)),
    slot: fc.constantFrom(null, 'held' as const, 'refused' as const),
    dialling: fc.constantFrom(null, null, null, '+12125550142'),
    allowedCountries: fc.constantFrom(['US'], ['US', 'GB']),
  })
  .map(({ called, ...rest }) => ({ ...called, ...rest }));

export const callers = fc.constantFrom(STRANGER, 'anonymous', '', '+266696687');
