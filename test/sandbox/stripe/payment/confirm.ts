import { settleInvoiceOf } from '../billing/collect.ts';
import type { Books } from '../books.ts';
import type { PaymentIntent } from '../object/payment-intent.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import type { Params } from '../wire/params.ts';
import { Problem, refused } from '../wire/problem.ts';
import { attempt } from './intent.ts';
import { cardFrom, describePayer, methodNamed } from './method.ts';

/** Confirms as the API does: a decline is a 402 that carries the intent, and is remembered on it. */
export function confirm(books: Books, intent: PaymentIntent, params: Params, given?: PaymentMethod): PaymentIntent {
  if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpectedState(intent, 'confirm');
  const card = given ?? cardToConfirm(books, intent, params);
  checkOwner(card, intent.customer);
  if (params.has('setup_future_usage')) intent.setup_future_usage = params.textOrNull('setup_future_usage') ?? null;
  const offSession = params.text('off_session') !== undefined && params.text('off_session') !== 'false';
  const error = attempt(books, intent, { card, offSession, returnUrl: params.text('return_url') ?? null });
  if (error) throw new Problem(402, { ...error, payment_intent: structuredClone(intent) });
  if (intent.status === 'requires_action' && params.flag('error_on_requires_action')) {
    const body = {
      type: 'card_error',
      code: 'authentication_required',
      message: 'This payment requires additional user action before it can be completed successfully.',
    } as const;
    throw new Problem(402, { ...body, payment_intent: structuredClone(intent) });
  }
  settleInvoiceOf(books, intent);
  return intent;
}

function cardToConfirm(books: Books, intent: PaymentIntent, params: Params): PaymentMethod {
  const data = params.child('payment_method_data');
  const card = data?.child('card');
  if (data && card) {
    const minted = cardFrom(books, card);
    describePayer(minted, data.child('billing_details'));
    return minted;
  }
  const id = params.text('payment_method') ?? intent.payment_method;
  if (id) return methodNamed(books, id, 'payment_method');
  throw refused(
    'You cannot confirm this PaymentIntent because it is missing a payment method. Update it with one, or give one while confirming.',
    'payment_intent_unexpected_state',
  );
}

/** Off-session needs nobody to come back; else automatic methods might redirect, so a way back is required. */
export function checkReturn(params: Params, methods: PaymentIntent['automatic_payment_methods']): void {
  if (params.flag('off_session') || params.text('return_url') || methods?.allow_redirects !== 'always') return;
  throw refused(
    'This PaymentIntent is configured to accept payment methods that might redirect your customer, so you must provide a `return_url` (or set automatic_payment_methods[allow_redirects] to never).',
    undefined,
    'return_url',
  );
}

export function checkOwner(method: PaymentMethod, customer: string | null): void {
  if (!method.customer || method.customer === customer) return;
  throw refused(
    customer
      ? 'The provided PaymentMethod belongs to another Customer.'
      : `The PaymentMethod ${method.id} is attached to a Customer. You must also specify that Customer (${method.customer}) to use it.`,
    'payment_method_unexpected_state',
    'payment_method',
  );
}

export function unexpectedState(intent: PaymentIntent, act: string): Problem {
  return new Problem(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `You cannot ${act} this PaymentIntent because it has a status of ${intent.status}.`,
    payment_intent: structuredClone(intent),
  });
}
