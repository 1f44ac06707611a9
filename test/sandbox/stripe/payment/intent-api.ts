import { settleInvoiceOf } from '../billing/collect.ts';
import type { Books } from '../books.ts';
import { alive } from '../customer/customer-api.ts';
import type { PaymentIntent } from '../object/payment-intent.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import { type Call, type Endpoint, get, post } from '../wire/endpoint.ts';
import { createdWithin, PAGING, page } from '../wire/list.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { badParameter, Problem, refused } from '../wire/problem.ts';
import { attempt, openIntent } from './intent.ts';
import { cardFrom, describePayer, methodNamed } from './method.ts';
import { checkAmount } from './money.ts';

const CARD_DATA = ['payment_method_data.type', 'payment_method_data.card', 'payment_method_data.billing_details'];
const CONFIRMING = [
  'payment_method',
  ...CARD_DATA,
  'off_session',
  'return_url',
  'error_on_requires_action',
  'receipt_email',
  'setup_future_usage',
  'use_stripe_sdk',
  'mandate_data',
  'payment_method_options.card',
];
const FIELDS = [
  'amount',
  'currency',
  'customer',
  'description',
  'metadata',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_group',
  'automatic_payment_methods.enabled',
  'automatic_payment_methods.allow_redirects',
  'allowed_payment_method_types',
];

export const paymentIntents: Endpoint[] = [
  post('/v1/payment_intents', [...FIELDS, ...CONFIRMING, 'confirm', 'capture_method', 'confirmation_method'], create),
  get('/v1/payment_intents', ['customer', 'created', ...PAGING], ({ books, params }) => {
    const [customer, within] = [params.text('customer'), createdWithin(params)];
    const found = books.list(
      'payment_intent',
      it => (customer === undefined || it.customer === customer) && within(it),
    );
    return page(found, params, '/v1/payment_intents');
  }),
  get('/v1/payment_intents/:id', ['client_secret'], ({ books, path }) => books.get('payment_intent', path('id'))),
  post('/v1/payment_intents/:id', [...FIELDS, 'payment_method', 'receipt_email', 'setup_future_usage'], update),
  post('/v1/payment_intents/:id/confirm', CONFIRMING, ({ books, params, path }) =>
    confirm(books, books.get('payment_intent', path('id')), params),
  ),
  post('/v1/payment_intents/:id/cancel', ['cancellation_reason'], cancel),
];

function create({ books, params }: Call): PaymentIntent {
  const amount = params.int('amount');
  if (amount === undefined) throw params.missing('amount');
  const currency = params.need('currency').toLowerCase();
  checkAmount(amount, currency);
  checkOpenForBusiness(books);
  const customer = params.text('customer');
  if (customer) alive(books, customer);
  const named = params.text('payment_method');
  const method = named ? methodNamed(books, named, 'payment_method') : undefined;
  if (method) checkOwner(method, customer ?? null);
  const metadata = mergeMetadata({}, params);
  const confirming = params.flag('confirm') === true;
  if (!confirming && params.has('off_session'))
    throw badParameter('off_session', 'You can only set off_session when confirm is true.');
  if (confirming) checkReturn(params, automatic(params));
  const intent = openIntent(books, {
    amount,
    currency,
    customer: customer ?? null,
    description: params.textOrNull('description') ?? null,
    metadata,
  });
  intent.automatic_payment_methods = automatic(params);
  intent.setup_future_usage = params.textOrNull('setup_future_usage') ?? null;
  intent.statement_descriptor_suffix = params.textOrNull('statement_descriptor_suffix') ?? null;
  intent.receipt_email = params.textOrNull('receipt_email') ?? null;
  if (method) {
    intent.payment_method = method.id;
    intent.status = 'requires_confirmation';
  }
  return confirming ? confirm(books, intent, params) : intent;
}

