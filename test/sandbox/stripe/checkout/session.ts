import { pricedRow, productName } from '../billing/price.ts';
import { checkCurrency, checkRows } from '../billing/subscribe.ts';
import type { Books } from '../books.ts';
import { checkOpenForBusiness } from '../connect/open.ts';
import { alive } from '../customer/customer.ts';
import { newSession, newSessionLine, type Session, type SessionMode } from '../object/session.ts';
import { checkAmount } from '../payment/money.ts';
import { openSetup } from '../payment/setup-api.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { badParameter } from '../wire/problem.ts';
import { type Order, orders } from './lines.ts';

const HALF_HOUR = 1800;
const DAY = 86_400;

/** Opens a Checkout session whose page waits on the sandbox's own origin. */
export function openSession(books: Books, params: Params): Session {
  checkOpenForBusiness(books);
  const mode = params.choice('mode', ['subscription', 'setup', 'payment']);
  if (!mode) throw params.missing('mode');
  const successUrl = addressOf(params, 'success_url') ?? params.need('success_url');
  const customer = buyer(books, params);
  checkFitting(params, mode);
  const order = orderFrom(books, params, mode, customer);
  const currency = order.lines[0]?.currency ?? params.text('currency')?.toLowerCase() ?? null;
  const total = mode === 'setup' ? null : order.lines.reduce((sum, line) => sum + line.amount_total, 0);
  const isFree = mode === 'subscription' && total === 0;
  if (total !== null && currency && !order.trialEnd && !isFree) checkAmount(total, currency, 'line_items');
  const id = `cs_test_a1${books.world.id('', 56).slice(1)}`;
  const session = newSession(id, books.now(), {
    mode,
    currency,
    total: order.trialEnd ? 0 : total,
    success_url: successUrl,
    expires_at: expiry(books, params),
    url: `${books.world.ctx.urls.stripe}/c/pay/${id}`,
  });
  describe(session, params);
  session.customer = customer;
  if (mode === 'subscription' && !customer) session.customer_creation = 'always';
  if (mode === 'payment' && !customer)
    session.customer_creation = params.choice('customer_creation', ['always', 'if_required']) ?? 'if_required';
  const { email, name } = books.peek('customer', customer) ?? { email: session.customer_email, name: null };
  if (email) session.customer_details = payer(email, name);
  if (mode === 'setup') session.setup_intent = openSetup(books, customer, order.metadata).id;
  orders(books).set(id, order);
  return books.put('checkout.session', session);
}

/** `customer_details` as a session shows them. */
export const payer = (email: string | null, name: string | null): Record<string, unknown> => ({
  address: null,
  business_name: null,
  email,
  individual_name: null,
  name,
  phone: null,
  tax_exempt: 'none',
  tax_ids: [],
});

function buyer(books: Books, params: Params): string | null {
  const customer = params.text('customer');
  if (customer && params.text('customer_email'))
    throw badParameter(
      'customer_email',
      'You may only specify one of these parameters: customer, customer_email.',
      'parameters_exclusive',
    );
  return customer ? alive(books, customer).id : null;
}

/** Parameters that belong to another mode are refused. */
function checkFitting(params: Params, mode: SessionMode): void {
  const foreign = {
    subscription: ['setup_intent_data', 'payment_intent_data', 'customer_creation'],
    setup: ['subscription_data', 'payment_intent_data', 'line_items'],
    payment: ['subscription_data', 'setup_intent_data'],
  }[mode];
  for (const name of foreign)
    if (params.has(name)) throw badParameter(name, `You can not pass \`${name}\` in \`${mode}\` mode.`);
  if (mode === 'setup' && !params.has('currency') && !params.has('allowed_payment_method_types'))
    throw badParameter(
      'currency',
      'Missing required param: currency. It is required in `setup` mode unless `allowed_payment_method_types` is set.',
      'parameter_missing',
    );
  const ui = params.text('ui_mode');
  if (ui && ui !== 'hosted_page') throw badParameter('ui_mode', 'The sandbox has hosted pages only.');
}

function orderFrom(books: Books, params: Params, mode: SessionMode, customer: string | null): Order {
  const rows = params.rows('line_items').map(row => pricedRow(books, row));
  if (mode === 'subscription') checkRows(books, rows, customer, 'line_items');
  if (mode === 'payment') {
    if (rows.length === 0) throw params.missing('line_items');
    for (const { price } of rows) checkCurrency(books, customer, price.currency);
  }
  const data = params.child(
    `${mode === 'setup' ? 'setup_intent' : mode === 'payment' ? 'payment_intent' : 'subscription'}_data`,
  );
  return {
    lines: rows.map(({ price, quantity }) =>
      newSessionLine(books.world.id('li'), price, quantity, productName(books, price), price.unit_amount * quantity),
    ),
    metadata: data ? mergeMetadata({}, data) : {},
    description: data?.textOrNull('description') ?? null,
    trialEnd: data ? trialOf(books, data) : null,
    setupFutureUsage: data?.textOrNull('setup_future_usage') ?? null,
  };
}

function trialOf(books: Books, data: Params): Order['trialEnd'] {
  const [days, at] = [data.int('trial_period_days'), data.int('trial_end')];
  if (days !== undefined && days < 1)
    throw badParameter(data.label('trial_period_days'), 'The minimum number of trial period days is 1.');
  if (at !== undefined && at < books.now() + 2 * DAY)
    throw badParameter(data.label('trial_end'), 'The `trial_end` date has to be at least 2 days in the future.');
  return at !== undefined ? { at } : days !== undefined ? { days } : null;
}

function expiry(books: Books, params: Params): number {
  const at = params.int('expires_at') ?? books.now() + DAY;
  if (at < books.now() + HALF_HOUR || at > books.now() + DAY)
    throw badParameter(
      'expires_at',
      'The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session creation.',
    );
  return at;
}

function addressOf(params: Params, name: string): string | null {
  const url = params.textOrNull(name);
  if (url && !/^https?:\/\/[^\s/]+/.test(url)) throw badParameter(name, 'Not a valid URL', 'url_invalid');
  return url ?? null;
}

function describe(session: Session, params: Params): void {
  session.cancel_url = addressOf(params, 'cancel_url');
  session.client_reference_id = params.textOrNull('client_reference_id') ?? null;
  session.customer_email = params.textOrNull('customer_email') ?? null;
  session.locale = params.textOrNull('locale') ?? null;
  session.metadata = mergeMetadata({}, params);
}

/** An open session that ran out, or was expired by the API. */
export function expireSession(books: Books, session: Session): Session {
  books.change(session, undefined, it => {
    it.status = 'expired';
    it.url = null;
  });
  books.emit('checkout.session.expired', session);
  return session;
}
