import { isCaller } from '../../number/rules/phone.ts';
import { agentSteps } from './agent.ts';
import { type Case, type Considered, consider } from './case.ts';
import type { Facts, Inbound, Person } from './facts.ts';
import { type Ownership, ownerOf } from './owner.ts';
import { forwarding, lastWord, toAnotherNumber } from './place.ts';
import { ringUser } from './ring.ts';
import { inService } from './service.ts';
import { isTerminal, type Step } from './step.ts';
import { byRule, selectedNow } from './unknown.ts';

export type { Considered } from './case.ts';

/** Who gets it first. `rule`: the people or number of a rule for unknown callers (section U). */
export type Outcome = 'not_in_service' | 'agent' | 'direct' | 'owner' | 'rule' | 'forwarding' | 'voicemail' | 'nobody';

/** What becomes of a call or text. Plain data: it is stored with the record and every step is taken from it. */
export interface Decision {
  outcome: Outcome;
  /** Id of the rule that decided, e.g. `R-3`; the trace has it as matched. */
  rule: string;
  steps: readonly Step[];
  /** Users whom the record concerns: whom a direct number, an owner or a rule selects, rung or not (U-6 to U-8). */
  selected: readonly string[];
  /** The same, as those who are told if nobody answers. */
  notify: readonly string[];
  /** The rule for unknown callers that decided, and its name now. */
  ruleId: string | null;
  ruleName: string | null;
  /** The caller is no contact, and the number nobody's own (U-6, U-7). */
  unknown: boolean;
  /** All of the company number's slots were taken. */
  overflow: boolean;
  contact: { id: string; name: string } | null;
  /** Our ids of the contacts whose timeline gets it. */
  timeline: readonly string[];
  trace: readonly Considered[];
}

/** What the called number itself does, before forwarding. */
interface Course {
  as: Outcome;
  rule: string;
  steps: Step[];
  selected?: string[];
  ruleId?: string;
  ruleName?: string;
  overflow?: boolean;
}

/** who gets a call or text, and what follows when they do not take it. Pure: the same facts decide the same. */
export function decide(inbound: Inbound, facts: Facts, now: number): Decision {
  const at: Case = { inbound, facts, now, isText: inbound.kind === 'text', trace: [], visited: [inbound.to] };
  const service = inService(facts, now);
  consider(at, 'R-1', !service.ok, service.why);
  if (!service.ok) return outOfService(at.trace);
  const caller = isCaller(inbound.from) ? ownerOf(facts.contacts) : WITHHELD;
  const course = at.isText || !facts.dialling ? firstOf(at, caller) : comesBack(at);
  const steps = [...course.steps];
  if (!steps.some(isTerminal) && course.rule !== 'R-13') steps.push(...anew(steps, forwarding(at, facts)));
  if (!steps.some(isTerminal)) steps.push(lastWord(at));
  const { selected = [] } = course;
  return {
    ...settled(course, steps),
    steps,
    selected,
    notify: selected,
    ruleId: course.ruleId ?? null,
    ruleName: course.ruleName ?? null,
    unknown: caller.contact === null && facts.number?.wiredTo !== 'user',
    overflow: course.overflow ?? false,
    contact: caller.contact && { id: caller.contact.id, name: caller.contact.name },
    timeline: caller.timeline,
    trace: at.trace,
  };
}

const WITHHELD: Ownership = {
  owner: null,
  isOwned: false,
  contact: null,
  timeline: [],
  why: 'The caller withheld their number or it is not a valid one, so no contact is looked up.',
};

const PASSED_ON: Course = { as: 'forwarding', rule: 'R-7', steps: [] };

function outOfService(trace: Considered[]): Decision {
  const nobody = { selected: [], notify: [], timeline: [], ruleId: null, ruleName: null, contact: null };
  const steps: Step[] = [{ kind: 'say', what: 'not_in_service' }];
  return { outcome: 'not_in_service', rule: 'R-1', steps, ...nobody, unknown: false, overflow: false, trace };
}

