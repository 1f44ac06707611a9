import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { NumberType } from './offer.ts';

/** N-3: which of the numbers an agency names can be imported from its own account, and why the others cannot. */
export type ImportRefusal =
  | 'invalid_format'
  | 'duplicate'
  | 'not_in_account'
  | 'already_in_pool'
  | 'elsewhere'
  | 'being_bought'
  | 'no_price';

export const IMPORT_SENTENCES: Record<ImportRefusal, string> = {
  invalid_format: 'This is not a complete phone number. Write it with its country code, like +1 212 555 0100.',
  duplicate: 'It is on the list more than once; the first one counts.',
  not_in_account: 'Your Twilio account does not hold this number. Check it in Twilio’s console.',
  already_in_pool: 'It is in your pool already.',
  elsewhere: 'Another agency holds this number in Trunkline. Contact support if it is yours.',
  being_bought: 'It is being bought right now and will be in your pool in a minute.',
  no_price: 'Twilio names no monthly price for numbers of this country and kind. Contact support.',
};

/** A typed number as E.164; national format counts as the given country's. */
export function importable(typed: string, country: string): string | undefined {
  const phone = parsePhoneNumberFromString(typed.trim(), { defaultCountry: country as 'US', extract: false });
  return phone?.isValid() && !phone.ext ? phone.number : undefined;
}

/** What kind of number it is, by its country's numbering plan; undefined where it belongs to none. */
export function kindOf(e164: string): { country: string; type: NumberType } | undefined {
  const phone = parsePhoneNumberFromString(e164, { extract: false });
  if (!phone?.country) return undefined;
  const kind = phone.getType();
  const type = kind === 'TOLL_FREE' ? 'toll_free' : kind === 'MOBILE' ? 'mobile' : 'local';
  return { country: phone.country, type };
}
