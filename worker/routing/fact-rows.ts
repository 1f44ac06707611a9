import type { AgentFacts, NumberFacts, Person, UnknownRule } from './rules/facts.ts';

/** Turns rows of joins, where anything may be missing, into the facts that rules read. */

type Nullable<T> = { [Name in keyof T]: T[Name] | null };

export type PersonRow = Nullable<{
  userId: string;
  hostUserId: string;
  userName: string;
  status: string;
  userDeletedAt: number;
  userCreatedAt: number;
  agencyRole: string;
  role: string;
  hostPhone: string;
  phone: string;
  ringSeconds: number;
  hours: NonNullable<Person['hours']>;
  doNotDisturbUntil: number;
  ownVoicemail: boolean;
  ownGreeting: string;
  greetingRecordingSid: string;
  pressOne: boolean;
  isOnCall: number;
}>;

export type PlaceRow = Nullable<{
  numberId: string;
  agencyId: string;
  e164: string;
  numberForwardTo: string;
  wiredTo: 'user' | 'company' | 'agent';
  wiredUserId: string;
  assignmentId: string;
  state: NonNullable<NumberFacts['assignment']>['state'];
  endsAt: number;
  subAccountId: string;
  subAccountName: string;
  forwardTo: string;
  voicemail: boolean;
  greeting: string;
  timezone: string;
  agentId: string;
  agentName: string;
  agentSubAccountId: string;
  endpoint: string;
  messageWebhook: string;
}>;

export type RuleRow = Nullable<UnknownRule & { assignmentId: string }>;
export type MemberRow = PersonRow & { assignmentId: string | null };

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

/** A number with all that is wired to it. @param people whom its rules name, and owners @param direct may be its own user */
export function place(
  row: PlaceRow | undefined,
  rules: readonly RuleRow[],
  people: readonly MemberRow[],
  direct: readonly MemberRow[] = people,
): NumberFacts {
  if (!row?.numberId) return { number: null, assignment: null, subAccount: null, directUser: null };
  const here = row.wiredTo === 'company' ? people.filter(member => member.assignmentId === row.assignmentId) : [];
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
    directUser: directUserOf(row, direct),
    agent: agentOf(row),
    rules: rules.filter(rule => rule.assignmentId === row.assignmentId).flatMap(ruleOf),
    people: here.flatMap(member => person(member) ?? []),
    ownerId: ownerOf(here),
  };
}

function directUserOf({ wiredTo, wiredUserId, assignmentId }: PlaceRow, people: readonly MemberRow[]): Person | null {
  if (wiredTo !== 'user' || !assignmentId || !wiredUserId) return null;
  const row = people.find(member => member.userId === wiredUserId && member.assignmentId === assignmentId);
  return row ? person(row) : null;
}

function agentOf(row: PlaceRow): AgentFacts | null {
  if (!row.agentId) return null;
  const { agentId: id, agentName, agentSubAccountId: subAccountId, endpoint, messageWebhook } = row;
  return { id, name: agentName ?? '', subAccountId, endpoint, messageWebhook };
}

function ruleOf({ id, isDefault, enabled, name, action, hours }: RuleRow): UnknownRule[] {
  if (!id || !action) return [];
  return [
    { id, isDefault: isDefault ?? false, enabled: enabled ?? false, name: name ?? '', action, hours: hours ?? [] },
  ];
}

/** U-2: the sub-account's owner, the longest here where there are several. */
function ownerOf(people: readonly MemberRow[]): string | null {
  const owners = people.filter(member => member.role === 'owner');
  owners.sort(
    (a, b) => (a.userCreatedAt ?? 0) - (b.userCreatedAt ?? 0) || ((a.userId ?? '') < (b.userId ?? '') ? -1 : 1),
  );
  return owners[0]?.userId ?? null;
}
