/** W-4: an API key is 260 bits of chance behind a mark that leak scanners can look for. */
const MARK = 'tl_live_';
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 52;
/** So much of it is shown afterwards. */
const SHOWN = MARK.length + 6;

const FORM = new RegExp(`^${MARK}[${ALPHABET}]{${LENGTH}}$`);

export function newKey(): { key: string; prefix: string } {
  const key = MARK + Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), byte => ALPHABET[byte % 32]).join('');
  return { key, prefix: key.slice(0, SHOWN) };
}

/** Whether it can be a key at all: what cannot is not looked up. */
export function isKey(text: string): boolean {
  return FORM.test(text);
}

/** What is stored of a key: so long and random a secret needs no salt. */
export async function hashOf(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
}
