import { isSupportedCountry } from 'libphonenumber-js/max';

/** the countries an agency allows, as they are kept: known ones, each once, in order. */
export function countriesFrom(typed: readonly string[]): { ok: true; countries: string[] } | { ok: false; at: number } {
  const codes = typed.map(code => code.trim().toUpperCase());
  const at = codes.findIndex(code => !isSupportedCountry(code));
  return at >= 0 ? { ok: false, at } : { ok: true, countries: [...new Set(codes)].sort() };
}
