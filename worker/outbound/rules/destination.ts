import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { type PhoneRefusal, parsePhone, remembering } from '../../number/rules/phone.ts';

export type Destination =
  | { ok: true; e164: string }
  | { ok: false; code: PhoneRefusal | 'country_not_allowed'; sentence: string };

/**
 * R-14, O-2: where a text or call may go: never to emergency, short, premium or satellite numbers, and only to countries
 * that the agency allows. @param country ISO country that national format is read in @param allowed ISO countries
 */
export function destination(typed: string, country: string, allowed: readonly string[]): Destination {
  const phone = parsePhone(typed, country);
  if (!phone.ok) return { ok: false, code: phone.why, sentence: phone.sentence };
  if (isAllowedCountry(phone.e164, allowed)) return phone;
  const sentence = 'Your agency does not allow calls and texts to this country. Ask the agency to allow it.';
  return { ok: false, code: 'country_not_allowed', sentence };
}

/** A number that belongs to several countries, like a toll-free one, is allowed where one of them is. */
export function isAllowedCountry(e164: string, allowed: readonly string[]): boolean {
  return countriesOf(e164).some(country => allowed.includes(country));
}

const countriesOf = remembering((e164: string): string[] => {
  const phone = parsePhoneNumberFromString(e164, { extract: false });
  if (!phone) return [];
  return phone.country ? [phone.country] : phone.getPossibleCountries();
});
