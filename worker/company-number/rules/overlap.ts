import { type ActiveHours, shared, type Window, weekOf } from './week.ts';
import { windowWords } from './words.ts';

/** U-4: two enabled custom rules may not share any of the week's 10,080 wall minutes. */
export interface Overlap {
  ruleId: string;
  name: string;
  /** The minutes of the week that both claim. */
  windows: Window[];
}

export interface OtherRule {
  id: string;
  name: string;
  isDefault: boolean;
  enabled: boolean;
  hours: readonly ActiveHours[];
}

/** The enabled custom rules whose minutes these hours would share. @param self id of the rule the hours belong to */
export function overlapsOf(hours: readonly ActiveHours[], rules: readonly OtherRule[], self: string | null): Overlap[] {
  const mine = weekOf(hours);
  return rules
    .filter(rule => rule.id !== self && rule.enabled && !rule.isDefault)
    .map(rule => ({ ruleId: rule.id, name: rule.name, windows: shared(mine, weekOf(rule.hours)) }))
    .filter(overlap => overlap.windows.length > 0);
}

/** Names each rule and the minutes, in one sentence. */
export function overlapSentence(overlaps: readonly Overlap[]): string {
  const parts = overlaps.map(({ name, windows }) => `“${name}” (${windows.map(windowWords).join(', ')})`);
  return `At these times another rule decides already: ${parts.join('; ')}. Change the hours, or switch one of the rules off.`;
}
