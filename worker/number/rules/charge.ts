/** N-2: what a payment at Stripe means for the purchase it pays. */
export type Charged =
  | { state: 'charged'; paymentIntentId: string | null }
  | { state: 'consent'; paymentIntentId: string; consentUrl: string }
  | { state: 'declined' | 'failed'; whyCode: string; why: string; paymentIntentId?: string };

export type Seen =
  | { is: 'settled'; charged: Charged }
  /** The bank wants the owner, who was not asked yet. */
  | { is: 'wants_consent'; intentId: string; card: string | undefined }
  | { is: 'under_way' };

/** A PaymentIntent, as far as it matters here. */
export interface Intent {
  id: string;
  status: string;
  next_action: { redirect_to_url?: { url: string | null } | null } | null;
  last_payment_error: { code?: string; message?: string; payment_method?: { id: string } | null } | null;
}

/** The bank's own words for an owner who did not consent. */
const REFUSED = 'payment_intent_authentication_failure';

export function seen(intent: Intent): Seen {
  const { id, last_payment_error: error } = intent;
  switch (intent.status) {
    case 'succeeded':
      return { is: 'settled', charged: { state: 'charged', paymentIntentId: id } };
    case 'canceled':
      return declined(id, 'consent_abandoned', 'The payment was given up.');
    case 'requires_action': {
      const url = intent.next_action?.redirect_to_url?.url;
      if (!url) return { is: 'wants_consent', intentId: id, card: undefined };
      return { is: 'settled', charged: { state: 'consent', paymentIntentId: id, consentUrl: url } };
    }
    case 'requires_payment_method':
      if (!error) return { is: 'under_way' };
      if (error.code === 'authentication_required') {
        return { is: 'wants_consent', intentId: id, card: error.payment_method?.id };
      }
      return declined(id, error.code === REFUSED ? 'consent_refused' : (error.code ?? 'card_declined'), error.message);
    default:
      return { is: 'under_way' };
  }
}

function declined(paymentIntentId: string, whyCode: string, why = ''): Seen {
  return { is: 'settled', charged: { state: 'declined', whyCode, why, paymentIntentId } };
}
