import { checkOpenForBusiness } from '../connect/open.ts';
import { alive } from '../customer/customer.ts';
import type { PaymentIntent } from '../object/payment-intent.ts';
import { type Call, type Endpoint, get, post } from '../wire/endpoint.ts';
import { createdWithin, PAGING, page } from '../wire/list.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { badParameter } from '../wire/problem.ts';
import { checkOwner, checkReturn, confirm, unexpectedState } from './confirm.ts';
import { openIntent } from './intent.ts';
import { methodNamed } from './method.ts';
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
  'excluded_payment_method_types',
  'payment_method_configuration',
  'radar_options',
  'shipping',
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
  post('/v1/payment_intents/:id/confirm', CONFIRMING, ({ books, params, path }) => {
    const intent = books.get('payment_intent', path('id'));
    checkReturn(params, intent.automatic_payment_methods);
    return confirm(books, intent, params);
  }),
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
  return confirming ? confirm(books, intent, params, method) : intent;
}

function automatic(params: Params): PaymentIntent['automatic_payment_methods'] {
  if (params.has('allowed_payment_method_types')) return null;
  const given = params.child('automatic_payment_methods');
  return { enabled: true, allow_redirects: given?.choice('allow_redirects', ['always', 'never']) ?? 'always' };
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
