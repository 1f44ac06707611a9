import { onward } from '../../staff/rules/loop.ts';

/** one of our own numbers that a rule would pass calls on to, and every number it passes calls on to itself. */
export interface PassingNumber {
  numberId: string;
  subAccountId: string | null;
  forwardTo: string | null;
  byDefault: string | null;
  /** Where its own rules for unknown callers lead. */
  ruleNumbers: readonly string[];
}

/** All the numbers a call may go on to from here, E.164. */
export function onwards(hop: PassingNumber): string[] {
  const forward = onward(hop);
  return [...(forward ? [forward] : []), ...hop.ruleNumbers];
}
