import type { Books } from '../books.ts';
import { planOf } from '../object/price.ts';
import { newItem, type Subscription, type SubscriptionItem } from '../object/subscription.ts';
import type { Params } from '../wire/params.ts';
import { mergeMetadata } from '../wire/params.ts';
import { badParameter, refused } from '../wire/problem.ts';
import { collect } from './collect.ts';
import { draftInvoice, finalize } from './invoice.ts';
import { pricedRow } from './price.ts';
import { prorate } from './proration.ts';
import { checkCount } from './subscribe.ts';

export type ProrationBehavior = 'create_prorations' | 'none' | 'always_invoice';

/** Applies `items[]` of an update: changes the named items, adds new ones, drops those marked deleted. */
export function changeItems(books: Books, sub: Subscription, rows: Params[], proration: ProrationBehavior): void {
  for (const row of rows) {
    const id = row.text('id');
    const item = id ? sub.items.data.find(it => it.id === id) : undefined;
    if (id && !item) throw badParameter(row.label('id'), `No such subscription item: '${id}'`, 'resource_missing');
    if (item && row.flag('deleted')) drop(books, sub, item, proration);
    else if (item) alter(books, sub, item, row, proration);
    else add(books, sub, row, proration);
  }
}

/** `always_invoice` bills the prorations at once. */
export function invoiceChanges(books: Books, sub: Subscription): void {
  const waiting = books.list('invoiceitem', it => it.customer === sub.customer && it.invoice === null);
  if (waiting.length > 0) collect(books, finalize(books, draftInvoice(books, sub, 'subscription_update', false)));
}

const periodOf = (sub: Subscription): { start: number; end: number } => {
  const first = sub.items.data[0];
  if (!first) throw new Error(`Subscription ${sub.id} has no items.`);
  return { start: first.current_period_start, end: first.current_period_end };
};

const prorates = (sub: Subscription, proration: ProrationBehavior): boolean =>
  proration !== 'none' && sub.status !== 'trialing' && sub.status !== 'incomplete';

function alter(
  books: Books,
  sub: Subscription,
  item: SubscriptionItem,
  row: Params,
  proration: ProrationBehavior,
): void {
  const next = pricedRow(books, row, item.price);
  if (!next.price.recurring) throw refused('Subscription items need a recurring price.', undefined, row.label('price'));
  const quantity = row.has('quantity') ? next.quantity : item.quantity;
  const changed = next.price.id !== item.price.id || quantity !== item.quantity;
  if (changed && prorates(sub, proration))
    prorate(books, sub, periodOf(sub), [
      { item: item.id, price: item.price, quantity: item.quantity, sign: -1 },
      { item: item.id, price: next.price, quantity, sign: 1 },
    ]);
  item.price = next.price;
  item.plan = planOf(next.price);
  item.quantity = quantity;
  item.metadata = mergeMetadata(item.metadata, row);
}

function add(books: Books, sub: Subscription, row: Params, proration: ProrationBehavior): void {
  const next = pricedRow(books, row);
  if (!next.price.recurring) throw refused('Subscription items need a recurring price.', undefined, row.label('price'));
  if (next.price.currency !== sub.currency)
    throw refused('All prices on a subscription must have the same currency.', undefined, row.label('price'));
  if (sub.items.data.some(it => it.price.id === next.price.id))
    throw refused(
      `Cannot add multiple subscription items with the same price: ${next.price.id}`,
      undefined,
      row.label('price'),
    );
  checkCount(sub.items.data.length + 1, row.label('price'));
  const item = newItem(books.world.id('si', 14), books.now(), { ...next, subscription: sub.id, ...periodOf(sub) });
  if (prorates(sub, proration))
    prorate(books, sub, periodOf(sub), [{ item: item.id, price: item.price, quantity: item.quantity, sign: 1 }]);
  sub.items.data.push(item);
}

function drop(books: Books, sub: Subscription, item: SubscriptionItem, proration: ProrationBehavior): void {
  if (sub.items.data.length === 1)
    throw refused(
      'A subscription must have at least one active item. To cancel a subscription, please use the cancel API endpoint.',
    );
  if (prorates(sub, proration))
    prorate(books, sub, periodOf(sub), [{ item: item.id, price: item.price, quantity: item.quantity, sign: -1 }]);
  sub.items.data = sub.items.data.filter(it => it !== item);
}
