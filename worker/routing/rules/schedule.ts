/**
 * U-4, U-5: hours are local wall time. A window is half-open, may run overnight and then belongs to the day it starts; one in
 * the hour that daylight saving skips does not exist that day, one in the repeated hour holds both times.
 */
export interface Hours {
  /** IANA zone. */
  zone: string;
  /** `days` 0 = Sunday; minutes since midnight, `end` up to 1440; `end` ≤ `start` runs overnight. */
  windows: readonly { days: readonly number[]; start: number; end: number }[];
}

export interface WallTime {
  /** 0 = Sunday. */
  day: number;
  /** Since midnight. */
  minute: number;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const clocks = new Map<string, Intl.DateTimeFormat | null>();

/** The wall clock in a zone, or undefined for a zone that does not exist. @param now epoch ms */
export function wallTime(zone: string, now: number): WallTime | undefined {
  const clock = clockOf(zone);
  if (!clock) return undefined;
  const part: Record<string, string> = {};
  for (const { type, value } of clock.formatToParts(now)) part[type] = value;
  return { day: WEEKDAYS.indexOf(part.weekday ?? ''), minute: Number(part.hour) * 60 + Number(part.minute) };
}

/** Formatters are dear to make, so each zone's is kept. */
function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const made = makeClock(zone);
  clocks.set(zone, made);
  return made;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

/** Whether `now` lies in one of the windows. In a zone that does not exist nobody is ever closed: better rung than lost. */
export function isOpen(hours: Hours, now: number): boolean {
  const wall = wallTime(hours.zone, now);
  if (!wall) return true;
  const { day, minute } = wall;
  const yesterday = (day + 6) % 7;
  return hours.windows.some(({ days, start, end }) =>
    end > start
      ? days.includes(day) && minute >= start && minute < end
      : (days.includes(day) && minute >= start) || (days.includes(yesterday) && minute < end),
  );
}
