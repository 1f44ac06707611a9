import type { Books } from '../books.ts';
import { newCharge, type Verdict } from '../object/charge.ts';
import { newPaymentIntent, type PaymentIntent } from '../object/payment-intent.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import type { ProblemBody } from '../wire/problem.ts';
import { behaviourOf, NEEDS_CONSENT, plastics, verdictOn } from './cards.ts';
import { declineBody } from './decline.ts';
import { pinTo } from './method.ts';

export interface IntentTerms {
  amount: number;
  currency: string;
  customer: string | null;
  description?: string | null;
  metadata?: Record<string, string>;
}

export function openIntent(books: Books, terms: IntentTerms): PaymentIntent {
  const intent = newPaymentIntent(books.world.id('pi'), books.now(), {
    amount: terms.amount,
    currency: terms.currency,
    customer: terms.customer,
    secret: books.world.id('', 24).slice(1),
    application: books.application(),
  });
  intent.description = terms.description ?? null;
  intent.metadata = terms.metadata ?? {};
  books.put('payment_intent', intent);
  books.emit('payment_intent.created', intent);
  return intent;
}

export interface Attempt {
  card: PaymentMethod;
  /** The owner is not there: consent cannot be asked for, so a bank that wants it declines. */
  offSession: boolean;
  returnUrl?: string | null;
  /** The owner has just consented on the bank's page. */
  consented?: boolean;
}

/** Asks the bank. Answers why it refused, or undefined when it paid or waits for the owner's consent. */
export function attempt(books: Books, intent: PaymentIntent, { card, ...how }: Attempt): ProblemBody | undefined {
  intent.payment_method = card.id;
  const behaviour = behaviourOf(books, card);
  const wantsConsent = (behaviour === 'consent' || behaviour === 'consent-once') && !how.consented;
  if (wantsConsent && !how.offSession) {
    askConsent(books, intent, how.returnUrl ?? null);
    return undefined;
  }
  if (how.consented && behaviour === 'consent-once') rememberConsent(books, card);
  return settle(books, intent, card, wantsConsent ? NEEDS_CONSENT : verdictOn(behaviour));
}

function askConsent(books: Books, intent: PaymentIntent, returnUrl: string | null): void {
  books.change(intent, 'payment_intent.requires_action', it => {
    it.status = 'requires_action';
    it.last_payment_error = null;
    it.next_action = returnUrl
      ? { type: 'redirect_to_url', redirect_to_url: { url: consentUrl(books, it.id), return_url: returnUrl } }
      : {
          type: 'use_stripe_sdk',
          use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: consentUrl(books, it.id) },
        };
  });
}

export const consentUrl = (books: Books, intent: string): string => `${books.world.ctx.urls.stripe}/3ds/${intent}`;

function rememberConsent(books: Books, card: PaymentMethod): void {
  const known = plastics(books).get(card.id);
  if (known) plastics(books).set(card.id, { ...known, behaviour: 'ok' });
}

function settle(books: Books, intent: PaymentIntent, card: PaymentMethod, verdict: Verdict): ProblemBody | undefined {
  const charge = newCharge(books.world.id('ch'), books.now(), intent, card, verdict);
  books.put('charge', charge);
  intent.latest_charge = charge.id;
  intent.next_action = null;
  if (!verdict.ok) {
    const error = declineBody(verdict, card, charge.id);
    fail(books, intent, error);
    books.emit('charge.failed', charge);
    books.emit('payment_intent.payment_failed', intent);
    return error;
  }
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.last_payment_error = null;
  books.put('payment_intent', intent);
  if (intent.customer && !card.customer && intent.setup_future_usage) pinTo(books, card, intent.customer);
  books.emit('charge.succeeded', charge);
  books.emit('payment_intent.succeeded', intent);
  return undefined;
}

function fail(books: Books, intent: PaymentIntent, error: ProblemBody): void {
  intent.status = 'requires_payment_method';
  intent.last_payment_error = error;
  intent.payment_method = null;
  intent.next_action = null;
  books.put('payment_intent', intent);
}

/** The owner refused, or failed, on the bank's page. */
export function consentRefused(books: Books, intent: PaymentIntent, card: PaymentMethod): void {
  fail(books, intent, {
    type: 'card_error',
    code: 'payment_intent_authentication_failure',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    payment_method: structuredClone(card),
  });
  books.emit('payment_intent.payment_failed', intent);
}
