import fc from 'fast-check';
import {
  AGENCIES,
  agencyOf,
  forwarding,
  NAMES,
  NOW,
  OURS,
  OUTSIDE,
  person,
  pick,
  SUBS,
  some,
  sub,
  USERS,
} from './world.ts';

const action = fc.oneof(
  fc.record({ kind: fc.constant('ring_group' as const), userIds: fc.uniqueArray(person), seconds: fc.constant(20) }),
  fc.record({ kind: fc.constant('user' as const), userId: pick(null, ...USERS) }),
  fc.record({ kind: fc.constant('number' as const), e164: pick(...OUTSIDE, ...OURS) }),
);
const WIRED = ['company' as const, 'user' as const, 'agent' as const, null, null];
/** One row for each of our numbers, the first mostly a company's; a number may have been handed back, and be held anew. */
export const numbers = fc
  .tuple(
    ...OURS.map((e164, n) =>
      fc.record({
        ...{ id: fc.constant(`num_${n}`), agencyId: pick('agy_a', 'agy_a', 'agy_b'), e164: fc.constant(e164) },
        ...{ wiredTo: n ? pick(...WIRED) : pick('company' as const, ...WIRED) },
        ...{ wiredUserId: pick(null, ...USERS), wiredAgentId: pick('agt_1', 'agt_2', 'agt_3'), forwardTo: forwarding },
        releasedAt: pick(null, null, null, 9),
      }),
    ),
  )
  .map(rows => {
    const given = new Set<string>();
    const held = rows.map(row => {
      const isTaken = row.wiredUserId !== null && given.has(row.wiredUserId);
      if (row.wiredUserId) given.add(row.wiredUserId);
      return { ...row, ...(isTaken && { wiredUserId: null }), ...CARRIED, twilioSid: `PN-${row.id}` };
    });
    // The first two were ours before, and handed back.
    const former = held.slice(0, 2).map(row => ({ ...row, id: `${row.id}_former`, wiredUserId: null, releasedAt: 4 }));
    return [...former, ...held];
  });
const CARRIED = {
  ...{ country: 'US', type: 'local' as const, voice: true, sms: true, twilioAccountSid: 'AC1' },
  ...{ telcoCost: 1, telcoCurrency: 'usd', boughtAt: 0 },
};

const LIVE = ['active', 'active', 'active', 'ending', 'past_due'] as const;
const STATES = [...LIVE, ...(['pending', 'suspended', 'ended', 'ended'] as const)];
const held = fc.record({ subAccountId: sub, state: pick(...STATES), endsAt: pick(null, null, NOW, NOW + 1) });
/** Each number has been assigned, and may still be; some had holders before. */
export const assignments = fc.tuple(fc.tuple(...OURS.map(() => held)), some(held, 3)).map(([now, before]) => {
  const ended = before.map(row => ({ ...row, state: 'ended' as const }));
  return [...now, ...ended].map((row, at) => {
    const who = { agencyId: agencyOf(row.subAccountId), numberId: `num_${at % OURS.length}`, userId: 'usr_1' };
    return { id: `asg_${at}`, ...row, ...who, ...PRICED };
  });
});
const PRICED = {
  mode: 'paid' as const,
  telcoCost: 1,
  telcoCurrency: 'usd',
  markup: 1,
  price: 2,
  currency: 'usd',
  createdAt: 0,
};

export const ruled = some(
  fc.record({
    at: fc.nat(8),
    isDefault: fc.boolean(),
    enabled: fc.boolean(),
    name: pick(...NAMES),
    action,
    createdAt: pick(1, 2),
  }),
  6,
);
export const limits = some(pick(1, 2, 2, 90), 9);

export const agents = fc.tuple(
  ...['agt_1', 'agt_2', 'agt_3'].map(id =>
    fc.record({
      ...{ id: fc.constant(id), agencyId: pick(...AGENCIES), subAccountId: pick(null, ...SUBS), name: pick(...NAMES) },
      ...{
        kind: fc.constant('voice_agent' as const),
        endpoint: pick(null, 'sip:a@b.c', 'wss://x.y'),
        createdAt: fc.constant(0),
      },
      ...{ messageWebhook: pick(null, 'https://x.y'), deletedAt: pick(null, null, 3) },
    }),
  ),
);
