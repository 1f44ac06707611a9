/** N-5: a program runs from its first to its last day, both included, by the sub-account's own calendar. */
export interface Days {
  /** `YYYY-MM-DD` */
  startsAt: string;
  /** Null: it goes on until somebody ends it. */
  endsAt: string | null;
}

export type ProgramStatus = 'upcoming' | 'running' | 'ended';

/** Characters of the name that is shown to whoever is called. */
export const LONGEST_DISPLAY_NAME = 32;

const calendars = new Map<string, Intl.DateTimeFormat>();

/** Today's date in a zone, as `YYYY-MM-DD`. In a zone that does not exist it is UTC's. @param now epoch ms */
export function localDate(zone: string, now: number): string {
  const part: Record<string, string> = {};
  for (const { type, value } of calendarOf(zone).formatToParts(now)) part[type] = value;
  return `${part.year}-${part.month}-${part.day}`;
}

export function programStatus({ startsAt, endsAt }: Days, today: string): ProgramStatus {
  if (endsAt !== null && endsAt < today) return 'ended';
  return startsAt > today ? 'upcoming' : 'running';
}

/** What keeps the days from being saved, by field; null when nothing does. */
export function daysRefusal({ startsAt, endsAt }: Days): { field: 'startsAt' | 'endsAt'; message: string } | null {
  if (!isDate(startsAt)) return { field: 'startsAt', message: 'Choose a day of the calendar.' };
  if (endsAt === null) return null;
  if (!isDate(endsAt)) return { field: 'endsAt', message: 'Choose a day of the calendar.' };
  return endsAt < startsAt ? { field: 'endsAt', message: 'The last day must not be before the first.' } : null;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || year < 1900) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0));
}

/** Formatters are dear to make, so each zone's is kept. */
function calendarOf(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone);
  if (known) return known;
  const made = makeCalendar(zone) ?? makeCalendar('UTC');
  if (!made) throw new Error('no calendar for UTC');
  calendars.set(zone, made);
  return made;
}

function makeCalendar(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}
