/** U-3: at most ten custom rules beside the default; L-5, R-12: what the settings of a company number may hold. */
export const MOST_CUSTOM_RULES = 10;
export const LONGEST_NAME = 60;
/** Of a Source or a Tag. */
export const LONGEST_LABEL = 80;
/** inbound calls at once. */
export const CALLS_AT_ONCE = { least: 1, most: 50 };

/** How many custom rules there are, and whether one more may be made. */
export function customRules(rules: readonly { isDefault: boolean }[]): { used: number; max: number; isFull: boolean } {
  const used = rules.filter(rule => !rule.isDefault).length;
  return { used, max: MOST_CUSTOM_RULES, isFull: used >= MOST_CUSTOM_RULES };
}
