import { inventory, type NumberType, type StockNumber } from './inventory.ts';

export interface Wanted {
  country: string;
  type: NumberType;
  areaCode?: string;
  contains?: string;
  sms?: boolean;
  voice?: boolean;
  mms?: boolean;
  region?: string;
  locality?: string;
  postalCode?: string;
}

const KEYPAD: Record<string, string> = { a: '2', d: '3', g: '4', j: '5', m: '6', p: '7', t: '8', w: '9' };

/** The numbers on sale that fit, in stock order; `taken` tells which are sold. */
export function search(wanted: Wanted, taken: (e164: string) => boolean): StockNumber[] {
  const pattern = wanted.contains ? containsPattern(wanted.contains) : undefined;
  return inventory().filter(
    n =>
      n.country === wanted.country &&
      n.type === wanted.type &&
      (!wanted.areaCode || n.e164.startsWith(`+1${wanted.areaCode}`)) &&
      (wanted.sms === undefined || n.capabilities.sms === wanted.sms) &&
      (wanted.mms === undefined || n.capabilities.mms === wanted.mms) &&
      (wanted.voice === undefined || n.capabilities.voice === wanted.voice) &&
      (!wanted.region || n.place?.region === wanted.region) &&
      (!wanted.locality || n.place?.locality.toLowerCase() === wanted.locality.toLowerCase()) &&
      (!wanted.postalCode || n.place?.postalCode === wanted.postalCode) &&
      (!pattern || pattern.test(n.e164)) &&
      !taken(n.e164),
  );
}

/**
 * Twilio's `Contains`: digits, letters as on a keypad, and `*` for any one digit, found anywhere in the number; with a
 * leading `+` only at its start. Undefined letters count as nothing.
 */
export function containsPattern(contains: string): RegExp {
  const body = [...contains.toLowerCase()]
    .map(sign => {
      if (/\d/.test(sign)) return sign;
      if (sign === '*') return '\\d';
      if (!/[a-z]/.test(sign)) return '';
      const key =
        Object.keys(KEYPAD)
          .filter(first => first <= sign)
          .at(-1) ?? 'a';
      return KEYPAD[key] ?? '';
    })
    .join('');
  return new RegExp(contains.trim().startsWith('+') ? `^\\+${body}` : body);
}
