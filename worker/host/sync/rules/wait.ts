/** How a sync goes on after the host did not answer as hoped (H-5): it waits, begins again, or gives up and says why. */

const MINUTE = 60_000;
/** Half an hour, an hour … : a host may be away for a night. */
const MOST_ATTEMPTS = 10;
const LONGEST = 60 * MINUTE;

export interface Trouble {
  /** Whether asking again later may help. */
  mayPass: boolean;
  /** The host said to wait that long. */
  retryAfterMs: number | undefined;
  /** Failures in a row before this one. */
  attempts: number;
  /** Whether the list was under way. */
  hasCursor: boolean;
}

export type NextTry =
  | { kind: 'later'; waitMs: number }
  /** From the list's beginning: the host does not know the cursor any more. What was applied stays marked. */
  | { kind: 'afresh'; waitMs: number }
  | { kind: 'never' };

export function nextTry({ mayPass, retryAfterMs, attempts, hasCursor }: Trouble): NextTry {
  // To be asked to wait is no failure, however often.
  if (mayPass && retryAfterMs !== undefined) return { kind: 'later', waitMs: Math.max(1000, retryAfterMs) };
  if (attempts + 1 >= MOST_ATTEMPTS) return { kind: 'never' };
  const waitMs = Math.min(LONGEST, 5000 * 3 ** attempts);
  if (mayPass) return { kind: 'later', waitMs };
  return hasCursor ? { kind: 'afresh', waitMs } : { kind: 'never' };
}
