import { now } from '../../clock.ts';
import { day, exact } from '../../format/time.ts';
import { viewer } from '../../viewer.ts';
import { instantOf, wallFields } from '../call-log/instant.ts';

const HOUR_MS = 3_600_000;

export const inOneHour = (): number => Math.ceil((now() + HOUR_MS) / 60_000) * 60_000;

/** Tomorrow at eight on that zone's clock. */
export function tomorrowMorning(zone: string, from = now()): number {
  const { date } = wallFields(from + 24 * HOUR_MS, zone);
  return instantOf(date, '08:00', zone)?.at ?? from + 24 * HOUR_MS;
}

/** "Tue 3 Mar 2026, 14:05", with the zone named where it is not the viewer's. */
export function untilText(at: number, zone: string): string {
  const { locale, tz } = viewer.value;
  return exact(at, locale, zone, tz);
}

/** "Fri 8:00 AM", or from a week on "3 Mar": for a list, where the drawer says the rest. */
export function untilShort(at: number, zone: string): string {
  const { locale } = viewer.value;
  if (at - now() >= 6 * 24 * HOUR_MS) return day(at, now(), locale, zone);
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  });
  return format.format(at);
}
