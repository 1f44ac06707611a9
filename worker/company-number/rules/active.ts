import { isOpen, wallTime } from '../../routing/rules/schedule.ts';
import type { ActiveHours } from './week.ts';

/** A rule for unknown callers, as far as choosing among several goes. */
export interface TimedRule {
  isDefault: boolean;
  enabled: boolean;
  hours: readonly ActiveHours[];
}

/**
 * U-3 to U-5: the one rule that decides now: the enabled custom rule whose hours hold on the sub-account's wall clock, else the
 * default. In a zone that does not exist no hours hold, so that the default decides.
 * @param now epoch ms
 * @param zone IANA zone of the sub-account
 * @returns undefined only where there is no default rule
 */
export function activeRule<R extends TimedRule>(rules: readonly R[], now: number, zone: string): R | undefined {
  return rules.find(rule => !rule.isDefault && holds(rule, now, zone)) ?? rules.find(rule => rule.isDefault);
}

/** Whether an enabled rule's hours hold now; the default's never do. */
export function holds({ isDefault, enabled, hours }: TimedRule, now: number, zone: string): boolean {
  if (isDefault || !enabled || !hours.length || !wallTime(zone, now)) return false;
  return isOpen({ zone, windows: hours }, now);
}
