import { api, json } from '../../../api.ts';
import type { Kind } from '../calls.ts';

/** What the person looks for. `digits` is an area code or any part of the number, `*` for any digit. */
export interface Wanted {
  country: string;
  digits: string;
  type: Kind;
  can: 'voice_sms' | 'voice' | 'sms';
  subAccountId: string;
}

const NORTH_AMERICA = ['US', 'CA'];

/** The search as the server takes it (N-1): three digits in North America are an area code, anything else is looked for. */
export function offerQuery(wanted: Wanted) {
  const { country, type, can, subAccountId } = wanted;
  const digits = wanted.digits.replace(/[^\d*]/g, '');
  const isAreaCode = /^\d{3}$/.test(digits) && NORTH_AMERICA.includes(country);
  return {
    country,
    type,
    ...(digits && (isAreaCode ? { areaCode: digits } : { contains: digits })),
    ...(can !== 'sms' && { voice: 'true' as const }),
    ...(can !== 'voice' && { sms: 'true' as const }),
    ...(subAccountId && { subAccountId }),
  };
}

export function searchOffers(wanted: Wanted, signal: AbortSignal) {
  return json(api.numbers.available.$get({ query: offerQuery(wanted) }, { init: { signal } }));
}
export type Offers = Awaited<ReturnType<typeof searchOffers>>;
export type Offer = Offers['items'][number];
export type Price = Offers['monthly'];

/** What is bought and at which price; the request id makes sure it happens once (N-2). */
export interface Order {
  requestId: string;
  e164: string;
  country: string;
  type: Kind;
  price: Price;
}

export function placeOrder(order: Order) {
  return json(api.purchases.$post({ json: order }));
}
export type Purchase = Awaited<ReturnType<typeof placeOrder>>;

export function readPurchase(id: string) {
  return json(api.purchases[':id'].$get({ param: { id } }));
}

/** What is being bought and has not ended yet. */
export async function readOpenPurchases() {
  return (await json(api.purchases.$get())).items;
}
export type OpenPurchase = Awaited<ReturnType<typeof readOpenPurchases>>[number];

/** Whether Twilio bills the agency itself, so that nothing is charged here (N-3). */
export function readTelephony() {
  return json(api.settings.$get());
}