/** an outside number we are dialling for this caller has sent the call back to us. */
function comesBack(at: Case): Course {
  const why = `It comes back from ${at.facts.dialling}, which is being dialled for the same caller, so it rings nobody again.`;
  consider(at, 'R-13', true, why);
  return { as: 'nobody', rule: 'R-13', steps: [] };
}

/** in this order. */
function firstOf(at: Case, caller: Ownership): Course {
  const { number, directUser, slot } = at.facts;
  if (number?.wiredTo === 'agent') {
    const steps = agentSteps(at, at.facts);
    return steps.length ? { as: 'agent', rule: 'R-2', steps } : PASSED_ON;
  }
  consider(at, 'R-2', false, 'No agent answers this number.');
  if (number?.wiredTo === 'user') return direct(at, directUser);
  consider(at, 'R-3', false, 'It is not the direct number of a user.');
  if (!at.isText && number?.wiredTo === 'company' && slot === 'refused') {
    consider(at, 'R-12', true, 'As many calls as allowed are on this company number already: this one is overflow.');
    return { ...PASSED_ON, overflow: true, selected: caller.isOwned ? [] : selectedNow(at.facts, at.now) };
  }
  consider(at, 'R-4', caller.contact !== null, caller.why);
  if (caller.isOwned) return owned(at, caller.owner);
  consider(at, 'R-5', false, 'There is no owner to ring.');
  if (number?.wiredTo === 'company') return unknownCaller(at);
  consider(at, 'R-6', false, 'It is not a company number, so there are no rules for unknown callers.');
  return PASSED_ON;
}

function direct(at: Case, user: Person | null): Course {
  const why = user
    ? `It is the direct number of ${user.name}; nobody else's rules are considered.`
    : 'It is a direct number, but its user is gone.';
  consider(at, 'R-3', true, why);
  return user ? { as: 'direct', rule: 'R-3', steps: ringUser(at, user), selected: [user.userId] } : PASSED_ON;
}

function owned(at: Case, owner: Person | null): Course {
  const does = at.isText ? 'gets the text' : 'is rung';
  const why = owner
    ? `${owner.name} looks after this contact and ${does}.`
    : 'The contact has an owner, but that user is not known here.';
  consider(at, 'R-5', true, why);
  return owner ? { as: 'owner', rule: 'R-5', steps: ringUser(at, owner), selected: [owner.userId] } : PASSED_ON;
}

function unknownCaller(at: Case): Course {
  const { rule, selected, steps, passedOn } = byRule(at, at.facts);
  const named = rule ? { ruleId: rule.id, ruleName: rule.name } : {};
  return { as: 'rule', rule: 'R-6', steps: passedOn ? toAnotherNumber(at, passedOn) : steps, selected, ...named };
}

/** An outside number that a rule has rung already is not rung a second time by forwarding. */
function anew(before: readonly Step[], next: readonly Step[]): Step[] {
  const rung = new Set(before.flatMap(step => ('to' in step ? [step.to] : [])));
  return next.filter(step => !('to' in step && rung.has(step.to)));
}

/** Whom it reaches first, and which rule made it so. One whom nobody can ring falls to what follows. */
function settled(course: Course, steps: readonly Step[]): { outcome: Outcome; rule: string } {
  const isReached = course.steps.length > 0 && course.steps[0]?.kind !== 'voicemail';
  if (isReached) return { outcome: course.as, rule: course.rule };
  const [first] = steps;
  if (first?.kind === 'voicemail') return { outcome: 'voicemail', rule: first.of === 'user' ? 'R-9' : ended(course) };
  if (first?.kind === 'say' || first?.kind === 'sub_account_inbox') return { outcome: 'nobody', rule: ended(course) };
  return { outcome: 'forwarding', rule: 'R-7' };
}

function ended({ rule }: Course): string {
  return rule === 'R-13' ? 'R-13' : 'R-8';
}
