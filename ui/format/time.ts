const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "now", "3 min ago", "in 2 days"; beyond a week the date, since nobody counts 23 days. */
export function relative(at: number, now: number, locale: string, zone: string): string {
  const gap = at - now;
  const size = Math.abs(gap);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const words = (count: number, unit: 'second' | 'minute' | 'hour' | 'day') =>
    format.format(count, unit).replace('.', '');
  if (size < 45_000) return words(0, 'second');
  if (size < HOUR) return words(Math.trunc(gap / MINUTE) || Math.sign(gap), 'minute');
  if (size < DAY) return words(Math.trunc(gap / HOUR), 'hour');
  if (size < 7 * DAY) return words(Math.trunc(gap / DAY), 'day');
  return day(at, now, locale, zone);
}

/** "3 Mar", with the year when it is not this one. */
export function day(at: number, now: number, locale: string, zone: string): string {
  const year = (t: number) => new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: zone }).format(t);
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: zone,
    ...(year(at) === year(now) ? {} : { year: 'numeric' as const }),
  }).format(at);
}

/** "Tue 3 Mar 2026, 14:05"; the zone is named only when it is not the viewer's own. */
export function exact(at: number, locale: string, zone: string, ownZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
    ...(zone === ownZone ? {} : { timeZoneName: 'short' as const }),
  }).format(at);
}

/** "Pacific Time": a zone as people call it; its own name where the language has no word for it. */
export function zoneName(zone: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' });
  return format.formatToParts(0).find(part => part.type === 'timeZoneName')?.value ?? zone;
}

/** "1:05" or "1:02:09" from seconds. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const rest = `${two(whole % 60)}`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}
