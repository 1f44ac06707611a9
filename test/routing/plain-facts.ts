import type { CallerContact, Facts, Inbound, NumberFacts, Person } from '../../worker/routing/rules/facts.ts';
import { NOW, SID, type World } from './world.ts';

/** What a decision rests on, looked up row by row in a world: slow and plain, to hold the statements against (C-1). */

const FOUR_HOURS = 4 * 3_600_000;
type NumberRow = World['numbers'][number];

export function plainFacts(world: World, inbound: Inbound, takesSlot: boolean): Facts {
  const called = world.numbers.find(row => row.e164 === inbound.to && !row.releasedAt);
  if (!called) return { ...place(world, undefined), contacts: [], hops: [], slot: null, dialling: null };
  const held = assignmentOf(world, called);
  const others = world.numbers.filter(row => row !== called && !row.releasedAt && row.agencyId === called.agencyId);
  const agency = world.agencies.find(row => row.id === called.agencyId);
  return {
    ...place(world, called),
    contacts: held ? contactsOf(world, called, held.subAccountId, inbound.from) : [],
    hops: others.map(row => place(world, row)),
    slot: slotOf(world, called, takesSlot),
    dialling: held ? dialling(world, held.subAccountId, inbound) : null,
    ...(agency && { allowedCountries: agency.allowedCountries }),
  };
}

export function plainlyKnown(world: World, { to }: Inbound): unknown {
  return world.calls.find(row => row.callSid === SID && row.to === to)?.decision;
}

function assignmentOf(world: World, number: NumberRow) {
  return world.assignments.find(row => row.numberId === number.id && row.state !== 'ended');
}

function place(world: World, number: NumberRow | undefined): NumberFacts {
  if (!number) return { number: null, assignment: null, subAccount: null, directUser: null };
  const { id, agencyId, e164, forwardTo = null, wiredTo = null } = number;
  const held = assignmentOf(world, number);
  const home = held && world.subAccounts.find(row => row.id === held.subAccountId);
  const isOwn = (row: World['agents'][number]) => row.id === number.wiredAgentId && row.agencyId === agencyId;
  const agent = wiredTo === 'agent' ? world.agents.find(row => isOwn(row) && !row.deletedAt) : undefined;
  const isCompany = wiredTo === 'company' && held !== undefined;
  return {
    number: { id, agencyId, e164, forwardTo, wiredTo },
    assignment: held ? { id: held.id, state: held.state, endsAt: held.endsAt ?? null } : null,
    subAccount: home
      ? {
          ...{ id: home.id, name: home.name, forwardTo: home.forwardTo ?? null, voicemail: home.voicemail ?? false },
          ...{ greeting: home.greeting ?? null, timezone: home.timezone },
        }
      : null,
    directUser:
      held && wiredTo === 'user'
        ? personIn(world, agencyId, held.subAccountId, row => row.id === number.wiredUserId)
        : null,
    agent: agent
      ? {
          ...{ id: agent.id, name: agent.name, subAccountId: agent.subAccountId ?? null },
          ...{ endpoint: agent.endpoint ?? null, messageWebhook: agent.messageWebhook ?? null },
        }
      : null,
    rules: isCompany
      ? world.rules
          .filter(row => row.assignmentId === held.id)
          .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
          .map(({ id, isDefault, enabled = true, name, action, hours }) => ({
            id,
            isDefault,
            enabled,
            name,
            action,
            hours,
          }))
      : [],
    people: isCompany
      ? world.users.flatMap(row => personIn(world, agencyId, held.subAccountId, one => one === row) ?? [])
      : [],
    ownerId: isCompany ? ownerOf(world, agencyId, held.subAccountId) : null,
  };
}

const rank = (user: World['users'][number]) => (user.status === 'approved' ? 0 : 1);

