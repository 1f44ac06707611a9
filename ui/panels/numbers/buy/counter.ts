import { Problem } from '../../../api.ts';
import { t } from '../../../text/index.ts';
import { type Purchase, placeOrder, readPurchase } from './calls.ts';
import type { Counter } from './usePurchase.ts';

/** The agency buys for its pool, with its own card (N-2). */
export const agencyCounter: Counter<Purchase> = {
  place: placeOrder,
  read: readPurchase,
  refused: purchase => {
    const { purchase: words } = t.numbers;
    const reason = reasonOf(purchase);
    if (!reason) return undefined;
    const { title, why } = words[reason];
    return new Problem(422, { code: CODES[reason], title, detail: why });
  },
  consentUrl: purchase => purchase.consentUrl,
};

type Reason = 'declined' | 'no_consent' | 'failed' | 'refunded';

const CODES: Record<Reason, string> = {
  declined: 'card_declined',
  no_consent: 'no_consent',
  failed: 'payment_failed',
  refunded: 'carrier_failed',
};

function reasonOf({ state, why }: Purchase): Reason | undefined {
  if (state === 'declined') return why?.startsWith('consent_') ? 'no_consent' : 'declined';
  return state === 'failed' || state === 'refunded' ? state : undefined;
}
