const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long a run may take before another may begin. */
export const RUN_MS = 15 * 60_000;

/** How long the run through our own account may take, which holds everybody's numbers. */
export const OUR_RUN_MS = 20 * 60_000;

/** the night's run that should have happened by now: the last 03:00 UTC. */
export function lastNight(now: number): number {
  return Math.floor((now - 3 * HOUR) / DAY) * DAY + 3 * HOUR;
}
