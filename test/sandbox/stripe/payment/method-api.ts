import type { Books } from '../books.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import { type Call, type Endpoint, get, post } from '../wire/endpoint.ts';
import { PAGING, page } from '../wire/list.ts';
import { mergeMetadata } from '../wire/params.ts';
import { badParameter, missing } from '../wire/problem.ts';
import { attach, cardFrom, describePayer, detach, methodNamed } from './method.ts';

const PAYER = ['billing_details.address', 'billing_details.email', 'billing_details.name', 'billing_details.phone'];
const CARD = ['card.number', 'card.exp_month', 'card.exp_year', 'card.cvc', 'card.token'];

export const paymentMethods: Endpoint[] = [
  post('/v1/payment_methods', ['type', 'metadata', 'allow_redisplay', ...CARD, ...PAYER], create),
  get('/v1/payment_methods', ['customer', 'type', ...PAGING], ({ books, params }) => {
    const customer = params.text('customer');
    if (customer) books.get('customer', customer, 'customer');
    return page(cardsOf(books, customer), typed(params), '/v1/payment_methods');
  }),
  get('/v1/payment_methods/:id', [], ({ books, path }) => books.get('payment_method', path('id'))),
  post('/v1/payment_methods/:id', ['metadata', 'allow_redisplay', 'card.exp_month', 'card.exp_year', ...PAYER], update),
  post('/v1/payment_methods/:id/attach', ['customer'], ({ books, params, path }) => {
    const customer = books.get('customer', params.need('customer'), 'customer');
    return attach(books, methodNamed(books, path('id'), 'id'), customer.id);
  }),
  post('/v1/payment_methods/:id/detach', [], ({ books, path }) =>
    detach(books, books.get('payment_method', path('id'))),
  ),
  get('/v1/customers/:id/payment_methods', ['type', 'allow_redisplay', ...PAGING], ({ books, params, path }) => {
    const customer = books.get('customer', path('id'));
    return page(cardsOf(books, customer.id), typed(params), `/v1/customers/${customer.id}/payment_methods`);
  }),
  get('/v1/customers/:id/payment_methods/:method', [], ({ books, path }) => {
    const method = books.get('payment_method', path('method'));
    if (method.customer !== path('id')) throw missing('PaymentMethod', method.id);
    return method;
  }),
];

const cardsOf = (books: Books, customer: string | undefined): PaymentMethod[] =>
  customer ? books.list('payment_method', method => method.customer === customer) : [];

function typed(params: Call['params']): Call['params'] {
  params.choice('type', ['card']);
  return params;
}

function create({ books, params }: Call): PaymentMethod {
  const type = params.need('type');
  if (type !== 'card') throw badParameter('type', `The sandbox knows cards only, not ${type}.`);
  const card = params.child('card');
  if (!card) throw params.missing('card');
  const method = cardFrom(books, card);
  describePayer(method, params.child('billing_details'));
  method.metadata = mergeMetadata({}, params);
  return books.put('payment_method', method);
}

function update({ books, params, path }: Call): PaymentMethod {
  const method = books.get('payment_method', path('id'));
  return books.change(method, 'payment_method.updated', it => {
    const card = params.child('card');
    const exp_month = card?.int('exp_month') ?? it.card.exp_month;
    const exp_year = card?.int('exp_year') ?? it.card.exp_year;
    it.card = { ...it.card, exp_month, exp_year };
    it.metadata = mergeMetadata(it.metadata, params);
    describePayer(it, params.child('billing_details'));
  });
}
