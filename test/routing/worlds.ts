import fc from 'fast-check';
import {
  agencyOf,
  CALLERS,
  hostIdOf,
  NAMES,
  NOW,
  near,
  OURS,
  OUTSIDE,
  person,
  pick,
  SID,
  some,
  sub,
  USERS,
  type World,
} from './world.ts';
import { agents, assignments, limits, numbers, ruled } from './world-numbers.ts';
import { agencies, memberships, settings, subAccounts, users } from './world-people.ts';

/** Small worlds for routing: every row that a decision may rest on, and many that it must not. */

const CALLER = CALLERS[0] ?? '';
const FORWARD = { kind: 'forward', to: OUTSIDE[0] };
const step = fc.oneof(
  pick(FORWARD, { kind: 'number', to: OUTSIDE[1] }),
  pick({ kind: 'ring', userId: 'usr_1', phone: OUTSIDE[0] }, { kind: 'say', what: 'nobody' }),
);
const contacts = some(
  fc.record({
    ...{ subAccountId: sub, name: pick(...NAMES), createdAt: pick(1, 2), deletedAt: pick(null, null, null, 7) },
    ...{
      ownerHostUserId: pick(null, ...USERS.map(hostIdOf), 'h-unheard'),
      phones: fc.subarray(CALLERS.slice(0, 2), { minLength: 1 }),
    },
  }),
  6,
);

const calls = some(
  fc.record({
    ...{
      subAccountId: sub,
      from: pick(CALLER, CALLER, CALLER, ...CALLERS),
      startedAt: near,
      direction: pick('in' as const, 'out' as const),
    },
    ...{
      endedAt: pick(null, null, NOW),
      answeredAt: pick(null, null, NOW - 1000, NOW - 5 * 3_600_000),
      userId: pick(null, ...USERS),
    },
    ...{ steps: fc.array(step, { minLength: 1, maxLength: 3 }), step: pick(0, 0, 1, 2) },
  }),
  5,
);
const legs = some(
  fc.record({ userId: person, acceptedAt: pick(null, NOW - 1000, NOW - 5 * 3_600_000), endedAt: pick(null, NOW) }),
  4,
);
const slots = some(fc.record({ n: pick(0, 0, 0, 1), freedAt: pick(null, null, NOW) }), 4);
/** What this very call left behind, where the webhook is a repeat. */
const before = pick('nothing', 'nothing', 'nothing', 'held', 'refused', 'record');

export const worlds: fc.Arbitrary<World> = fc
  .record({
    agencies,
    subAccounts,
    users,
    memberships,
    settings,
    numbers,
    assignments,
    ruled,
    limits,
    agents,
    contacts,
    calls,
    legs,
    slots,
    before,
  })
  .map(({ memberships, settings, ruled, limits, contacts, calls, legs, slots, before, ...rest }) => {
    const { assignments } = rest;
    const defaults = new Set<string>();
    const called = assignments.map(({ id, agencyId, subAccountId, numberId }) => ({
      assignmentId: id,
      agencyId,
      subAccountId,
      numberId,
    }));
    return {
      ...rest,
      memberships: memberships.map(row => ({ ...row, agencyId: agencyOf(row.subAccountId) })),
      settings: settings.map(row => ({ ...row, agencyId: agencyOf(row.subAccountId) })),
      companies: called.flatMap((row, n) =>
        limits[n] === undefined ? [] : [{ ...row, callLimit: limits[n], updatedAt: 0 }],
      ),
      rules: ruled.flatMap(({ at, ...rule }, n) => {
        const its = called[at % called.length];
        if (!its) return [];
        const { numberId: _, ...owner } = its;
        const isDefault = rule.isDefault && !defaults.has(its.assignmentId);
        if (isDefault) defaults.add(its.assignmentId);
        const days = [{ days: [2], start: 0, end: 1440 }];
        return [{ id: `rul_${n}`, ...owner, ...rule, isDefault, hours: isDefault ? [] : days, updatedAt: 0 }];
      }),
      contacts: contacts.map(({ phones: _, ...row }, n) => ({
        ...row,
        ...{
          id: `con_${n}`,
          agencyId: agencyOf(row.subAccountId),
          hostContactId: `${['🦊', 'é', '\uffee'][n % 3]}-${n}`,
          updatedAt: 0,
        },
      })),
      phones: contacts.flatMap(({ phones, subAccountId }, n) =>
        phones.map(e164 => ({ subAccountId, e164, contactId: `con_${n}` })),
      ),
      calls: [
        ...calls.map(({ steps, userId, ...row }, n) => ({
          ...row,
          ...callRow(`${n}`, row.subAccountId, { steps }),
          answeredByUserId: userId,
        })),
        ...(before === 'record'
          ? [{ ...callRow('now', 'sub_a1', { steps: [FORWARD], kept: '🦊' }), from: CALLER, startedAt: NOW }]
          : []),
      ],
      legs: legs.map((row, n) => ({ callId: 'cal_0', step: n, to: `${n}`, rangAt: 0, ...row })),
      slots: [
        ...slots.map(({ n, freedAt }, at) => ({
          callSid: `CA-slot-${at}`,
          numberId: `num_${n}`,
          takenAt: NOW - 5,
          freedAt,
        })),
        ...(before === 'held' || before === 'refused'
          ? [{ callSid: SID, numberId: 'num_0', takenAt: NOW - 5, freedAt: before === 'held' ? null : 0 }]
          : []),
      ],
    };
  });

function callRow(name: string, subAccountId: string, decision: Record<string, unknown>) {
  const place = { agencyId: agencyOf(subAccountId), subAccountId, numberId: 'num_0', to: OURS[0] ?? '' };
  return { id: `cal_${name}`, callSid: `CA-${name}`, ...place, decision, status: 'in_progress' as const };
}
