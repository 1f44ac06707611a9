import type { Books } from '../books.ts';
import { type Charge, newRefund, type Refund } from '../object/charge.ts';
import { type Call, type Endpoint, get, post } from '../wire/endpoint.ts';
import { createdWithin, PAGING, page } from '../wire/list.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { badParameter, refused } from '../wire/problem.ts';
import { shown } from './money.ts';

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;

export const refunds: Endpoint[] = [
  post(
    '/v1/refunds',
    ['payment_intent', 'charge', 'amount', 'reason', 'metadata', 'refund_application_fee', 'reverse_transfer'],
    create,
  ),
  get('/v1/refunds', ['payment_intent', 'charge', 'created', ...PAGING], ({ books, params }) => {
    const [intent, charge, within] = [params.text('payment_intent'), params.text('charge'), createdWithin(params)];
    const found = books.list(
      'refund',
      it => (!intent || it.payment_intent === intent) && (!charge || it.charge === charge) && within(it),
    );
    return page(found, params, '/v1/refunds');
  }),
  get('/v1/refunds/:id', [], ({ books, path }) => books.get('refund', path('id'))),
  post('/v1/refunds/:id', ['metadata'], ({ books, params, path }) =>
    books.change(books.get('refund', path('id')), 'refund.updated', it => {
      it.metadata = mergeMetadata(it.metadata, params);
    }),
  ),
  get('/v1/charges', ['customer', 'payment_intent', 'created', ...PAGING], ({ books, params }) => {
    const [customer, intent, within] = [params.text('customer'), params.text('payment_intent'), createdWithin(params)];
    const found = books.list(
      'charge',
      it => (!customer || it.customer === customer) && (!intent || it.payment_intent === intent) && within(it),
    );
    return page(found, params, '/v1/charges');
  }),
  get('/v1/charges/:id', [], ({ books, path }) => books.get('charge', path('id'))),
];

function create({ books, params }: Call): Refund {
  const charge = chargeToRefund(books, params);
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) throw refused(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded');
  const amount = params.int('amount') ?? left;
  if (amount < 1) throw badParameter('amount', 'Invalid positive integer', 'parameter_invalid_integer');
  if (amount > left)
    throw refused(
      `Refund amount (${shown(amount, charge.currency)}) is greater than unrefunded amount on charge (${shown(left, charge.currency)})`,
      undefined,
      'amount',
    );
  const refund = newRefund(books.world.id('re'), books.now(), charge, amount, params.choice('reason', REASONS) ?? null);
  refund.metadata = mergeMetadata({}, params);
  books.put('refund', refund);
  books.change(charge, 'charge.refunded', it => {
    it.amount_refunded += amount;
    it.refunded = it.amount_refunded === it.amount;
    it.refunds = { ...it.refunds, data: [refund, ...it.refunds.data] };
  });
  books.emit('refund.created', refund);
  return refund;
}

function chargeToRefund(books: Books, params: Params): Charge {
  const [chargeId, intentId] = [params.text('charge'), params.text('payment_intent')];
  if (chargeId && intentId)
    throw badParameter(
      'charge',
      'You may only specify one of these parameters: charge, payment_intent.',
      'parameters_exclusive',
    );
  if (intentId) {
    const intent = books.get('payment_intent', intentId, 'payment_intent');
    const paid = books.peek('charge', intent.latest_charge);
    if (!paid?.paid)
      throw refused(
        `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
        'payment_intent_unexpected_state',
      );
    return paid;
  }
  if (!chargeId)
    throw badParameter(
      'payment_intent',
      'One of the following params should be provided for this request: payment_intent or charge.',
      'parameter_missing',
    );
  const charge = books.get('charge', chargeId, 'charge');
  if (!charge.paid) throw refused('Cannot refund a charge that did not succeed.', 'charge_not_refundable');
  return charge;
}
