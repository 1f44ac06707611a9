const DAY = 86_400_000;

/** What of the calendar lies between two instants: where months, leap days and clock changes go wrong. */
export function crossed(from: number, to: number): string[] {
  const found = new Set<string>();
  for (let at = from; at < to; at = Math.min(at + DAY, to)) {
    const next = Math.min(at + DAY, to);
    if (monthOf(at) !== monthOf(next)) found.add('month end');
    if (isLeapDay(at) || isLeapDay(next)) found.add('leap day');
    if (zoneOffset(at) !== zoneOffset(next)) found.add('clock change');
  }
  return [...found];
}

export const CALENDAR = ['month end', 'leap day', 'clock change'] as const;

/** Where runs begin: before the ends of long and short months, a leap day, and both clock changes of New York. */
export const STARTS = [
  Date.UTC(2027, 11, 31, 20),
  Date.UTC(2028, 0, 31, 12),
  Date.UTC(2028, 1, 27, 9),
  Date.UTC(2028, 2, 11, 22),
  Date.UTC(2028, 9, 30, 23),
  Date.UTC(2027, 4, 30, 23, 58),
] as const;

const monthOf = (at: number) => new Date(at).getUTCMonth();
const isLeapDay = (at: number) => new Date(at).getUTCMonth() === 1 && new Date(at).getUTCDate() === 29;

const inNewYork = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', timeZoneName: 'shortOffset' });
const zoneOffset = (at: number) => inNewYork.formatToParts(at).find(part => part.type === 'timeZoneName')?.value;
