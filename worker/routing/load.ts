import type { Ctx } from '../context.ts';
import type { Question, Value } from '../edge/ask.ts';
import { listOf } from '../edge/packed.ts';
import { isCaller } from '../number/rules/phone.ts';
import { CONTACT, PLACE } from './fact-columns.ts';
import { agentOf, type PersonRow, peopleOf, person, place, rulesOf } from './fact-rows.ts';
import { isCompany, more, usual } from './questions.ts';
import type { Decision } from './rules/decide.ts';
import type { CallerContact, Facts, Inbound, Person } from './rules/facts.ts';
import { legsOf, type Step } from './rules/step.ts';
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
  const given = [inbound.to, inbound.from, callSid, ctx.now];
  // A gate is named by its place in the list. Most calls need the first question only.
  const questions = [usual(given, { isGate: true })];
  if (loading.takeSlot) {
    questions.push(isCompany(given, { isGate: true, unless: 0 }), takeSlot(given, 1));
  }
  const at = questions.length;
  questions.push(more(given, { unless: 0 }));
  const answers = await ctx.db.ask([...questions, ...(loading.also ?? [])]);
  const rows = (answers[0]?.length ? answers[0] : (answers[at] ?? [])).map(aroundOf);
  const called = rows.find(row => row.place.e164 === inbound.to) ?? rows[0] ?? aroundOf([]);
  const facts: Facts = {
    ...place(called),
    contacts: listOf(called.callers).map(values => contactOf(values, called.people)),
    hops: rows.filter(row => row !== called).map(place),
    slot: slotOf(called.slot),
    dialling: comingBack(inbound, called.underWay),
    ...(called.place.allowedCountries && { allowedCountries: called.place.allowedCountries }),
  };
  return {
    facts,
    twilioAccountSid: called.place.twilioAccountSid ?? undefined,
    known: typeof called.known === 'string' ? (JSON.parse(called.known) as Decision) : undefined,
    also: answers.slice(questions.length),
  };
}

/** One answered row: a number with everything around it, and this call's own news. */
function aroundOf([, its, callers, near, underWay, decided, itsAgent, itsRules, slot]: readonly Value[]) {
  return {
    place: PLACE.row(typeof its === 'string' ? (JSON.parse(its) as unknown[]) : []),
    people: peopleOf(near),
    agent: agentOf(itsAgent),
    rules: rulesOf(itsRules),
    callers,
    underWay,
    slot,
    known: decided,
  };
}

function contactOf(values: readonly unknown[], people: readonly PersonRow[]): CallerContact {
  const { id, hostContactId, name, createdAt, ownerHostUserId } = CONTACT.row(values);
  return {
    id: id ?? '',
    hostContactId: hostContactId ?? '',
    name: name ?? '',
    createdAt: createdAt ?? 0,
    ownerHostUserId,
    owner: ownerOf({ ownerHostUserId }, people),
  };
}

function ownerOf({ ownerHostUserId }: { ownerHostUserId: string | null }, people: readonly PersonRow[]): Person | null {
  const owner = ownerHostUserId === null ? undefined : people.find(one => one.hostUserId === ownerHostUserId);
  return owner ? person(owner) : null;
}

/** whether this call holds a slot, as its row says. */
function slotOf(answer: Value | undefined): 'held' | 'refused' | null {
  if (typeof answer !== 'string') return null;
  const [takenAt, freedAt] = JSON.parse(answer) as (number | null)[];
  if (takenAt == null) return null;
  return freedAt === 0 ? 'refused' : 'held';
}

/**
 * where the network says who passed the call on, that decides, be it a user's own phone that is diverted to us; else
 * that it is the same caller.
 */
function comingBack({ from, forwardedFrom }: Inbound, underWay: Value | undefined): string | null {
  const steps = (typeof underWay === 'string' ? (JSON.parse(underWay) as (Step | null)[]) : []).filter(
    step => step !== null,
  );
  if (forwardedFrom) {
    return steps.flatMap(step => legsOf(step).map(leg => leg.to)).find(to => to === forwardedFrom) ?? null;
  }
  const passedOn = steps.find(step => step.kind === 'forward' || step.kind === 'number');
  return passedOn && isCaller(from) ? passedOn.to : null;
}
