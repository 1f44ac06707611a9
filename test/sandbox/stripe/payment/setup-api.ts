import type { Books } from '../books.ts';
import { alive } from '../customer/customer.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import { newSetupIntent, type SetupIntent } from '../object/setup-intent.ts';
import { type Call, type Endpoint, get, post } from '../wire/endpoint.ts';
import { PAGING, page } from '../wire/list.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { Problem, type ProblemBody, refused } from '../wire/problem.ts';
import { behaviourOf, plastics, savable, verdictOn } from './cards.ts';
import { declineBody } from './decline.ts';
import { consentUrl } from './intent.ts';
import { methodNamed, pinTo } from './method.ts';

const CONFIRMING = ['payment_method', 'return_url', 'mandate_data'];
const FIELDS = [
  'customer',
  'description',
  'metadata',
  'usage',
  'automatic_payment_methods',
  'allowed_payment_method_types',
];

export const setupIntents: Endpoint[] = [
  post('/v1/setup_intents', [...FIELDS, ...CONFIRMING, 'confirm'], ({ books, params }) => {
    const customer = params.text('customer');
    if (customer) alive(books, customer);
    const setup = openSetup(books, customer ?? null, mergeMetadata({}, params));
    setup.description = params.textOrNull('description') ?? null;
    setup.usage = params.choice('usage', ['off_session', 'on_session']) ?? 'off_session';
    return params.flag('confirm') ? confirm(books, setup, params) : setup;
  }),
  get('/v1/setup_intents', ['customer', 'payment_method', ...PAGING], ({ books, params }) => {
    const customer = params.text('customer');
    return page(
      books.list('setup_intent', it => !customer || it.customer === customer),
      params,
      '/v1/setup_intents',
    );
  }),
  get('/v1/setup_intents/:id', ['client_secret'], ({ books, path }) => books.get('setup_intent', path('id'))),
  post('/v1/setup_intents/:id/confirm', CONFIRMING, ({ books, params, path }) =>
    confirm(books, books.get('setup_intent', path('id')), params),
  ),
  post('/v1/setup_intents/:id/cancel', ['cancellation_reason'], cancel),
];

export function openSetup(books: Books, customer: string | null, metadata: Record<string, string>): SetupIntent {
  const terms = { customer, secret: books.world.id('', 24).slice(1), application: books.application() };
  const setup = newSetupIntent(books.world.id('seti'), books.now(), terms);
  setup.metadata = metadata;
  books.put('setup_intent', setup);
  books.emit('setup_intent.created', setup);
  return setup;
}

/** Saves the card for later. Answers why the bank refused, or undefined when it is saved. */
export function setUp(
  books: Books,
  setup: SetupIntent,
  card: PaymentMethod,
  consented: boolean,
): ProblemBody | undefined {
  const behaviour = behaviourOf(books, card);
  if (!savable(behaviour)) return setupFailed(books, setup, declineBody(verdictOn(behaviour), card));
  const known = plastics(books).get(card.id);
  if (consented && known?.behaviour === 'consent-once') plastics(books).set(card.id, { ...known, behaviour: 'ok' });
  if (setup.customer && !card.customer) pinTo(books, card, setup.customer);
  books.change(setup, undefined, it => {
    it.status = 'succeeded';
    it.payment_method = card.id;
    it.next_action = null;
    it.last_setup_error = null;
  });
  books.emit('setup_intent.succeeded', setup);
  return undefined;
}

export function setupFailed(books: Books, setup: SetupIntent, error: ProblemBody): ProblemBody {
  books.change(setup, undefined, it => {
    it.status = 'requires_payment_method';
    it.payment_method = null;
    it.next_action = null;
    it.last_setup_error = error;
  });
  books.emit('setup_intent.setup_failed', setup);
  return error;
}

function confirm(books: Books, setup: SetupIntent, params: Params): SetupIntent {
  if (setup.status === 'succeeded' || setup.status === 'canceled')
    throw refused(
      `You cannot confirm this SetupIntent because it has a status of ${setup.status}.`,
      'setup_intent_unexpected_state',
    );
  const id = params.text('payment_method') ?? setup.payment_method;
  if (!id) throw params.missing('payment_method');
  const card = methodNamed(books, id, 'payment_method');
  const behaviour = behaviourOf(books, card);
  if (behaviour === 'consent' || behaviour === 'consent-once')
    return askConsent(books, setup, card, params.text('return_url') ?? null);
  const error = setUp(books, setup, card, false);
  if (error) throw new Problem(402, { ...error, setup_intent: structuredClone(setup) });
  return setup;
}

function askConsent(books: Books, setup: SetupIntent, card: PaymentMethod, returnUrl: string | null): SetupIntent {
  const url = consentUrl(books, setup.id);
  books.change(setup, undefined, it => {
    it.status = 'requires_action';
    it.payment_method = card.id;
    it.next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: returnUrl } };
  });
  books.emit('setup_intent.requires_action', setup);
  return setup;
}

function cancel({ books, path }: Call): SetupIntent {
  const setup = books.get('setup_intent', path('id'));
  if (setup.status === 'succeeded' || setup.status === 'canceled')
    throw refused(
      `You cannot cancel this SetupIntent because it has a status of ${setup.status}.`,
      'setup_intent_unexpected_state',
    );
  books.change(setup, undefined, it => {
    it.status = 'canceled';
  });
  books.emit('setup_intent.canceled', setup);
  return setup;
}
