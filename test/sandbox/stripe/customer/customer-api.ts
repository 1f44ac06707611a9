import { cancelNow } from '../billing/cancel.ts';
import type { Books } from '../books.ts';
import type { Customer } from '../object/customer.ts';
import { noAddress, type Thing } from '../object/thing.ts';
import { attach, detach, methodNamed } from '../payment/method.ts';
import { type Call, del, type Endpoint, get, post } from '../wire/endpoint.ts';
import { createdWithin, PAGING, page } from '../wire/list.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { badParameter, refused } from '../wire/problem.ts';
import { addCustomer, alive } from './customer.ts';

const FIELDS = [
  'address',
  'description',
  'email',
  'metadata',
  'name',
  'phone',
  'preferred_locales',
  'shipping',
  'tax_exempt',
];
const DEFAULTS = ['invoice_settings.default_payment_method', 'invoice_settings.footer'];

export const customers: Endpoint[] = [
  post('/v1/customers', [...FIELDS, ...DEFAULTS, 'payment_method', 'invoice_prefix'], ({ books, params }) => {
    const customer = addCustomer(books);
    describe(customer, params);
    const method = params.text('payment_method');
    if (method) attach(books, methodNamed(books, method, 'payment_method'), customer.id);
    setDefault(books, customer, params);
    books.put('customer', customer);
    books.emit('customer.created', customer);
    return customer;
  }),
  get('/v1/customers', ['email', 'created', ...PAGING], ({ books, params }) => {
    const [email, within] = [params.text('email'), createdWithin(params)];
    const found = books.list(
      'customer',
      it => !it.deleted && (email === undefined || it.email === email) && within(it),
    );
    return page(found, params, '/v1/customers');
  }),
  get('/v1/customers/:id', [], ({ books, path }) => shown(books.get('customer', path('id')))),
  post('/v1/customers/:id', [...FIELDS, ...DEFAULTS], ({ books, params, path }) =>
    books.change(alive(books, path('id'), 'id'), 'customer.updated', customer => {
      describe(customer, params);
      setDefault(books, customer, params);
    }),
  ),
  del('/v1/customers/:id', [], remove),
];

const shown = (customer: Customer): Thing =>
  customer.deleted ? { id: customer.id, object: 'customer', deleted: true } : customer;

function describe(customer: Customer, params: Params): void {
  for (const field of ['description', 'name', 'phone'] as const) {
    const value = params.textOrNull(field);
    if (value !== undefined) customer[field] = value;
  }
  const email = params.textOrNull('email');
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email))
    throw badParameter('email', `Invalid email address: ${email}`, 'email_invalid');
  if (email !== undefined) customer.email = email;
  const address = params.entries('address');
  if (address !== undefined) customer.address = address && { ...noAddress(), ...address };
  customer.metadata = mergeMetadata(customer.metadata, params);
}

function setDefault(books: Books, customer: Customer, params: Params): void {
  const given = params.child('invoice_settings')?.textOrNull('default_payment_method');
  if (given === undefined) return;
  if (
    given !== null &&
    books.get('payment_method', given, 'invoice_settings[default_payment_method]').customer !== customer.id
  )
    throw refused(
      `The customer does not have a payment method with the ID ${given}. The payment method must be attached to the customer.`,
      'resource_missing',
      'invoice_settings[default_payment_method]',
    );
  customer.invoice_settings = { ...customer.invoice_settings, default_payment_method: given };
}

function remove({ books, path }: Call): Thing {
  const customer = alive(books, path('id'), 'id');
  for (const sub of books.list('subscription', it => it.customer === customer.id && !it.ended_at))
    cancelNow(books, sub, 'cancellation_requested');
  for (const method of books.list('payment_method', it => it.customer === customer.id)) detach(books, method);
  books.change(customer, undefined, it => {
    it.deleted = true;
  });
  books.emit('customer.deleted', customer);
  return shown(customer);
}
