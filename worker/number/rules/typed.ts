import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** N-9: whether what somebody typed is that number, however they space it; national format counts in its own country. */
export function isSameNumber(typed: string, e164: string, country: string): boolean {
  const parsed = parsePhoneNumberFromString(typed.trim(), { defaultCountry: country as 'US', extract: false });
  return parsed?.number === e164 && !parsed.ext;
}