function automatic(params: Params): PaymentIntent['automatic_payment_methods'] {
  if (params.has('allowed_payment_method_types')) return null;
  const given = params.child('automatic_payment_methods');
  return { enabled: true, allow_redirects: given?.choice('allow_redirects', ['always', 'never']) ?? 'always' };
}

/** Off-session needs nobody to come back; else automatic methods might redirect, so a way back is required. */
function checkReturn(params: Params, methods: PaymentIntent['automatic_payment_methods']): void {
  if (params.flag('off_session') || params.text('return_url') || methods?.allow_redirects !== 'always') return;
  throw refused(
    'This PaymentIntent is configured to accept payment methods that might redirect your customer, so you must provide a `return_url` (or set automatic_payment_methods[allow_redirects] to never).',
    undefined,
    'return_url',
  );
}

function checkOwner(method: PaymentMethod, customer: string | null): void {
  if (!method.customer || method.customer === customer) return;
  throw refused(
    customer
      ? 'The provided PaymentMethod belongs to another Customer.'
      : `The PaymentMethod ${method.id} is attached to a Customer. You must also specify that Customer (${method.customer}) to use it.`,
    'payment_method_unexpected_state',
    'payment_method',
  );
}

/** A connected account that has not finished onboarding cannot take money. */
export function checkOpenForBusiness(books: Books): void {
  if (books.world.merchant(books.account)?.charges_enabled) return;
  throw refused('Your account cannot currently make charges: onboarding is not finished.', 'account_invalid');
}

/** Confirms as the API does: a decline is a 402 that carries the intent, and is remembered on it. */
export function confirm(books: Books, intent: PaymentIntent, params: Params): PaymentIntent {
  if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpectedState(intent, 'confirm');
  const card = cardToConfirm(books, intent, params);
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
  const named = params.text('payment_method');
  const data = params.child('payment_method_data');
  const card = data?.child('card');
  if (data && card) {
    const minted = cardFrom(books, card);
    describePayer(minted, data.child('billing_details'));
    return minted;
  }
  if (named && named !== intent.payment_method && !intent.payment_method)
    return methodNamed(books, named, 'payment_method');
  const id = intent.payment_method ?? named;
  if (named && !named.startsWith('pm_card_')) return methodNamed(books, named, 'payment_method');
  if (!id)
    throw refused(
      'You cannot confirm this PaymentIntent because it is missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.',
      'payment_intent_unexpected_state',
    );
  return methodNamed(books, id, 'payment_method');
}

function update({ books, params, path }: Call): PaymentIntent {
  const intent = books.get('payment_intent', path('id'));
  if (intent.status === 'canceled') throw unexpectedState(intent, 'update');
  const amount = params.int('amount');
  if (amount !== undefined && intent.status === 'succeeded') throw unexpectedState(intent, 'update');
  if (amount !== undefined) checkAmount(amount, intent.currency);
  return books.change(intent, undefined, it => {
    it.amount = amount ?? it.amount;
    it.metadata = mergeMetadata(it.metadata, params);
    it.description = params.textOrNull('description') ?? it.description;
    const method = params.text('payment_method');
    if (!method) return;
    it.payment_method = methodNamed(books, method, 'payment_method').id;
    it.status = 'requires_confirmation';
  });
}

function cancel({ books, params, path }: Call): PaymentIntent {
  const intent = books.get('payment_intent', path('id'));
  if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpectedState(intent, 'cancel');
  books.change(intent, undefined, it => {
    it.status = 'canceled';
    it.canceled_at = books.now();
    it.next_action = null;
    it.cancellation_reason =
      params.choice('cancellation_reason', ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned']) ?? null;
  });
  books.emit('payment_intent.canceled', intent);
  return intent;
}

function unexpectedState(intent: PaymentIntent, act: string): Problem {
  return new Problem(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `You cannot ${act} this PaymentIntent because it has a status of ${intent.status}.`,
    payment_intent: structuredClone(intent),
  });
}
