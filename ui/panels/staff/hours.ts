import { minuteOfWeek } from '../../../worker/company-number/rules/active.ts';
import { weekOf } from '../../../worker/company-number/rules/week.ts';
import { now } from '../../clock.ts';
import { zoneName } from '../../format/time.ts';
import { viewer } from '../../viewer.ts';
import { type DraftHours, rowFault, wholeHours } from '../company-number/draft.ts';
import { nowOf, slotsOf } from '../company-number/week.ts';
import { hoursText } from '../company-number/words.ts';
import type { Hours } from './calls.ts';

/** Personal hours while they are edited. Rows are kept while *always* is chosen, in case the person comes back. */
export interface HoursDraft {
  own: boolean;
  zone: string;
  rows: DraftHours[];
}

const OFFICE: DraftHours = { days: [1, 2, 3, 4, 5], start: 9 * 60, end: 17 * 60 };

/** @param home the sub-account's zone, for who has no hours yet */
export function draftOf(hours: Hours | null, home: string): HoursDraft {
  if (!hours) return { own: false, zone: home, rows: [OFFICE] };
  return { own: true, zone: hours.zone, rows: hours.windows };
}

/** What would be saved; undefined while a row is not whole. */
export function wantedOf({ own, zone, rows }: HoursDraft): { value: Hours | null } | undefined {
  if (!own) return { value: null };
  if (!rows.length || rows.some(rowFault)) return undefined;
  const windows = wholeHours(rows).map(({ days, start, end }) => ({ days: [...days].sort(), start, end }));
  return { value: { zone, windows } };
}

/** The rows that can be drawn already, as the week picture takes them. */
export const slotsOfRows = (rows: readonly DraftHours[]) => slotsOf(weekOf(wholeHours(rows)));

/** Where now is in that zone's week. */
export function nowIn(zone: string) {
  const minute = minuteOfWeek(now(), zone);
  return minute === undefined ? undefined : nowOf(minute);
}

/** "Mon–Fri 09:00–17:00", with the zone where it is not the sub-account's. @param home the sub-account's zone */
export function ownHoursText({ zone, windows }: Hours, home: string): string {
  return zone === home ? hoursText(windows) : `${hoursText(windows)} (${zoneName(zone, viewer.value.locale)})`;
}

/** "America/Buenos Aires", as it stands in the list of zones. */
export const zoneLabel = (zone: string): string => zone.replaceAll('_', ' ');

/** Every zone a clock can be set to. */
export const zones = (): string[] => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
