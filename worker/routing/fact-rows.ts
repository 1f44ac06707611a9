import { standInOf } from '../company-number/rules/owner.ts';
import type { Value } from '../edge/ask.ts';
import { listOf } from '../edge/packed.ts';
import { AGENT, PERSON, type PLACE, RULE } from './fact-columns.ts';
import type { AgentFacts, NumberFacts, Person, UnknownRule } from './rules/facts.ts';

/** Turns rows of joins, where anything may be missing, into the facts that rules read. */

export type PersonRow = ReturnType<typeof PERSON.row>;
export type PlaceRow = ReturnType<typeof PLACE.row>;

/** A number with everything around it, as read. */
export interface Around {
  place: PlaceRow;
  people: readonly PersonRow[];
  agent?: AgentFacts | null;
  rules?: readonly UnknownRule[];
}

const NOT_OURS: NumberFacts = { number: null, assignment: null, subAccount: null, directUser: null };

/** A person with the sub-account's settings; defaults where they have none. */
export function person(row: PersonRow): Person | null {
  if (row.userId === null) return null;
  const isHere = row.userDeletedAt === null && (row.role !== null || row.agencyRole !== null);
  return {
    userId: row.userId,
    name: row.userName ?? '',
    phone: row.phone ?? row.hostPhone,
    isApproved: row.status === 'approved' && isHere,
    ringSeconds: row.ringSeconds ?? 20,
    hours: row.hours,
    doNotDisturbUntil: row.doNotDisturbUntil,
    isOnCall: Boolean(row.isOnCall),
    voicemail: row.ownVoicemail ?? false,
    greeting: row.ownGreeting,
    greetingRecordingSid: row.greetingRecordingSid,
    pressOne: row.pressOne ?? false,
  };
}

/** A number with all that is wired to it. */
export function place({ place: row, people, agent = null, rules = [] }: Around): NumberFacts {
  if (!row.numberId) return NOT_OURS;
  return {
    number: {
      id: row.numberId,
      agencyId: row.agencyId ?? '',
      e164: row.e164 ?? '',
      forwardTo: row.numberForwardTo,
      wiredTo: row.wiredTo,
    },
    assignment: row.assignmentId && row.state ? { id: row.assignmentId, state: row.state, endsAt: row.endsAt } : null,
    subAccount: row.subAccountId
      ? {
          id: row.subAccountId,
          name: row.subAccountName ?? '',
          forwardTo: row.forwardTo,
          voicemail: row.voicemail ?? false,
          greeting: row.greeting,
          timezone: row.timezone ?? 'UTC',
        }
      : null,
    directUser: directUserOf(row, people),
    agent,
    rules,
    ...(row.wiredTo === 'company'
      ? { people: people.flatMap(member => person(member) ?? []), ownerId: ownerOf(people) }
      : { people: [], ownerId: null }),
  };
}

function directUserOf({ wiredTo, wiredUserId, assignmentId }: PlaceRow, people: readonly PersonRow[]): Person | null {
  if (wiredTo !== 'user' || !assignmentId || !wiredUserId) return null;
  const row = people.find(member => member.userId === wiredUserId);
  return row ? person(row) : null;
}

export function peopleOf(answer: Value | undefined): PersonRow[] {
  return listOf(answer).map(PERSON.row);
}

export function agentOf(answer: Value | undefined): AgentFacts | null {
  if (typeof answer !== 'string') return null;
  const { id, name, ...rest } = AGENT.row(JSON.parse(answer) as unknown[]);
  return id ? { id, name: name ?? '', ...rest } : null;
}

/** In the order they were made in. */
export function rulesOf(answer: Value | undefined): UnknownRule[] {
  const rows = listOf(answer).map(RULE.row);
  rows.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
  return rows.flatMap(({ id, isDefault, enabled, name, action, hours }) => {
    if (!id || !action) return [];
    const own = { isDefault: isDefault ?? false, enabled: enabled ?? false, name: name ?? '' };
    return [{ id, ...own, action, hours: hours ?? [] }];
  });
}

/** U-2. Who is deleted is never a member. */
function ownerOf(people: readonly PersonRow[]): string | null {
  const owners = people.filter(member => member.role === 'owner');
  return standInOf(
    owners.map(({ userId, status, userCreatedAt }) => ({
      userId: userId ?? '',
      status,
      createdAt: userCreatedAt ?? 0,
    })),
  );
}
