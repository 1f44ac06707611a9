const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Waits after each try; together just under three days. */
const WAITS = [10_000, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 18 * HOUR, 22 * HOUR];

/** W-3: a delivery is tried for so long, then given up. */
export const PATIENCE_MS = 72 * HOUR;

/**
 * W-3: when a delivery that failed is tried again: later and later; null = given up.
 * @param attempts how often it was tried so far @param since when it was first due @param chance 0…1, spreads a crowd
 * @param askedMs the receiver asked to be left alone for so long
 */
export function nextTryAt(attempts: number, since: number, now: number, chance: number, askedMs = 0): number | null {
  const wait = WAITS[attempts - 1];
  if (wait === undefined) return null;
  const at = now + Math.max(wait * (1 + chance / 10), askedMs);
  return at > since + PATIENCE_MS ? null : Math.round(at);
}
