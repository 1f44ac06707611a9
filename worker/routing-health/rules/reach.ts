import { type DecidingRule, groupOf, type Situation } from '../../company-number/rules/ringing-now.ts';
import { available } from '../../routing/rules/available.ts';
import type { Person } from '../../routing/rules/facts.ts';
import { mayDial } from '../../routing/rules/target.ts';
import type { HealthFacts, NumberHealth } from './item.ts';

/** Whether a stranger's call to this number can ring anybody at some time or other. */
export function canRing(number: NumberHealth, { people, allowedCountries }: HealthFacts): boolean {
  const { wiredTo, wiredUserId, agent, forwardTo, comesBackBy, situation, e164 } = number;
  if (forwardTo && forwardTo !== e164 && forwardTo !== comesBackBy && mayDial(forwardTo, allowedCountries)) return true;
  if (wiredTo === 'user') {
    const person = people.find(one => one.userId === wiredUserId);
    return person !== undefined && isEverAvailable(person, e164, allowedCountries);
  }
  if (wiredTo === 'agent') return Boolean(agent?.endpoint);
  return situation?.rules.some(rule => canRingBy(rule, situation, allowedCountries, comesBackBy)) ?? false;
}

function canRingBy(
  rule: DecidingRule,
  situation: Situation,
  allowed: readonly string[],
  comesBackBy: string | undefined,
): boolean {
  if (!rule.enabled && !rule.isDefault) return false;
  if (rule.action.kind === 'number') return rule.action.e164 !== comesBackBy && mayDial(rule.action.e164, allowed);
  return hasReachable(rule, situation);
}

/** Whether one of a rule's people can be rung at some time or other. */
export function hasReachable(rule: DecidingRule, situation: Situation): boolean {
  return groupOf(rule, situation, 0).some(({ userId }) => {
    const person = situation.people.get(userId);
    return person !== undefined && isEverAvailable(person, situation.called, situation.allowedCountries);
  });
}

/** Hours, do-not-disturb and calls pass; a missing phone or approval does not. */
function isEverAvailable(person: Person, called: string, allowed: readonly string[] | undefined): boolean {
  const free = { ...person, hours: null, doNotDisturbUntil: null, isOnCall: false };
  return available(free, called, 0, allowed).ok;
}
