/**
 * U-4: a rule's hours as minutes of the week. Minute 0 is Sunday 00:00 on the sub-account's wall clock; windows are half-open.
 * An overnight window belongs to the day it starts; Saturday's runs on into Sunday, at the week's beginning.
 */
export interface ActiveHours {
  /** 0 = Sunday. */
  days: readonly number[];
  /** Minutes since midnight; `end` up to 1440, `end` < `start` runs overnight. */
  start: number;
  end: number;
}

/** Minutes of the week, half-open. */
export interface Window {
  start: number;
  end: number;
}

export const DAY = 1440;
export const WEEK = 7 * DAY;

/** The minutes of the week in which these hours hold: in order, touching ones joined. */
export function weekOf(hours: readonly ActiveHours[]): Window[] {
  return joined(hours.flatMap(one => one.days.flatMap(day => from(day * DAY + one.start, minutesOf(one)))));
}

/** How long one of its days lasts, overnight included. */
export function minutesOf({ start, end }: Pick<ActiveHours, 'start' | 'end'>): number {
  return end > start ? end - start : end + DAY - start;
}

function from(start: number, minutes: number): Window[] {
  const end = start + minutes;
  if (end <= WEEK) return [{ start, end }];
  return [
    { start, end: WEEK },
    { start: 0, end: end - WEEK },
  ];
}

/** Windows in order, touching and overlapping ones as one. */
export function joined(windows: readonly Window[]): Window[] {
  const result: Window[] = [];
  for (const next of [...windows].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && next.start <= last.end) last.end = Math.max(last.end, next.end);
    else result.push({ ...next });
  }
  return result;
}

/** The minutes that two sets of windows share. */
export function shared(a: readonly Window[], b: readonly Window[]): Window[] {
  const both = a.flatMap(one =>
    b.map(other => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) })),
  );
  return joined(both.filter(({ start, end }) => start < end));
}

/** The minutes of the week outside these windows. */
export function outside(windows: readonly Window[]): Window[] {
  const result: Window[] = [];
  let at = 0;
  for (const { start, end } of joined(windows)) {
    if (start > at) result.push({ start: at, end: start });
    at = end;
  }
  if (at < WEEK) result.push({ start: at, end: WEEK });
  return result;
}

/** What keeps hours from being saved: which window, which part of it, and a sentence; null when nothing does. */
export function hoursFault(
  hours: readonly ActiveHours[],
): { at: number; part: 'days' | 'start' | 'end'; code: 'no_days' | 'no_time' | 'same_time'; message: string } | null {
  for (const [at, { days, start, end }] of hours.entries()) {
    if (!days.length || days.some(day => !Number.isInteger(day) || day < 0 || day > 6)) {
      return { at, part: 'days', code: 'no_days', message: 'Choose at least one day of the week.' };
    }
    if (!isMinute(start, DAY - 1)) {
      return { at, part: 'start', code: 'no_time', message: 'Enter a time from 00:00 to 23:59.' };
    }
    if (!isMinute(end, DAY)) return { at, part: 'end', code: 'no_time', message: 'Enter a time from 00:00 to 24:00.' };
    if (start === end) {
      const message = 'Start and end are the same. For the whole day enter 00:00 to 24:00.';
      return { at, part: 'end', code: 'same_time', message };
    }
  }
  return null;
}

function isMinute(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
