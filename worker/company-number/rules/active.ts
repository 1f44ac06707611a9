import { wallTime } from '../../routing/rules/schedule.ts';
import { type ActiveHours, DAY, minutesOf, WEEK } from './week.ts';

/** A rule for unknown callers, as far as choosing among several goes. */
export interface TimedRule {
  isDefault: boolean;
  enabled: boolean;
  hours: readonly ActiveHours[];
}

/**
 * U-3 to U-5: the one rule that decides now: the enabled custom rule whose hours hold on the sub-account's wall clock, else the
 * default. Hours in the skipped hour do not exist that day; in the repeated hour they hold both times. In a zone that does not
 * exist no hours hold, so that the default decides.
 * @param now epoch ms
 * @param zone IANA zone of the sub-account
 * @returns undefined only where there is no default rule
 */
export function activeRule<R extends TimedRule>(rules: readonly R[], now: number, zone: string): R | undefined {
  const minute = minuteOfWeek(now, zone);
  const custom = minute === undefined ? undefined : rules.find(rule => holdsAt(rule, minute));
  return custom ?? rules.find(rule => rule.isDefault);
}

/** Whether an enabled custom rule's hours hold now; the default's never do. */
export function holds(rule: TimedRule, now: number, zone: string): boolean {
  const minute = minuteOfWeek(now, zone);
  return minute !== undefined && holdsAt(rule, minute);
}

/** The wall clock's minute of the week, 0 = Sunday 00:00; undefined in a zone that does not exist. */
export function minuteOfWeek(now: number, zone: string): number | undefined {
  const wall = wallTime(zone, now);
  return wall && wall.day * DAY + wall.minute;
}

function holdsAt({ isDefault, enabled, hours }: TimedRule, minute: number): boolean {
  if (isDefault || !enabled) return false;
  return hours.some(window =>
    window.days.some(day => (minute - day * DAY - window.start + 2 * WEEK) % WEEK < minutesOf(window)),
  );
}