function ownerOf(world: World, agencyId: string, subAccountId: string): string | null {
  const owners = world.memberships.filter(row => row.subAccountId === subAccountId && row.role === 'owner');
  const [first] = world.users
    .filter(user => user.agencyId === agencyId && owners.some(row => row.userId === user.id))
    .sort((a, b) => rank(a) - rank(b) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  return first?.id ?? null;
}

function personIn(
  world: World,
  agencyId: string,
  subAccountId: string,
  is: (row: World['users'][number]) => boolean,
): Person | null {
  const user = world.users.find(row => row.agencyId === agencyId && is(row));
  if (!user) return null;
  const isTheirs = (row: { subAccountId: string; userId: string }) =>
    row.subAccountId === subAccountId && row.userId === user.id;
  const setting = world.settings.find(isTheirs);
  const isHere = user.agencyRole != null || world.memberships.some(isTheirs);
  const isRecent = (at: number | null | undefined) => at != null && at > NOW - FOUR_HOURS;
  return {
    userId: user.id,
    name: user.name,
    phone: setting?.phone ?? user.phone ?? null,
    isApproved: user.status === 'approved' && !user.deletedAt && isHere,
    ringSeconds: setting?.ringSeconds ?? 20,
    hours: setting?.hours ?? null,
    doNotDisturbUntil: setting?.doNotDisturbUntil ?? null,
    isOnCall:
      world.calls.some(row => row.answeredByUserId === user.id && row.endedAt == null && isRecent(row.answeredAt)) ||
      world.legs.some(row => row.userId === user.id && row.endedAt == null && isRecent(row.acceptedAt)),
    voicemail: setting?.voicemail ?? false,
    greeting: setting?.greeting ?? null,
    greetingRecordingSid: setting?.greetingRecordingSid ?? null,
    pressOne: setting?.pressOne ?? false,
  };
}

function contactsOf(world: World, { agencyId }: NumberRow, subAccountId: string, from: string): CallerContact[] {
  const has = (id: string) =>
    world.phones.some(row => row.contactId === id && row.e164 === from && row.subAccountId === subAccountId);
  return world.contacts
    .filter(row => has(row.id) && !row.deletedAt)
    .map(({ id, hostContactId, name, createdAt, ownerHostUserId = null }) => ({
      ...{ id, hostContactId, name, createdAt, ownerHostUserId },
      owner:
        ownerHostUserId === null
          ? null
          : personIn(world, agencyId, subAccountId, row => row.hostUserId === ownerHostUserId),
    }));
}

/** */
function slotOf(world: World, number: NumberRow, takesSlot: boolean): 'held' | 'refused' | null {
  if (number.wiredTo !== 'company') return null;
  const row = world.slots.find(slot => slot.callSid === SID);
  if (row) return row.freedAt === 0 ? 'refused' : 'held';
  const held = assignmentOf(world, number);
  const isLive = held && held.state !== 'pending' && held.state !== 'suspended' && !(held.endsAt && held.endsAt <= NOW);
  if (!takesSlot || !isLive || world.calls.some(call => call.callSid === SID)) return null;
  const limit = Math.min(50, world.companies.find(company => company.assignmentId === held.id)?.callLimit ?? 50);
  const used = world.slots.filter(slot => slot.numberId === number.id && slot.freedAt === null).length;
  return used < limit ? 'held' : 'refused';
}

/** */
function dialling(world: World, subAccountId: string, { from, forwardedFrom }: Inbound): string | null {
  const dialled = world.calls
    .filter(row => row.subAccountId === subAccountId && row.from === from && row.callSid !== SID)
    .filter(row => row.direction !== 'out' && row.endedAt == null && row.answeredAt == null)
    .filter(row => row.startedAt > NOW - 120_000)
    .flatMap(row => (row.decision.steps as { kind: string; to?: string; phone?: string }[])[row.step ?? 0] ?? []);
  const passedOn = dialled.find(step => step.kind === 'forward' || step.kind === 'number');
  if (forwardedFrom) {
    return dialled.some(step => (step.to ?? step.phone) === forwardedFrom) ? forwardedFrom : null;
  }
  return /^\+\d+$/.test(from) ? (passedOn?.to ?? null) : null;
}
