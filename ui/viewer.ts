import { signal } from '@preact/signals';

/** Whose eyes the panel is for: what decides how numbers, times and money are written. */
export interface Viewer {
  locale: string;
  /** The viewer's own zone. */
  tz: string;
  /** The zone of the sub-account whose things are shown; named beside a time when it is not the viewer's. */
  zone: string;
  /** ISO 3166 country; its numbers are shown in national format. */
  country: string;
}

const own = new Intl.DateTimeFormat().resolvedOptions();

export const viewer = signal<Viewer>({ locale: own.locale, tz: own.timeZone, zone: own.timeZone, country: 'US' });
