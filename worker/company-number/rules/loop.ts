import { onward } from '../../staff/rules/loop.ts';

/** one of our own numbers that a rule would pass calls on to, and every number it passes calls on to itself. */
export interface PassingNumber {
  numberId: string;
  e164: string;
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

/**
 * where a number's calls come back to it, the first target of its own that leads there; undefined where none does.
 * @param passed every number of ours that its calls may pass through
 */
export function comingBack(
  e164: string,
  targets: readonly string[],
  passed: readonly PassingNumber[],
): string | undefined {
  const hops = new Map(passed.map(hop => [hop.e164, hop]));
  return targets.find(target => leadsTo(e164, target, hops));
}

function leadsTo(e164: string, from: string, hops: ReadonlyMap<string, PassingNumber>): boolean {
  const seen = new Set<string>();
  const ahead = [from];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (at === e164) return true;
    const hop = hops.get(at);
    if (!hop || seen.has(at)) continue;
    seen.add(at);
    ahead.push(...onwards(hop));
  }
  return false;
}
