import { available } from '../../routing/rules/available.ts';
import type { Person } from '../../routing/rules/facts.ts';
import { type RuleAction, usersOf } from './action.ts';
import { activeRule, type TimedRule } from './active.ts';
import { listWords } from './words.ts';

export interface DecidingRule extends TimedRule {
  id: string;
  name: string;
  action: RuleAction;
}

export interface RingingNow {
  ruleId: string;
  name: string;
  sentence: string;
  people: { userId: string; name: string; available: boolean; why: string }[];
  /** Set where the rule passes calls on to another number. */
  number: string | null;
}

/** Who looks after unknown callers of one company number, and when. */
export interface Situation<R extends DecidingRule = DecidingRule> {
  /** The company number, E.164. */
  called: string;
  rules: readonly R[];
  people: ReadonlyMap<string, Person>;
  ownerId: string | null;
  /** IANA zone of the sub-account. */
  zone: string;
  /** ISO countries that may be dialled. */
  allowedCountries?: readonly string[];
}

/** U-10: whom an unknown caller would ring now. Null only without any rule. */
export function ringingNow(situation: Situation, now: number): RingingNow | null {
  const rule = activeRule(situation.rules, now, situation.zone);
  if (!rule) return null;
  const people = groupOf(rule, situation, now);
  const number = rule.action.kind === 'number' ? rule.action.e164 : null;
  return { ruleId: rule.id, name: rule.name, people, number, sentence: sentenceOf(people, number) };
}

/** The people of a rule, each with whether they can be rung now and why not. */
export function groupOf(
  rule: DecidingRule,
  { called, people, ownerId, allowedCountries }: Situation,
  now: number,
): RingingNow['people'] {
  return usersOf(rule.action, ownerId).map(userId => {
    const person = people.get(userId);
    if (!person) return { userId, name: 'Somebody who left', available: false, why: 'is no longer a user here.' };
    const state = available(person, called, now, allowedCountries);
    const why = state.ok ? 'can be rung.' : state.why.slice(person.name.length + 1);
    return { userId, name: person.name, available: state.ok, why };
  });
}

function sentenceOf(people: RingingNow['people'], number: string | null): string {
  if (number) return `The call is passed on to ${number}.`;
  if (!people.length) return 'There is nobody to ring; the call goes on to forwarding.';
  const rung = people.filter(person => person.available).map(person => person.name);
  if (rung.length) return `${listWords(rung)} ${rung.length > 1 ? 'are rung at once' : 'is rung'}.`;
  const whys = people.map(person => `${person.name} ${person.why}`).join(' ');
  return `Nobody can be rung, so the call goes on to forwarding. ${whys}`;
}
