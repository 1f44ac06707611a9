import type { Books } from '../books.ts';
import { checkOpenForBusiness } from '../connect/open.ts';
import { alive } from '../customer/customer.ts';
import type { Subscription, SubscriptionStatus } from '../object/subscription.ts';
import { type Call, del, type Endpoint, get, post } from '../wire/endpoint.ts';
import { createdWithin, PAGING, page } from '../wire/list.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { badParameter, missing, refused } from '../wire/problem.ts';
import { cancelNow } from './cancel.ts';
import { priceDataPaths, pricedRow } from './price.ts';
import { subscribe } from './subscribe.ts';
import { updateSubscription } from './update-subscription.ts';

const ITEMS = ['items.price', 'items.quantity', 'items.metadata', ...priceDataPaths('items.price_data')];
const FIELDS = [
  'metadata',
  'description',
  'default_payment_method',
  'cancel_at_period_end',
  'payment_behavior',
  'off_session',
  'proration_behavior',
  'trial_end',
  'payment_settings.save_default_payment_method',
  'collection_method',
];
const STATUSES = [
  'active',
  'past_due',
  'unpaid',
  'canceled',
  'incomplete',
  'incomplete_expired',
  'trialing',
  'paused',
  'all',
  'ended',
] as const;

export const subscriptions: Endpoint[] = [
  post(
    '/v1/subscriptions',
    [...FIELDS, ...ITEMS, 'customer', 'trial_period_days', 'currency', 'billing_mode.type'],
    create,
  ),
  get('/v1/subscriptions', ['customer', 'status', 'price', 'created', ...PAGING], list),
  get('/v1/subscriptions/:id', [], ({ books, path }) => books.get('subscription', path('id'))),
  post(
    '/v1/subscriptions/:id',
    [...FIELDS, ...ITEMS, 'items.id', 'items.deleted', 'cancel_at', 'cancellation_details', 'billing_cycle_anchor'],
    ({ books, params, path }) => updateSubscription(books, books.get('subscription', path('id')), params),
  ),
  del(
    '/v1/subscriptions/:id',
    ['invoice_now', 'prorate', 'cancellation_details.comment', 'cancellation_details.feedback'],
    cancel,
  ),
];

function create({ books, params }: Call): Subscription {
  checkOpenForBusiness(books);
  const customer = alive(books, params.need('customer'));
  if (params.text('collection_method') === 'send_invoice')
    throw badParameter('collection_method', 'The sandbox collects automatically only.');
  const rows = params.rows('items').map(row => pricedRow(books, row));
  const card = ownCard(books, params, customer.id);
  const trialEnd = trialEndOf(books, params);
  const behavior =
    params.choice('payment_behavior', [
      'allow_incomplete',
      'default_incomplete',
      'error_if_incomplete',
      'pending_if_incomplete',
    ]) ?? 'allow_incomplete';
  const payable = card ?? customer.invoice_settings.default_payment_method;
  if (!payable && trialEnd === null && behavior !== 'default_incomplete')
    throw refused(
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, see the customer's payment methods.",
      'resource_missing',
    );
  return subscribe(books, {
    customer: customer.id,
    rows,
    metadata: mergeMetadata({}, params),
    card,
    description: params.textOrNull('description') ?? null,
    trialEnd,
    behavior,
    cancelAtPeriodEnd: params.flag('cancel_at_period_end') ?? false,
    onSession: !params.flag('off_session'),
  });
}

/** A card given for the subscription must be the customer's own. */
export function ownCard(books: Books, params: Params, customer: string): string | null {
  const id = params.text('default_payment_method');
  if (!id) return null;
  if (books.get('payment_method', id, 'default_payment_method').customer === customer) return id;
  throw refused(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    'resource_missing',
    'default_payment_method',
  );
}

function trialEndOf(books: Books, params: Params): number | null {
  const days = params.int('trial_period_days');
  if (params.has('trial_end') && days !== undefined)
    throw badParameter(
      'trial_end',
      'You may only specify one of these parameters: trial_end, trial_period_days.',
      'parameters_exclusive',
    );
  if (days !== undefined && days > 0) return books.now() + days * 86_400;
  if (params.text('trial_end') === 'now') return null;
  const end = params.int('trial_end');
  if (end !== undefined && end <= books.now()) throw badParameter('trial_end', 'Timestamp must be in the future.');
  return end ?? null;
}

function list({ books, params }: Call) {
  const [customer, price, within] = [params.text('customer'), params.text('price'), createdWithin(params)];
  const status = params.choice('status', STATUSES);
  const found = books.list(
    'subscription',
    it =>
      (!customer || it.customer === customer) &&
      (!price || it.items.data.some(item => item.price.id === price)) &&
      hasStatus(it.status, status) &&
      within(it),
  );
  return page(found, params, '/v1/subscriptions');
}

function hasStatus(status: SubscriptionStatus, wanted: (typeof STATUSES)[number] | undefined): boolean {
  if (wanted === 'all') return true;
  if (wanted === 'ended') return status === 'canceled' || status === 'incomplete_expired';
  return wanted === undefined ? status !== 'canceled' && status !== 'incomplete_expired' : status === wanted;
}

function cancel({ books, params, path }: Call): Subscription {
  const sub = books.get('subscription', path('id'));
  if (sub.ended_at) throw missing('subscription', sub.id);
  const details = params.child('cancellation_details');
  sub.cancellation_details = {
    ...sub.cancellation_details,
    comment: details?.textOrNull('comment') ?? sub.cancellation_details.comment,
    feedback: details?.textOrNull('feedback') ?? sub.cancellation_details.feedback,
  };
  return cancelNow(books, sub, 'cancellation_requested');
}
