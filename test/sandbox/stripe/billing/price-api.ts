import type { Books } from '../books.ts';
import { newPrice, newProduct, type Product } from '../object/price.ts';
import { type Endpoint, get, post } from '../wire/endpoint.ts';
import { PAGING, page } from '../wire/list.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { recurringOf, unitAmount } from './price.ts';

const PRICE = [
  'currency',
  'unit_amount',
  'unit_amount_decimal',
  'recurring.interval',
  'recurring.interval_count',
  'product',
  'product_data.name',
  'nickname',
  'lookup_key',
  'metadata',
  'active',
  'tax_behavior',
];
const PRODUCT = [
  'name',
  'description',
  'metadata',
  'active',
  'images',
  'tax_code',
  'unit_label',
  'url',
  'statement_descriptor',
];

export const prices: Endpoint[] = [
  post('/v1/products', [...PRODUCT, 'id'], ({ books, params }) => {
    const product = newProduct(params.text('id') ?? books.world.id('prod', 14), books.now(), params.need('name'));
    describe(books, product, params);
    books.put('product', product);
    books.emit('product.created', product);
    return product;
  }),
  get('/v1/products', ['active', ...PAGING], ({ books, params }) =>
    page(books.list('product'), params, '/v1/products'),
  ),
  get('/v1/products/:id', [], ({ books, path }) => books.get('product', path('id'))),
  post('/v1/products/:id', PRODUCT, ({ books, params, path }) =>
    books.change(books.get('product', path('id')), 'product.updated', product => describe(books, product, params)),
  ),
  post('/v1/prices', PRICE, ({ books, params }) => {
    const named = params.child('product_data')?.need('name');
    const product = named
      ? books.put('product', newProduct(books.world.id('prod', 14), books.now(), named))
      : books.get('product', params.need('product'), 'product');
    const terms = {
      currency: params.need('currency').toLowerCase(),
      product: product.id,
      unit_amount: unitAmount(params),
      recurring: recurringOf(params),
    };
    const price = newPrice(books.world.id('price'), books.now(), terms);
    price.nickname = params.textOrNull('nickname') ?? null;
    price.lookup_key = params.textOrNull('lookup_key') ?? null;
    price.metadata = mergeMetadata({}, params);
    books.put('price', price);
    books.emit('price.created', price);
    return price;
  }),
  get('/v1/prices', ['product', 'active', ...PAGING], ({ books, params }) => {
    const product = params.text('product');
    return page(
      books.list('price', it => !product || it.product === product),
      params,
      '/v1/prices',
    );
  }),
  get('/v1/prices/:id', [], ({ books, path }) => books.get('price', path('id'))),
  post('/v1/prices/:id', ['active', 'metadata', 'nickname', 'lookup_key'], ({ books, params, path }) =>
    books.change(books.get('price', path('id')), 'price.updated', price => {
      price.active = params.flag('active') ?? price.active;
      price.nickname = params.textOrNull('nickname') ?? price.nickname;
      price.metadata = mergeMetadata(price.metadata, params);
    }),
  ),
];

function describe(books: Books, product: Product, params: Params): void {
  product.name = params.text('name') ?? product.name;
  product.description = params.textOrNull('description') ?? product.description;
  product.active = params.flag('active') ?? product.active;
  product.metadata = mergeMetadata(product.metadata, params);
  product.updated = books.now();
}
