import type { Books } from '../books.ts';
import { alive } from '../customer/customer.ts';
import type { Invoice } from '../object/invoice.ts';
import { type InvoiceItem, newInvoiceItem } from '../object/invoice-line.ts';
import { methodNamed } from '../payment/method.ts';
import { type Call, del, type Endpoint, get, post } from '../wire/endpoint.ts';
import { createdWithin, PAGING, page } from '../wire/list.ts';
import { mergeMetadata } from '../wire/params.ts';
import { Problem, refused } from '../wire/problem.ts';
import { collect, markPaid, subscriptionOf } from './collect.ts';
import { finalize } from './invoice.ts';
import { intentOf } from './payments.ts';
import { afterFailure, voidInvoice } from './standing.ts';

const STATUSES = ['draft', 'open', 'paid', 'uncollectible', 'void'] as const;

export const invoices: Endpoint[] = [
  get('/v1/invoices', ['customer', 'subscription', 'status', 'created', ...PAGING], list),
  get('/v1/invoices/:id', [], ({ books, path }) => books.get('invoice', path('id'))),
  post('/v1/invoices/:id', ['metadata', 'description', 'auto_advance', 'default_payment_method'], update),
  get('/v1/invoices/:id/lines', [...PAGING], ({ books, params, path }) => {
    const invoice = books.get('invoice', path('id'));
    return page(invoice.lines.data, params, `/v1/invoices/${invoice.id}/lines`);
  }),
  post('/v1/invoices/:id/finalize', ['auto_advance'], ({ books, path }) => {
    const invoice = books.get('invoice', path('id'));
    if (invoice.status !== 'draft')
      throw refused(
        "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
        'invoice_not_editable',
      );
    return finalize(books, invoice);
  }),
  post('/v1/invoices/:id/pay', ['payment_method', 'off_session', 'paid_out_of_band', 'forgive'], pay),
  post('/v1/invoices/:id/void', [], ({ books, path }) => {
    const invoice = books.get('invoice', path('id'));
    if (invoice.status !== 'open' && invoice.status !== 'uncollectible')
      throw refused(`You can only void open or uncollectible invoices. This invoice is ${invoice.status}.`);
    return voidInvoice(books, invoice);
  }),
  post('/v1/invoices/:id/mark_uncollectible', [], ({ books, path }) => {
    const invoice = books.get('invoice', path('id'));
    if (invoice.status !== 'open') throw refused('You can only mark open invoices as uncollectible.');
    books.change(invoice, undefined, it => {
      it.status = 'uncollectible';
      it.next_payment_attempt = null;
      it.status_transitions = { ...it.status_transitions, marked_uncollectible_at: books.now() };
    });
    books.emit('invoice.marked_uncollectible', invoice);
    return invoice;
  }),
  get(
    '/v1/invoice_payments',
    ['invoice', 'status', 'payment.type', 'payment.payment_intent', 'created', ...PAGING],
    ({ books, params }) => {
      const [invoice, status, intent] = [
        params.text('invoice'),
        params.text('status'),
        params.child('payment')?.text('payment_intent'),
      ];
      const found = books.list(
        'invoice_payment',
        it =>
          (!invoice || it.invoice === invoice) &&
          (!status || it.status === status) &&
          (!intent || it.payment.payment_intent === intent),
      );
      return page(found, params, '/v1/invoice_payments');
    },
  ),
  get('/v1/invoice_payments/:id', [], ({ books, path }) => books.get('invoice_payment', path('id'))),
  post('/v1/invoiceitems', ['customer', 'amount', 'currency', 'description', 'subscription', 'metadata'], addItem),
  get('/v1/invoiceitems', ['customer', 'pending', ...PAGING], ({ books, params }) => {
    const [customer, pending] = [params.text('customer'), params.flag('pending')];
    const found = books.list(
      'invoiceitem',
      it => (!customer || it.customer === customer) && (pending === undefined || (it.invoice === null) === pending),
    );
    return page(found, params, '/v1/invoiceitems');
  }),
  get('/v1/invoiceitems/:id', [], ({ books, path }) => books.get('invoiceitem', path('id'))),
  del('/v1/invoiceitems/:id', [], ({ books, path }) => {
    const item = books.get('invoiceitem', path('id'));
    if (item.invoice)
      throw refused('Cannot delete an invoice item that is attached to an invoice that is no longer editable.');
    books.world.shelf('invoiceitem').delete(item.id);
    return { id: item.id, object: 'invoiceitem', deleted: true };
  }),
];

