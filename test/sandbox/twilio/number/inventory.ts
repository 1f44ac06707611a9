import { createHash } from 'node:crypto';
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { CALLING_CODE, PLACES, type Place } from './places.ts';

export type NumberType = 'local' | 'toll-free' | 'mobile';

export interface Capabilities {
  voice: boolean;
  sms: boolean;
  mms: boolean;
  fax: boolean;
}

/** A number the sandbox's telephone company can sell. */
export interface StockNumber {
  e164: string;
  country: Place['country'];
  type: NumberType;
  capabilities: Capabilities;
  addressRequirements: 'none' | 'any' | 'local' | 'foreign';
  place: Place | undefined;
}

interface Series {
  country: Place['country'];
  type: NumberType;
  prefix: string;
  rest: number;
  count: number;
  place?: Place;
}

const PER_PLACE = 36;

const NATIONWIDE: Series[] = [
  ...['800', '833', '844', '855', '866', '877', '888'].flatMap(prefix => [
    { country: 'US' as const, type: 'toll-free' as const, prefix, rest: 7, count: 12 },
    { country: 'CA' as const, type: 'toll-free' as const, prefix, rest: 7, count: 6 },
  ]),
  { country: 'GB', type: 'toll-free', prefix: '808157', rest: 4, count: 20 },
  { country: 'GB', type: 'mobile', prefix: '7400', rest: 6, count: 40 },
  { country: 'GB', type: 'mobile', prefix: '7911', rest: 6, count: 20 },
  { country: 'AU', type: 'toll-free', prefix: '180012', rest: 4, count: 20 },
  { country: 'AU', type: 'mobile', prefix: '4880', rest: 5, count: 40 },
];

/** Which kinds of numbers each country sells here. */
export const KINDS: Record<string, readonly NumberType[]> = {
  US: ['local', 'toll-free'],
  CA: ['local', 'toll-free'],
  GB: ['local', 'toll-free', 'mobile'],
  AU: ['local', 'toll-free', 'mobile'],
  DE: ['local'],
};

let stock: StockNumber[] | undefined;
let byNumber: Map<string, StockNumber> | undefined;

/** Every number the company has ever had on sale, the same on every run. All are valid by their country's plan. */
export function inventory(): readonly StockNumber[] {
  stock ??= [...PLACES.map(localSeries), ...NATIONWIDE].flatMap(numbersOf);
  return stock;
}

/** The stock entry of a number, sold or not. */
export function inStock(e164: string): StockNumber | undefined {
  byNumber ??= new Map(inventory().map(n => [n.e164, n]));
  return byNumber.get(e164);
}

function localSeries(place: Place): Series {
  return { country: place.country, type: 'local', prefix: place.prefix, rest: place.rest, count: PER_PLACE, place };
}

function numbersOf(series: Series): StockNumber[] {
  const found = new Set<string>();
  for (let n = 0; found.size < series.count && n < series.count * 20; n++) {
    const e164 = `+${CALLING_CODE[series.country]}${series.prefix}${digits(series, n)}`;
    if (isValidPhoneNumber(e164)) found.add(e164);
  }
  return [...found].map((e164, n) => ({
    e164,
    country: series.country,
    type: series.type,
    capabilities: capabilities(series, n),
    addressRequirements: series.country === 'DE' ? 'local' : 'none',
    place: series.place,
  }));
}

/** Digits that look random and are always the same; North American exchanges never begin with 0, 1 or contain 555. */
function digits(series: Series, n: number): string {
  const hash = createHash('sha256').update(`${series.country}${series.prefix}/${n}`).digest();
  const rest = Array.from({ length: series.rest }, (_, i) => String((hash[i] ?? 0) % 10)).join('');
  if (CALLING_CODE[series.country] !== '1') return rest;
  const lead = 2 + ((hash[8] ?? 0) % 8);
  const exchange = `${lead}${rest.slice(1, 3)}`;
  return (exchange === '555' || exchange.endsWith('11') ? `${lead}37` : exchange) + rest.slice(3);
}

function capabilities(series: Series, n: number): Capabilities {
  const northAmerica = CALLING_CODE[series.country] === '1';
  const texts = series.type === 'mobile' || (northAmerica && n % 7 !== 6);
  const voice = n % 11 !== 10;
  return { voice, sms: texts || !voice, mms: northAmerica && texts, fax: false };
}
