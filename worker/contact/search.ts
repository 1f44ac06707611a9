import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import type { Ctx } from '../context.ts';
import { phonePrefixes, wordsOf } from './rules/words.ts';
import { contactsBy, countryOf } from './search-store.ts';

/** As many as a list to choose from can show. */
const MOST = 20;

/** Contacts by any words of their name or the beginning of a phone, by name (U-7). */
export async function searchContacts(ctx: Ctx, place: { agencyId: string; subAccountId: string }, typed: string) {
  const country = await countryOf(ctx, place);
  const code = isSupportedCountry(country) ? getCountryCallingCode(country) : '';
  const phones = phonePrefixes(typed, code);
  const words = phones.length ? [] : wordsOf(typed);
  if (typed.trim() && !phones.length && !words.length) return { items: [] };
  return { items: await contactsBy(ctx, place, { words, phones }, MOST) };
}
