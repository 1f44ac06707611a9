import { exact } from '../../format/time.ts';
import { viewer } from '../../viewer.ts';

/** The time of day, under a heading that says the day and the zone; exact on hover and for screen readers. */
export function Clock({ at }: { at: number }) {
  const { locale, zone, tz } = viewer.value;
  const shown = new Intl.DateTimeFormat(locale, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
  return (
    <time class="time" dateTime={new Date(at).toISOString()} title={exact(at, locale, zone, tz)}>
      {shown}
    </time>
  );
}
