import type { Ctx } from '../context.ts';
import type { Question, Value } from '../edge/ask.ts';
import { isCaller } from '../number/rules/phone.ts';
import { type MemberRow, type PlaceRow, person, place, type RuleRow } from './fact-rows.ts';
import {
  called,
  contacts,
  hasHops,
  hopPeople,
  hopRules,
  hops,
  isCompany,
  isMore,
  known,
  people,
  persons,
  rules,
} from './questions.ts';
import type { Decision } from './rules/decide.ts';
import type { Facts, Inbound, Person } from './rules/facts.ts';
import { takeSlot } from './slot.ts';

export interface Loaded {
  facts: Facts;
  /** Account the number lives in; the request must come from it. */
  twilioAccountSid: string | undefined;
  /** What was decided, when the webhook is a repeat. */
  known: Decision | undefined;
  /** Answers to `also`, in its order. */
  also: Value[][][];
}

export interface Loading {
  /** takes one of the company number's slots for this call, in the same round trip. */
  takeSlot?: boolean;
  /** What else the asker wants to know in the same round trip, e.g. of a text. */
  also?: readonly Question[];
}

/**
 * Everything a decision rests on, across domains, in one round trip: the only place that reads across them.
 * @param callSid '' for a text or an explanation
 */
export async function load(
  ctx: Pick<Ctx, 'db' | 'now'>,
  callSid: string,
  inbound: Inbound,
  loading: Loading = {},
): Promise<Loaded> {
  const values = { to: inbound.to, from: inbound.from, sid: callSid, now: ctx.now };
  // A gate is named by its place in the list. Most calls go through none of them.
  const questions = [isMore.question(values, { isGate: true }), isCompany.question(values, { isGate: true, when: 0 })];
  if (loading.takeSlot) questions.push(takeSlot(values, 1));
  const at = questions.length;
  questions.push(
    hasHops.question(values, { isGate: true, when: 0 }),
    known.question(values),
    called.question(values),
    contacts.question(values),
    persons.question(values),
    rules.question(values, { when: 1 }),
    people.question(values, { when: 1 }),
    hops.question(values, { when: at }),
    hopRules.question(values, { when: at }),
    hopPeople.question(values, { when: at }),
    ...(loading.also ?? []),
  );
  const answers = (await ctx.db.ask(questions)).slice(at + 1);
  const [
    seen = [],
    numbers = [],
    callers = [],
    near = [],
    own = [],
    named = [],
    passed = [],
    passedRules = [],
    passedPeople = [],
    ...also
  ] = answers satisfies Value[][][];
  const [found] = called.rows(numbers);
  const around: MemberRow[] = persons.rows(near);
  const onward = {
    rules: hopRules.rows(passedRules) as RuleRow[],
    people: hopPeople.rows(passedPeople) as MemberRow[],
  };
  const facts: Facts = {
    ...place(found as PlaceRow | undefined, rules.rows(own), people.rows(named), around),
    contacts: contacts.rows(callers).map(row => ({
      id: row.id ?? '',
      hostContactId: row.hostContactId ?? '',
      name: row.name ?? '',
      createdAt: row.createdAt ?? 0,
      ownerHostUserId: row.ownerHostUserId,
      owner: ownerOf(row, around),
    })),
    hops: hops.rows(passed).map(row => place(row as PlaceRow, onward.rules, onward.people)),
    slot: found?.slotTakenAt == null ? null : found.slotFreedAt === 0 ? 'refused' : 'held',
    dialling: comingBack(inbound, found?.dialling ?? null),
    ...(found?.allowedCountries && { allowedCountries: found.allowedCountries }),
  };
  return {
    facts,
    twilioAccountSid: found?.twilioAccountSid ?? undefined,
    known: known.rows(seen)[0]?.decision as unknown as Decision | undefined,
    also,
  };
}

function ownerOf({ ownerHostUserId }: { ownerHostUserId: string | null }, people: readonly MemberRow[]): Person | null {
  const owner = ownerHostUserId === null ? undefined : people.find(one => one.hostUserId === ownerHostUserId);
  return owner ? person(owner) : null;
}

/** where the network says who passed the call on, that decides; else that it is the same caller. */
function comingBack({ from, forwardedFrom }: Inbound, dialling: string | null): string | null {
  if (!dialling) return null;
  return (forwardedFrom ? forwardedFrom === dialling : isCaller(from)) ? dialling : null;
}
