import { type ActiveHours, outside, type Window, weekOf } from './week.ts';

/** U-10: the minutes of the week in which no enabled custom rule holds, so that the default rule decides. */
export function gapsOf(
  rules: readonly { isDefault: boolean; enabled: boolean; hours: readonly ActiveHours[] }[],
): Window[] {
  return outside(rules.filter(rule => rule.enabled && !rule.isDefault).flatMap(rule => weekOf(rule.hours)));
}
