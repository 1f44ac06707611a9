import { type Endpoint, get } from '../wire/endpoint.ts';
import { createdWithin, PAGING, page } from '../wire/list.ts';
import type { DeliveryRoom } from './delivery.ts';

const KEPT_DAYS = 30;

export function events(deliveries: DeliveryRoom): Endpoint[] {
  return [
    get('/v1/events', ['type', 'types', 'delivery_success', 'created', ...PAGING], ({ books, params }) => {
      const [type, types, success] = [params.text('type'), params.words('types'), params.flag('delivery_success')];
      const within = createdWithin(params);
      const oldest = books.now() - KEPT_DAYS * 86_400;
      const found = books.list(
        'event',
        it =>
          it.created >= oldest &&
          within(it) &&
          (type === undefined || matches(it.type, type)) &&
          (types.length === 0 || types.includes(it.type)) &&
          (success === undefined || (deliveries.stateOf(it.id)?.state === 'delivered') === success),
      );
      return page(found, params, '/v1/events');
    }),
    get('/v1/events/:id', [], ({ books, path }) => books.get('event', path('id'))),
  ];
}

/** `invoice.*` asks for every event of invoices. */
const matches = (type: string, wanted: string): boolean =>
  wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
