import type { Ctx } from '../context.ts';
import type { Question, Value } from '../edge/ask.ts';
import { isCaller } from '../number/rules/phone.ts';
import { type PersonRow, type PlaceRow, person, place } from './fact-rows.ts';
import { called, contacts, hasHops, hopPeople, hopRules, hops, isCompany, known, people, rules } from './questions.ts';
import type { Decision } from './rules/decide.ts';
import type { Facts, Inbound } from './rules/facts.ts';
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
  const questions = [isCompany.question(values, { isGate: true }), ...(loading.takeSlot ? [takeSlot(values, 0)] : [])];
  // A gate is named by its place in the list.
  const at = questions.length;
  questions.push(
    hasHops.question(values, { isGate: true }),
    known.question(values),
    called.question(values),
    contacts.question(values),
    rules.question(values, { when: 0 }),
    people.question(values, { when: 0 }),
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
    own = [],
    named = [],
    passed = [],
    passedRules = [],
    passedPeople = [],
    ...also
  ] = answers satisfies Value[][][];
  const [found] = called.rows(numbers);
  const allRules = [...rules.rows(own), ...hopRules.rows(passedRules)];
  const allPeople = [...people.rows(named), ...hopPeople.rows(passedPeople)];
  const facts: Facts = {
    ...place(found as PlaceRow | undefined, allRules, allPeople),
    contacts: contacts.rows(callers).map(row => ({
      id: row.id ?? '',
      hostContactId: row.hostContactId ?? '',
      name: row.name ?? '',
      createdAt: row.createdAt ?? 0,
      ownerHostUserId: row.ownerHostUserId,
      owner: person(row as PersonRow),
    })),
    hops: hops.rows(passed).map(row => place(row as PlaceRow, allRules, allPeople)),
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

/** where the network says who passed the call on, that decides; else that it is the same caller. */
function comingBack({ from, forwardedFrom }: Inbound, dialling: string | null): string | null {
  if (!dialling) return null;
  return (forwardedFrom ? forwardedFrom === dialling : isCaller(from)) ? dialling : null;
}
