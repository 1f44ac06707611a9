import { hoursFault } from '../../company-number/rules/week.ts';
import { wallTime } from '../../routing/rules/schedule.ts';

/** Personal hours as they are stored: a week of wall time in a zone of one's own. */
export interface Hours {
  /** IANA zone. */
  zone: string;
  windows: { days: number[]; start: number; end: number }[];
}

/** S-2, R-9: what keeps personal hours from being saved, by field; null when nothing does. Windows as in U-4. */
export function hoursRefusal({ zone, windows }: Hours): { field: string; message: string } | null {
  if (!wallTime(zone, 0)) return { field: 'hours.zone', message: 'Choose a time zone from the list.' };
  if (!windows.length) {
    return { field: 'hours.windows', message: 'Add at least one time, or choose “always available”.' };
  }
  const fault = hoursFault(windows);
  return fault && { field: `hours.windows.${fault.at}.${fault.part}`, message: fault.message };
}

/** The same hours with each day once and in order. */
export function tidyHours({ zone, windows }: Hours): Hours {
  const tidy = windows.map(({ days, start, end }) => ({ days: [...new Set(days)].sort(), start, end }));
  return { zone, windows: tidy };
}
