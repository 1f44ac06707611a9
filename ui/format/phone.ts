import { signal } from '@preact/signals';
import type { CountryCode } from 'libphonenumber-js/min';

type Phones = typeof import('./plans.ts');

const library = signal<Phones | null>(null);

/** Fetches the numbering plans, a chunk of their own; whoever reads a format before that sees E.164 and is drawn again. */
export async function loadPhones(): Promise<void> {
  library.value ??= await import('./plans.ts');
}

const known = (phones: Phones, country: string): CountryCode | undefined =>
  phones.isSupportedCountry(country) ? country : undefined;

/** National format for the viewer's country, international otherwise; E.164 until the plans are there. */
export function writeNumber(e164: string, country: string): string {
  const phone = library.value?.parsePhoneNumberFromString(e164);
  if (!phone) return e164;
  const own = library.value?.getCountryCallingCode(known(library.value, country) ?? 'US') === phone.countryCallingCode;
  return own && (phone.country ?? country) === country ? phone.formatNational() : phone.formatInternational();
}

/** The same for reading: with spaces and hyphens that never break. */
export function showNumber(e164: string, country: string): string {
  return writeNumber(e164, country).replaceAll(' ', '\u00a0').replaceAll('-', '\u2011');
}

export interface Typed {
  /** What the field shows while typing. */
  text: string;
  /** E.164 once the entry is a valid number, else null. */
  e164: string | null;
  country: string | undefined;
}

/** Formats a half-typed number and tells whether it is a whole one; `country` is assumed when no + is typed. */
export function typeNumber(entry: string, country: string): Typed {
  const phones = library.value;
  if (!phones) return { text: entry, e164: null, country: undefined };
  const typing = new phones.AsYouType(known(phones, country));
  const text = typing.input(entry);
  const number = typing.getNumber();
  return { text, e164: number?.isValid() ? number.number : null, country: typing.getCountry() ?? number?.country };
}
