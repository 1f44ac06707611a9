export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The same day and time one calendar month later (UTC); the 31st becomes a shorter month's last day. */
export function monthLater(instant: number): number {
  const from = new Date(instant);
  const then = new Date(instant);
  then.setUTCMonth(from.getUTCMonth() + 1);
  // Too long for the month: JavaScript flows over into the next one.
  if (then.getUTCDate() !== from.getUTCDate()) then.setUTCDate(0);
  return then.getTime();
}
