import type { Books } from '../books.ts';
import type { Subscription, SubscriptionItem } from '../object/subscription.ts';
import { del, type Endpoint, get, post } from '../wire/endpoint.ts';
import { PAGING, page } from '../wire/list.ts';
import { Params } from '../wire/params.ts';
import { missing, refused } from '../wire/problem.ts';
import { changeItems, invoiceChanges, type ProrationBehavior } from './change-items.ts';
import { priceDataPaths } from './price.ts';

const ITEM = ['price', 'quantity', 'metadata', ...priceDataPaths('price_data')];
const HOW = ['proration_behavior', 'payment_behavior', 'off_session'];

export const subscriptionItems: Endpoint[] = [
  get('/v1/subscription_items', ['subscription', ...PAGING], ({ books, params }) => {
    const sub = books.get('subscription', params.need('subscription'), 'subscription');
    return page(sub.items.data, params, '/v1/subscription_items');
  }),
  post('/v1/subscription_items', ['subscription', ...ITEM, ...HOW], ({ books, params }) => {
    const sub = books.get('subscription', params.need('subscription'), 'subscription');
    const before = new Set(sub.items.data.map(item => item.id));
    change(books, sub, params, {});
    const added = sub.items.data.find(item => !before.has(item.id));
    if (!added) throw refused('Nothing was added.');
    return added;
  }),
  get('/v1/subscription_items/:id', [], ({ books, path }) => find(books, path('id')).item),
  post('/v1/subscription_items/:id', [...ITEM, ...HOW], ({ books, params, path }) => {
    const { sub, item } = find(books, path('id'));
    change(books, sub, params, { id: item.id });
    return item;
  }),
  del('/v1/subscription_items/:id', HOW, ({ books, params, path }) => {
    const { sub, item } = find(books, path('id'));
    change(books, sub, params, { id: item.id, deleted: 'true' });
    return { id: item.id, object: 'subscription_item', deleted: true };
  }),
];

function find(books: Books, id: string): { sub: Subscription; item: SubscriptionItem } {
  for (const sub of books.list('subscription')) {
    const item = sub.items.data.find(it => it.id === id);
    if (item) return { sub, item };
  }
  throw missing('subscription_item', id);
}

/** One row of items, as an update of the subscription would carry it. */
function change(books: Books, sub: Subscription, params: Params, row: Record<string, string>): void {
  if (sub.ended_at) throw refused('A canceled subscription cannot be changed.', 'invalid_canceled_subscription_fields');
  const proration: ProrationBehavior =
    params.choice('proration_behavior', ['create_prorations', 'none', 'always_invoice']) ?? 'create_prorations';
  books.change(sub, 'customer.subscription.updated', it =>
    changeItems(books, it, [new Params({ ...params.tree, ...row })], proration),
  );
  if (proration === 'always_invoice') invoiceChanges(books, sub);
}
