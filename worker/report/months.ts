/** Calendar months in a time zone, and the days on which the telco charges. Instants are epoch ms. */
export interface Month {
  /** `2026-03`. */
  name: string;
  from: number;
  /** Exclusive. */
  to: number;
}

/** The last `count` months up to the one of `now`, oldest first. */
export function lastMonths(count: number, now: number, zone: string): Month[] {
  const { year, month } = wall(now, zone);
  return Array.from({ length: count }, (_, n) => {
    const index = year * 12 + month - 1 - (count - 1 - n);
    return {
      name: `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
      from: startOf(index, zone),
      to: startOf(index + 1, zone),
    };
  });
}

/** The same day and time of the n-th month after `first`; the last day where that month is shorter (UTC, as Stripe does). */
export function nthMonth(first: number, n: number): number {
  const start = new Date(first);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + n];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const midnight = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate());
  return Date.UTC(year, month, Math.min(start.getUTCDate(), last)) + (first - midnight);
}

/** Whole months between two instants, rounded down to where `nthMonth` is not after `at`. */
export function monthsBetween(first: number, at: number): number {
  const [a, b] = [new Date(first), new Date(at)];
  const guess = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  return nthMonth(first, guess) <= at ? guess : guess - 1;
}

/** @param index months since the year 0 */
function startOf(index: number, zone: string): number {
  const utc = Date.UTC(Math.floor(index / 12), index % 12, 1);
  const first = utc - offsetAt(utc, zone);
  return utc - offsetAt(first, zone);
}

function offsetAt(at: number, zone: string): number {
  const { year, month, day, hour, minute } = wall(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function wall(at: number, zone: string) {
  const known = clocks.get(zone) ?? clockOf(zone);
  clocks.set(zone, known);
  const part: Record<string, number> = {};
  for (const { type, value } of known.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  return { year, month, day, hour, minute };
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const shape = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...shape, hourCycle: 'h23', timeZone });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return new Intl.DateTimeFormat('en-US', { ...shape, hourCycle: 'h23', timeZone: 'UTC' });
  }
}
