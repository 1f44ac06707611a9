/** How a sync goes on after the host did not answer as hoped (H-5): it waits, or gives up and says why. */

const MINUTE = 60_000;
/** A host's list may be that far behind what it told by event. */
export const LIST_LAG_MS = 10 * MINUTE;
/** Some hours in all. */
const MOST_ATTEMPTS = 10;
const LONGEST = 60 * MINUTE;

export interface Trouble {
  /** Whether asking again later may help. */
  mayPass: boolean;
  /** The host said to wait that long. */
  retryAfterMs: number | undefined;
  /** Failures in a row before this one. */
  attempts: number;
}

/** `never`: until the night, or until somebody asks. */
export type NextTry = { kind: 'later'; waitMs: number } | { kind: 'never' };

export function nextTry({ mayPass, retryAfterMs, attempts }: Trouble): NextTry {
  if (!mayPass) return { kind: 'never' };
  // To be asked to wait is no failure, however often.
  if (retryAfterMs !== undefined) return { kind: 'later', waitMs: Math.max(1000, retryAfterMs) };
  if (attempts + 1 >= MOST_ATTEMPTS) return { kind: 'never' };
  return { kind: 'later', waitMs: Math.min(LONGEST, 5000 * 3 ** attempts) };
}
