import { api, json, Problem } from '../../../api.ts';
import { t } from '../../../text/index.ts';
import { type Order, offerQuery, type Wanted } from '../../numbers/buy/calls.ts';
import type { Counter } from '../../numbers/buy/usePurchase.ts';

/** Numbers on sale at what the client would pay for one a month: a single sum (N-12, A-5). */
export function searchClientOffers(wanted: Wanted, signal: AbortSignal) {
  return json(api['client-offers'].$get({ query: offerQuery(wanted) }, { init: { signal } }));
}

function place(order: Order) {
  return json(api['client-purchases'].$post({ json: order }));
}

function read(id: string) {
  return json(api['client-purchases'][':id'].$get({ param: { id } }));
}
type ClientPurchase = Awaited<ReturnType<typeof place>>;

const OVER: readonly string[] = ['declined', 'failed', 'refunded'];

/** A client buys: the agency's card pays the carrier, the client pays its own price afterwards (N-12). */
export const clientCounter: Counter<ClientPurchase> = {
  place,
  read,
  refused: ({ state }) => {
    const { title, why } = t.clientBuying.refused;
    return OVER.includes(state) ? new Problem(422, { code: 'carrier_failed', title, detail: why }) : undefined;
  },
  consentUrl: () => null,
};