function list({ books, params }: Call) {
  const [customer, sub, within] = [params.text('customer'), params.text('subscription'), createdWithin(params)];
  const status = params.choice('status', STATUSES);
  const found = books.list(
    'invoice',
    it =>
      (!customer || it.customer === customer) &&
      (!sub || it.parent?.subscription_details.subscription === sub) &&
      (!status || it.status === status) &&
      within(it),
  );
  return page(found, params, '/v1/invoices');
}

function update({ books, params, path }: Call): Invoice {
  return books.change(books.get('invoice', path('id')), 'invoice.updated', it => {
    it.metadata = mergeMetadata(it.metadata, params);
    it.description = params.textOrNull('description') ?? it.description;
    it.auto_advance = params.flag('auto_advance') ?? it.auto_advance;
    const method = params.text('default_payment_method');
    if (method) it.default_payment_method = books.get('payment_method', method, 'default_payment_method').id;
  });
}

function pay({ books, params, path }: Call): Invoice {
  const invoice = books.get('invoice', path('id'));
  if (invoice.status === 'draft') finalize(books, invoice);
  if (invoice.status === 'paid') throw refused('Invoice is already paid');
  if (invoice.status !== 'open') throw refused(`This invoice can no longer be paid: it is ${invoice.status}.`);
  if (params.flag('paid_out_of_band')) markPaid(books, invoice);
  else collectNow(books, invoice, params.text('payment_method'), params.flag('off_session') === false);
  return invoice;
}

/** Pays by hand: a refusal of the bank is a 402, and the invoice stays open. */
export function collectNow(books: Books, invoice: Invoice, method: string | undefined, onSession: boolean): void {
  const card = method ? methodNamed(books, method, 'payment_method') : undefined;
  const error = collect(books, invoice, { card, onSession, byHand: true });
  const sub = subscriptionOf(books, invoice);
  if (sub && invoice.status === 'open') afterFailure(books, sub);
  const intent = intentOf(books, invoice.id);
  if (error)
    throw new Problem(error.type === 'card_error' ? 402 : 400, {
      ...error,
      ...(intent ? { payment_intent: structuredClone(intent) } : {}),
    });
  if (intent?.status === 'requires_action')
    throw new Problem(402, {
      type: 'card_error',
      code: 'invoice_payment_intent_requires_action',
      message: 'This payment requires additional user action before it can be completed successfully.',
      payment_intent: structuredClone(intent),
    });
}

function addItem({ books, params }: Call): InvoiceItem {
  const customer = alive(books, params.need('customer'));
  const amount = params.int('amount');
  if (amount === undefined) throw params.missing('amount');
  const subId = params.text('subscription');
  const sub = subId ? books.get('subscription', subId, 'subscription') : undefined;
  const item = newInvoiceItem(books.world.id('ii'), books.now(), {
    amount,
    currency: params.need('currency').toLowerCase(),
    customer: customer.id,
    description: params.textOrNull('description') ?? null,
    parent: sub ? { subscription_details: { subscription: sub.id }, type: 'subscription_details' } : null,
    period: { start: books.now(), end: books.now() },
    proration: false,
  });
  item.metadata = mergeMetadata({}, params);
  books.put('invoiceitem', item);
  books.emit('invoiceitem.created', item);
  return item;
}
