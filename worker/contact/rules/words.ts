/** How contacts are found by name: any word of it, from its beginning, whatever its accents and capitals (U-7). */

const MOST_WORDS = 8;
const LONGEST = 40;

/** The distinct words of a name or of what was typed, folded. */
export function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(word => Array.from(word).slice(0, LONGEST).join(''));
  return [...new Set(folded)].slice(0, MOST_WORDS);
}

/** The first text after all that begin with `prefix`, for a range over an index. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}

/** The phone prefixes that typed digits may stand for; none below three digits. @param callingCode of the sub-account, e.g. `1` */
export function phonePrefixes(typed: string, callingCode: string): string[] {
  if (/\p{L}/u.test(typed)) return [];
  const digits = typed.replace(/\D/g, '');
  if (digits.length < 3) return [];
  if (typed.trim().startsWith('+')) return [`+${digits}`];
  return [...new Set([`+${digits}`, `+${callingCode}${digits.replace(/^0+/, '')}`])];
}
