import { usersOf } from '../../company-number/rules/action.ts';
import { activeRule } from '../../company-number/rules/active.ts';
import { type Case, consider } from './case.ts';
import type { NumberFacts, Person, UnknownRule } from './facts.ts';
import { ringGroup, ringUser } from './ring.ts';
import { FORWARD_SECONDS, type Step } from './step.ts';
import { mayDial } from './target.ts';

/** What a company number's rule does with a caller nobody looks after. */
export interface Unknown {
  rule: UnknownRule | undefined;
  /** The users the rule selects, whether or not they can be rung (U-7). */
  selected: string[];
  steps: Step[];
  /** Where the rule passes the call on to; it may be one of our own numbers. */
  passedOn: string | null;
}

/** U-7: whom the rule that holds now selects, where it does not come to ringing them. */
export function selectedNow(place: NumberFacts, now: number): string[] {
  const rule = ruleNow(place, now);
  return usersOf(rule?.action ?? OWNERS, place.ownerId ?? null);
}

/** Until a rule says otherwise, the owner stands in. */
const OWNERS = { kind: 'user' as const, userId: null };

function ruleNow(place: NumberFacts, now: number): UnknownRule | undefined {
  return activeRule(place.rules ?? [], now, place.subAccount?.timezone ?? 'UTC');
}

/** R-6, section U: the rule that holds now decides. */
export function byRule(at: Case, place: NumberFacts, via?: string): Unknown {
  const rule = ruleNow(place, at.now);
  if (rule) {
    const kind = rule.isDefault ? 'the default rule' : `the rule “${rule.name}”`;
    consider(at, 'R-6', true, `It is a company number; ${kind} decides for callers nobody looks after.`);
  } else {
    consider(at, 'R-6', true, 'It is a company number without rules; its owner stands in.');
  }
  const action = rule?.action ?? OWNERS;
  const selected = usersOf(action, place.ownerId ?? null);
  if (action.kind === 'number') return { rule, selected, steps: [], passedOn: action.e164 };
  const people = selected.flatMap(userId => place.people?.find(person => person.userId === userId) ?? []);
  const steps = action.kind === 'ring_group' ? ringGroup(at, people, action.seconds, via) : one(at, people[0], via);
  return { rule, selected, steps, passedOn: null };
}

function one(at: Case, person: Person | undefined, via?: string): Step[] {
  if (person) return ringUser(at, person, via);
  consider(at, 'U-2', false, 'There is nobody whom the rule could ring. It goes on to forwarding.');
  return [];
}

/** U-2: rings or texts the rule's other number, an outside one. */
export function anotherNumber(at: Case, to: string): Step[] {
  if (!mayDial(to, at.facts.allowedCountries)) {
    consider(at, 'R-14', true, "The rule's other number may not be dialled. It goes on to forwarding.");
    return [];
  }
  if (at.isText) {
    consider(at, 'U-2', true, 'The text is passed on to another number.');
    return [{ kind: 'relay', to }];
  }
  consider(at, 'U-2', true, `Another number rings for ${FORWARD_SECONDS} seconds.`);
  return [{ kind: 'number', to, seconds: FORWARD_SECONDS }];
}
