import { activeRule } from '../../company-number/rules/active.ts';
import { type DecidingRule, groupOf, type RingingNow, type Situation } from '../../company-number/rules/ringing-now.ts';
import { listWords } from '../../company-number/rules/words.ts';
import type { HealthItem, NumberHealth } from './item.ts';
import { hasReachable } from './reach.ts';

/**
 * Rules whose whole group is unavailable: the one that decides now, and any other whose people can never be rung. That the
 * people of a rule for the day sleep at night is no fault.
 */
export function rulesHealth({ numberId, e164, situation }: NumberHealth, now: number): HealthItem[] {
  if (!situation) return [];
  const active = activeRule(situation.rules, now, situation.zone);
  return situation.rules.flatMap(rule => {
    const people = groupOf(rule, situation, now);
    const trouble = troubleOf(rule, situation, people, rule === active);
    if (!trouble) return [];
    return [
      {
        code: 'rule_group_unavailable',
        severity: trouble === 'never' ? 'broken' : 'warning',
        sentence: `The rule “${rule.name}” of ${e164} ${SAYS[trouble]} ${whys(people)}`,
        mend: { panel: 'company-number', id: numberId, label: 'Change the rule' },
        subject: { kind: 'rule', id: rule.id, name: rule.name },
      },
    ];
  });
}

const SAYS = { never: 'can ring nobody.', now: 'rings nobody now.' };

function troubleOf(
  rule: DecidingRule,
  situation: Situation,
  people: RingingNow['people'],
  isActive: boolean,
): 'never' | 'now' | null {
  if ((!rule.enabled && !rule.isDefault) || rule.action.kind === 'number') return null;
  if (!hasReachable(rule, situation)) return 'never';
  return isActive && !people.some(person => person.available) ? 'now' : null;
}

function whys(people: RingingNow['people']): string {
  if (!people.length) return 'There is nobody to ring.';
  return `${listWords(people.map(({ name, why }) => `${name} ${why.replace(/\.$/, '')}`))}.`;
}
