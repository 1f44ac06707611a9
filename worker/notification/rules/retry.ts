const MINUTE = 60_000;
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 4 * 60 * MINUTE, 12 * 60 * MINUTE, 24 * 60 * MINUTE];

/** When a failed delivery is tried again: later and later for two days, then null: it is parked. */
export function retryAt(attempts: number, now: number): number | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : now + wait;
}

/** A failure that no later attempt can mend: the delivery is parked at once. */
export class Hopeless extends Error {}
