import type { Books } from '../books.ts';
import { newPrice, newProduct, type Price, type Recurring } from '../object/price.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { badParameter } from '../wire/problem.ts';

const INTERVALS = ['day', 'week', 'month', 'year'] as const;

/** The parameters of an inline price below `prefix`. */
export const priceDataPaths = (prefix: string): string[] =>
  [
    'currency',
    'unit_amount',
    'unit_amount_decimal',
    'product',
    'product_data.name',
    'product_data.description',
    'product_data.metadata',
    'product_data.images',
    'product_data.tax_code',
    'product_data.unit_label',
    'recurring.interval',
    'recurring.interval_count',
    'tax_behavior',
  ].map(name => `${prefix}.${name}`);

export interface PricedRow {
  price: Price;
  quantity: number;
  metadata: Record<string, string>;
}

/** Reads `price` or `price_data` with its `quantity` from one row of items. */
export function pricedRow(books: Books, row: Params, kept?: Price): PricedRow {
  const quantity = row.int('quantity') ?? 1;
  if (quantity < 0)
    throw badParameter(row.label('quantity'), 'Invalid non-negative integer', 'parameter_invalid_integer');
  return { price: priceOf(books, row) ?? kept ?? needPrice(row), quantity, metadata: mergeMetadata({}, row) };
}

function needPrice(row: Params): never {
  throw row.missing('price');
}

function priceOf(books: Books, row: Params): Price | undefined {
  const [id, data] = [row.text('price'), row.child('price_data')];
  if (id && data)
    throw badParameter(
      row.label('price'),
      'You may only specify one of these parameters: price, price_data.',
      'parameters_exclusive',
    );
  if (id) {
    const price = books.get('price', id, row.label('price'));
    if (!price.active)
      throw badParameter(row.label('price'), 'The price specified is inactive. This field only accepts active prices.');
    return price;
  }
  return data ? priceFromData(books, data) : undefined;
}

/** An inline price, stored with a product of its own where `product_data` describes one. */
export function priceFromData(books: Books, data: Params): Price {
  const amount = unitAmount(data);
  const currency = data.need('currency').toLowerCase();
  const product = data.text('product');
  if (product) books.get('product', product, data.label('product'));
  const productId = product ?? productFromData(books, data);
  const terms = { currency, product: productId, unit_amount: amount, recurring: recurringOf(data) };
  const price = newPrice(books.world.id('price'), books.now(), terms);
  price.active = true;
  return books.put('price', price);
}

export function unitAmount(data: Params): number {
  const decimal = data.text('unit_amount_decimal');
  const amount = data.int('unit_amount') ?? (decimal === undefined ? undefined : Number(decimal));
  if (amount === undefined || Number.isNaN(amount)) throw data.missing('unit_amount');
  if (amount < 0)
    throw badParameter(data.label('unit_amount'), 'Invalid non-negative integer', 'parameter_invalid_integer');
  return Math.round(amount);
}

export function recurringOf(data: Params): Recurring | null {
  const given = data.child('recurring');
  if (!given) return null;
  const interval = given.choice('interval', INTERVALS);
  if (!interval) throw given.missing('interval');
  return {
    interval,
    interval_count: given.int('interval_count') ?? 1,
    meter: null,
    usage_type: 'licensed',
    trial_period_days: null,
  };
}

function productFromData(books: Books, data: Params): string {
  const described = data.child('product_data');
  if (!described) throw data.missing('product');
  const product = newProduct(books.world.id('prod', 14), books.now(), described.need('name'));
  product.description = described.textOrNull('description') ?? null;
  product.metadata = mergeMetadata({}, described);
  return books.put('product', product).id;
}

export const productName = (books: Books, price: Price): string =>
  books.peek('product', price.product)?.name ?? 'Subscription';
