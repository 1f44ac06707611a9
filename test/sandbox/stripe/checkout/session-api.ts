import { type Endpoint, get, post } from '../wire/endpoint.ts';
import { createdWithin, PAGING, page } from '../wire/list.ts';
import { mergeMetadata } from '../wire/params.ts';
import { refused } from '../wire/problem.ts';
import { linesOf } from './lines.ts';
import { expireSession, openSession } from './session.ts';
import { SESSION_PARAMS } from './session-params.ts';

const STATUSES = ['open', 'complete', 'expired'] as const;

export const checkoutSessions: Endpoint[] = [
  post('/v1/checkout/sessions', SESSION_PARAMS, ({ books, params }) => openSession(books, params)),
  get(
    '/v1/checkout/sessions',
    ['customer', 'subscription', 'payment_intent', 'status', 'created', ...PAGING],
    ({ books, params }) => {
      const [customer, sub, intent] = [
        params.text('customer'),
        params.text('subscription'),
        params.text('payment_intent'),
      ];
      const [status, within] = [params.choice('status', STATUSES), createdWithin(params)];
      const found = books.list(
        'checkout.session',
        it =>
          (!customer || it.customer === customer) &&
          (!sub || it.subscription === sub) &&
          (!intent || it.payment_intent === intent) &&
          (!status || it.status === status) &&
          within(it),
      );
      return page(found, params, '/v1/checkout/sessions');
    },
  ),
  get('/v1/checkout/sessions/:id', [], ({ books, path }) => books.get('checkout.session', path('id'))),
  post('/v1/checkout/sessions/:id', ['metadata'], ({ books, params, path }) =>
    books.change(books.get('checkout.session', path('id')), undefined, it => {
      it.metadata = mergeMetadata(it.metadata, params);
    }),
  ),
  get('/v1/checkout/sessions/:id/line_items', [...PAGING], ({ books, params, path }) => {
    const session = books.get('checkout.session', path('id'));
    return page(linesOf(books, session.id).data, params, `/v1/checkout/sessions/${session.id}/line_items`);
  }),
  post('/v1/checkout/sessions/:id/expire', [], ({ books, path }) => {
    const session = books.get('checkout.session', path('id'));
    if (session.status !== 'open')
      throw refused(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      );
    return expireSession(books, session);
  }),
];
