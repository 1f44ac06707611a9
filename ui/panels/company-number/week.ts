import { DAY, type Window } from '../../../worker/company-number/rules/week.ts';
import type { Slot, WeekRule } from '../../kit/WeekGrid.tsx';
import type { Rule } from './calls.ts';

/** Rules count days from Sunday, the picture from Monday. */
const fromMonday = (day: number) => (day + 6) % 7;

/** Minutes of the week as stretches of single days. */
export function slotsOf(windows: readonly Window[]): Slot[] {
  return windows.flatMap(({ start, end }) => {
    const slots: Slot[] = [];
    for (let at = start; at < end; ) {
      const day = Math.floor(at / DAY);
      const until = Math.min(end, (day + 1) * DAY);
      slots.push({ day: fromMonday(day), from: at - day * DAY, to: until - day * DAY });
      at = until;
    }
    return slots;
  });
}

/** The sub-account's wall clock as the picture shows it. @param minute of the week, 0 = Sunday 00:00 */
export function nowOf(minute: number): { day: number; minute: number } {
  return { day: fromMonday(Math.floor(minute / DAY)), minute: minute % DAY };
}

/** The tint of each custom rule, by its place; stays the same while others are switched on and off. */
export function tints(rules: readonly Pick<Rule, 'id' | 'isDefault'>[]): ReadonlyMap<string, number> {
  return new Map(rules.filter(rule => !rule.isDefault).map((rule, place) => [rule.id, place]));
}

/** The custom rules that are on, for the picture. */
export function drawn(rules: readonly Rule[]): WeekRule[] {
  const tint = tints(rules);
  return rules
    .filter(rule => rule.enabled && !rule.isDefault)
    .map(({ id, name, week }) => ({ id, name, slots: slotsOf(week), tint: tint.get(id) }));
}
