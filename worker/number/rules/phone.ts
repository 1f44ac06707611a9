import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

/** What people type as a phone number, and what may be dialled at all (R-14: emergency, short, premium and satellite never). */
export type PhoneRefusal = 'empty' | 'invalid' | 'emergency' | 'short' | 'premium' | 'satellite';

export type ParsedPhone = { ok: true; e164: string } | { ok: false; why: PhoneRefusal; sentence: string };

const SENTENCES: Record<PhoneRefusal, string> = {
  empty: 'Enter a phone number.',
  invalid:
    'This is not a complete phone number. Check the digits, or write it with its country code, like +1 212 555 0100.',
  emergency: 'Calls are never sent to an emergency number. Enter an ordinary phone number.',
  short: 'Short numbers cannot be dialled from here. Enter an ordinary phone number.',
  premium: 'Premium-rate numbers are not allowed. Enter an ordinary phone number.',
  satellite: 'Satellite numbers are not allowed. Enter an ordinary phone number.',
};

/** Emergency numbers in use somewhere: dialled alone, or behind a country code, they stay emergency numbers. */
const EMERGENCY = new Set(
  '000 061 065 066 088 100 101 102 103 104 105 106 107 108 110 111 112 113 114 115 116 117 118 119 120 122 123 128 131 132 133 140 144 150 155 158 166 190 191 192 193 194 195 196 197 198 199 300 311 903 907 911 912 913 917 919 988 991 992 993 994 995 996 997 998 999 1122'.split(
    ' ',
  ),
);

/** ITU codes of satellite and global networks: 870 Inmarsat, 878 personal, 881 satellite, 882/883 international networks. */
const SATELLITE = /^\+(?:870|878|88[123])/;

/** @param country ISO country that national format is read in, e.g. `US` */
export function parsePhone(input: string, country: string): ParsedPhone {
  const typed = input.trim();
  if (!typed) return refuse('empty');
  const digits = typed.replace(/\D/g, '');
  if (EMERGENCY.has(digits)) return refuse('emergency');
  const phone = parsePhoneNumberFromString(typed, {
    ...(isSupportedCountry(country) && { defaultCountry: country }),
    extract: false,
  });
  const subscriber = phone?.nationalNumber ?? digits;
  if (EMERGENCY.has(subscriber)) return refuse('emergency');
  if (digits && subscriber.length <= 6 && !/[a-z]/i.test(typed)) return refuse('short');
  if (!phone || phone.ext || !phone.isValid()) return refuse('invalid');
  if (SATELLITE.test(phone.number)) return refuse('satellite');
  if (phone.getType() === 'PREMIUM_RATE') return refuse('premium');
  return { ok: true, e164: phone.number };
}

/** Whether a stored number may be rung or forwarded to: E.164, valid, and none of the refused kinds. */
export const isDialable = remembering((e164: string): boolean => {
  const parsed = parsePhone(e164, '');
  return parsed.ok && parsed.e164 === e164;
});

/** Whether a caller id names a caller at all; withheld and made-up ones do not. */
export const isCaller = remembering((from: string): boolean => parsed(from)?.number === from);

/** National format for viewers in the number's own country, international otherwise. @param viewerCountry ISO country */
export function nationalFormat(e164: string, viewerCountry: string): string {
  const phone = parsed(e164);
  if (!phone) return e164;
  return phone.country === (viewerCountry as CountryCode) ? phone.formatNational() : phone.formatInternational();
}

function parsed(e164: string): PhoneNumber | undefined {
  const phone = parsePhoneNumberFromString(e164, { extract: false });
  return phone?.isValid() ? phone : undefined;
}

const MOST_KEPT = 1000;

/** One call asks the same of the same few numbers again and again, and finding out is dear. */
export function remembering<T>(find: (e164: string) => T): (e164: string) => T {
  const known = new Map<string, T>();
  return e164 => {
    const before = known.get(e164);
    if (before !== undefined) return before;
    const found = find(e164);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(e164, found);
    return found;
  };
}

function refuse(why: PhoneRefusal): ParsedPhone {
  return { ok: false, why, sentence: SENTENCES[why] };
}
