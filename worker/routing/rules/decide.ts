import { isLive } from '../../assignment/rules/live.ts';
import { isCaller, isDialable } from '../../number/rules/phone.ts';
import { available, ringSeconds } from './available.ts';
import type { Facts, Inbound, Person } from './facts.ts';
import { type Ownership, ownerOf } from './owner.ts';
import { FORWARD_SECONDS, type Step } from './step.ts';

/** One rule that was looked at: whether it applied, and why in plain words. */
export interface Considered {
  rule: string;
  matched: boolean;
  why: string;
}

export type Outcome = 'not_in_service' | 'direct' | 'owner' | 'forwarding' | 'voicemail' | 'nobody';

/** What becomes of a call. Plain data: it is stored with the call and every step is taken from it. */
export interface Decision {
  outcome: Outcome;
  steps: readonly Step[];
  /** Users whom the call concerns if nobody answers it. */
  notify: readonly string[];
  /** Our ids of the contacts whose timeline gets the call. */
  timeline: readonly string[];
  trace: readonly Considered[];
}

/** who is rung, and what happens when they do not answer. Pure: the same facts decide the same. */
export function decide(inbound: Inbound, facts: Facts, now: number): Decision {
  const service = inService(facts, now);
  if (!service.matched) {
    const trace = [{ rule: 'R-1', matched: true, why: service.why }];
    return {
      outcome: 'not_in_service',
      steps: [{ kind: 'say', what: 'not_in_service' }],
      notify: [],
      timeline: [],
      trace,
    };
  }
  const trace: Considered[] = [{ rule: 'R-1', matched: false, why: service.why }];
  const caller = isCaller(inbound.from) ? ownerOf(facts.contacts) : WITHHELD;
  const whom = chosen(facts, caller, trace);
  const steps = [...(whom ? ring(whom.person, inbound, now, trace) : [])];
  if (!steps.some(step => step.kind === 'voicemail')) steps.push(...whenNobodyAnswers(inbound, facts, trace));
  return {
    outcome: whom && steps[0]?.kind === 'ring' ? whom.as : outcomeOf(steps),
    steps,
    notify: whom ? [whom.person.userId] : [],
    timeline: caller.timeline,
    trace,
  };
}

const WITHHELD: Ownership = {
  owner: null,
  isOwned: false,
  contact: null,
  timeline: [],
  why: 'The caller withheld their number or it is not a valid one, so no contact is looked up.',
};

/** `why` is a sentence either way. */
function inService({ number, assignment }: Facts, now: number): { matched: boolean; why: string } {
  const no = (why: string) => ({ matched: false, why });
  if (!number) return no('The number is not one of ours.');
  if (!assignment) return no('The number is not assigned to anybody.');
  if (assignment.state === 'pending') return no('The number is reserved, but its first payment is still awaited.');
  if (assignment.state === 'suspended') return no('The number is suspended because a payment failed.');
  if (!isLive(assignment, now)) return no('The assignment of the number has ended.');
  return { matched: true, why: 'The number is in service.' };
}

/** R-3, then: the user this call is for, if any. */
function chosen(
  facts: Facts,
  caller: Ownership,
  trace: Considered[],
): { person: Person; as: 'direct' | 'owner' } | undefined {
  if (facts.number?.wiredTo === 'user') {
    const why = facts.directUser
      ? `It is the direct number of ${facts.directUser.name}; nobody else's rules are considered.`
      : 'It is a direct number, but its user is gone.';
    trace.push({ rule: 'R-3', matched: true, why });
    return facts.directUser ? { person: facts.directUser, as: 'direct' } : undefined;
  }
  trace.push({ rule: 'R-3', matched: false, why: 'It is not the direct number of a user.' });
  trace.push({ rule: 'R-4', matched: caller.contact !== null, why: caller.why });
  const why = caller.owner
    ? `${caller.owner.name} looks after this contact and is rung.`
    : caller.isOwned
      ? 'The contact has an owner, but that user is not known here.'
      : 'There is no owner to ring.';
  trace.push({ rule: 'R-5', matched: caller.isOwned, why });
  if (!caller.isOwned) trace.push({ rule: 'R-6', matched: false, why: 'No rules for unknown callers are set here.' });
  return caller.owner ? { person: caller.owner, as: 'owner' } : undefined;
}

/** rings the user if they can be rung, then their own voicemail if it is on. */
function ring(person: Person, inbound: Inbound, now: number, trace: Considered[]): Step[] {
  const state = available(person, inbound.to, now);
  const steps: Step[] = [];
  if (state.ok) {
    const seconds = ringSeconds(person);
    steps.push({ kind: 'ring', userId: person.userId, phone: state.phone, seconds });
    trace.push({ rule: 'R-9', matched: false, why: `${person.name} can be rung.` });
    const then = person.voicemail ? 'their own voicemail answers' : 'the call goes on to forwarding';
    trace.push({ rule: 'R-10', matched: true, why: `After ${seconds} seconds without an answer ${then}.` });
  } else {
    const then = person.voicemail ? 'Their own voicemail answers.' : 'The call goes on to forwarding.';
    trace.push({ rule: 'R-9', matched: true, why: `${state.why} ${then}` });
  }
  if (person.voicemail) steps.push(voicemailOf('user', person.greeting, person.userId));
  return steps;
}

/** R-7, then R-8, where every path that nobody answers ends. */
function whenNobodyAnswers(inbound: Inbound, { number, subAccount }: Facts, trace: Considered[]): Step[] {
  const steps: Step[] = [];
  const to = number?.forwardTo ?? subAccount?.forwardTo ?? null;
  const whose = number?.forwardTo ? "the number's" : "the sub-account's";
  if (to && to !== inbound.to && isDialable(to)) {
    steps.push({ kind: 'forward', to, seconds: FORWARD_SECONDS });
    trace.push({
      rule: 'R-7',
      matched: true,
      why: `If it gets this far, ${whose} forwarding number rings for 25 seconds.`,
    });
  } else {
    const why = to ? `${whose} forwarding number cannot be dialled.` : 'There is no forwarding number.';
    trace.push({ rule: 'R-7', matched: false, why: why[0]?.toUpperCase() + why.slice(1) });
  }
  if (subAccount?.voicemail) {
    steps.push(voicemailOf('sub_account', subAccount.greeting));
    trace.push({ rule: 'R-8', matched: true, why: `In the end the voicemail of ${subAccount.name} takes a message.` });
  } else {
    steps.push({ kind: 'say', what: 'nobody' });
    trace.push({ rule: 'R-8', matched: true, why: 'In the end a spoken message says that nobody can take the call.' });
  }
  return steps;
}

function voicemailOf(of: 'user' | 'sub_account', greeting: string | null, userId?: string): Step {
  return { kind: 'voicemail', of, ...(userId && { userId }), ...(greeting?.trim() && { greeting: greeting.trim() }) };
}

function outcomeOf(steps: readonly Step[]): Outcome {
  const [first] = steps;
  if (first?.kind === 'forward') return 'forwarding';
  return first?.kind === 'voicemail' ? 'voicemail' : 'nobody';
}
