import type { Books } from '../books.ts';
import type { Verdict } from '../object/charge.ts';
import type { PaymentMethod } from '../object/payment-method.ts';

/** What the bank behind a test card does: `consent` asks for the owner each time, `consent-once` only until set up. */
export type Behaviour =
  | 'ok'
  | 'generic_decline'
  | 'insufficient_funds'
  | 'lost_card'
  | 'stolen_card'
  | 'expired_card'
  | 'incorrect_cvc'
  | 'processing_error'
  | 'consent'
  | 'consent-once'
  | 'declines-later';

/** Kept beside a payment method, since the object itself must not show it. */
export interface Plastic {
  number: string;
  behaviour: Behaviour;
}

interface TestCard extends Plastic {
  brand: string;
  tokens: string[];
}

const card = (number: string, behaviour: Behaviour, brand: string, ...tokens: string[]): TestCard => ({
  number,
  behaviour,
  brand,
  tokens,
});

/** Stripe's published test cards, as far as the sandbox knows them. */
const TEST_CARDS: TestCard[] = [
  card('4242424242424242', 'ok', 'visa', 'visa', 'us'),
  card('4000056655665556', 'ok', 'visa', 'visa_debit'),
  card('5555555555554444', 'ok', 'mastercard', 'mastercard'),
  card('378282246310005', 'ok', 'amex', 'amex'),
  card('4000000000000002', 'generic_decline', 'visa', 'visa_chargeDeclined', 'chargeDeclined'),
  card(
    '4000000000009995',
    'insufficient_funds',
    'visa',
    'visa_chargeDeclinedInsufficientFunds',
    'chargeDeclinedInsufficientFunds',
  ),
  card('4000000000009987', 'lost_card', 'visa', 'visa_chargeDeclinedLostCard'),
  card('4000000000009979', 'stolen_card', 'visa', 'visa_chargeDeclinedStolenCard'),
  card('4000000000000069', 'expired_card', 'visa', 'chargeDeclinedExpiredCard'),
  card('4000000000000127', 'incorrect_cvc', 'visa', 'chargeDeclinedIncorrectCvc'),
  card('4000000000000119', 'processing_error', 'visa', 'chargeDeclinedProcessingError'),
  card('4000000000000341', 'declines-later', 'visa', 'chargeCustomerFail', 'visa_chargeCustomerFail'),
  card('4000002760003184', 'consent', 'visa', 'authenticationRequired'),
  card('4000002500003155', 'consent-once', 'visa', 'authenticationRequiredOnSetup', 'threeDSecure2Required'),
];

export const cardByNumber = (number: string): TestCard | undefined =>
  TEST_CARDS.find(known => known.number === number.replace(/\s/g, ''));

/** The card behind `pm_card_…` or `tok_…`. */
export const cardByToken = (token: string): TestCard | undefined => {
  const name = token.replace(/^(pm_card_|tok_)/, '');
  return name === token ? undefined : TEST_CARDS.find(known => known.tokens.includes(name));
};

export const plastics = (books: Books): Map<string, Plastic> =>
  books.world.ctx.store.collection<Plastic>('stripe.plastic');

export function behaviourOf(books: Books, method: PaymentMethod): Behaviour {
  if (isExpired(method, books.now())) return 'expired_card';
  return plastics(books).get(method.id)?.behaviour ?? 'ok';
}

/** A card is good through the last day of its month. */
export function isExpired(method: PaymentMethod, now: number): boolean {
  return now * 1000 >= Date.UTC(method.card.exp_year, method.card.exp_month, 1);
}

const CODES: Partial<Record<Behaviour, { code: string; declineCode: string; message: string }>> = {
  expired_card: { code: 'expired_card', declineCode: 'expired_card', message: 'Your card has expired.' },
  incorrect_cvc: {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
  },
  processing_error: {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
  insufficient_funds: {
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
};

/** The bank's answer to a charge on a card of that behaviour (consent already settled). */
export function verdictOn(behaviour: Behaviour): Verdict {
  if (behaviour === 'ok' || behaviour === 'consent' || behaviour === 'consent-once')
    return { ok: true, code: null, declineCode: null, message: null };
  const reason = CODES[behaviour] ?? {
    code: 'card_declined',
    declineCode: behaviour === 'declines-later' ? 'generic_decline' : behaviour,
    message: 'Your card was declined.',
  };
  return { ok: false, ...reason };
}

/** Whether the bank lets the card be saved to a customer at all. */
export const savable = (behaviour: Behaviour): boolean => behaviour === 'declines-later' || verdictOn(behaviour).ok;

export const NEEDS_CONSENT: Verdict = {
  ok: false,
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};
