import * as v from 'valibot';
import { type Contact, living, nameOf, type Records } from '../records.ts';
import { foundContact } from '../wire.ts';
import { type Endpoint, endpoint } from './door.ts';
import { type ApiParts, mustSee } from './parts.ts';
import { Refusal } from './refusal.ts';
import { instant, text } from './shape.ts';

/** Pages by number reach no further than this; `searchAfter` does. */
const MOST_BY_PAGE = 10_000;

const range = v.strictObject({
  gt: v.optional(instant),
  gte: v.optional(instant),
  lt: v.optional(instant),
  lte: v.optional(instant),
});
const filter = v.union([
  v.strictObject({
    field: v.picklist(['dateAdded', 'dateUpdated']),
    operator: v.literal('range'),
    value: range,
  }),
  v.strictObject({
    field: v.picklist(['id', 'phone', 'email', 'assignedTo', 'source']),
    operator: v.picklist(['eq', 'contains']),
    value: v.pipe(v.string(), v.minLength(1), v.maxLength(75)),
  }),
]);
type Filter = v.InferOutput<typeof filter>;

const search = v.pipe(
  v.strictObject({
    locationId: text,
    pageLimit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
    page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    searchAfter: v.optional(v.tuple([v.union([v.number(), v.string()]), v.string()])),
    query: v.optional(v.pipe(v.string(), v.maxLength(75))),
    filters: v.optional(v.array(filter)),
    sort: v.optional(
      v.pipe(
        v.array(
          v.strictObject({
            field: v.picklist(['dateAdded', 'dateUpdated', 'firstNameLowerCase', 'lastNameLowerCase']),
            direction: v.picklist(['asc', 'desc']),
          }),
        ),
        v.maxLength(1),
      ),
    ),
  }),
  v.check(({ page, searchAfter }) => page === undefined || searchAfter === undefined, 'page or searchAfter, not both'),
);
type Sort = { field: 'dateAdded' | 'dateUpdated' | 'firstNameLowerCase' | 'lastNameLowerCase'; direction: string };

/** Finding contacts, in pages that go on after the last one seen. */
export function searchEndpoints({ records }: ApiParts): Endpoint[] {
  return [
    endpoint({
      method: 'POST',
      path: '/contacts/search',
      version: '2021-07-28',
      bearer: 'location',
      scope: 'contacts.readonly',
      body: search,
      answer: ({ access, body }) => {
        mustSee(records, access, body.locationId);
        const { pageLimit, page = 1, searchAfter, query, filters = [], sort = [] } = body;
        if (page * pageLimit > MOST_BY_PAGE) throw new Refusal(400, 'Beyond 10,000 contacts use searchAfter.');
        const by = sort[0] ?? { field: 'dateAdded', direction: 'desc' };
        const found = inOrder(matching(records, body.locationId, query, filters), by);
        const from = searchAfter ? found.findIndex(one => isAfter(one, searchAfter, by)) : (page - 1) * pageLimit;
        const contacts = from < 0 ? [] : found.slice(from, from + pageLimit);
        return {
          body: { contacts: contacts.map(one => foundContact(one, [keyOf(one, by), one.id])), total: found.length },
        };
      },
    }),
  ];
}

function matching(records: Records, locationId: string, query: string | undefined, filters: readonly Filter[]) {
  return living(records.contacts.values()).filter(
    contact =>
      contact.locationId === locationId &&
      (!query || `${nameOf(contact)} ${contact.phone ?? ''}`.toLowerCase().includes(query.toLowerCase())) &&
      filters.every(one => passes(contact, one)),
  );
}

function passes(contact: Contact, { field, operator, value }: Filter): boolean {
  if (operator === 'range') {
    const at = contact[field];
    const { gt, gte, lt, lte } = value;
    if ((gt !== undefined && at <= gt) || (gte !== undefined && at < gte)) return false;
    return !((lt !== undefined && at >= lt) || (lte !== undefined && at > lte));
  }
  const has = field === 'phone' ? [contact.phone ?? '', ...contact.additionalPhones] : [contact[field] ?? ''];
  return has.some(one => (operator === 'eq' ? one === value : one.includes(value)));
}

function keyOf(contact: Contact, { field }: Sort): number | string {
  if (field === 'firstNameLowerCase') return contact.firstName.toLowerCase();
  if (field === 'lastNameLowerCase') return contact.lastName.toLowerCase();
  return contact[field];
}

const turn = ({ direction }: Sort) => (direction === 'asc' ? 1 : -1);

function inOrder(contacts: Contact[], by: Sort): Contact[] {
  return contacts.sort((a, b) => compare([keyOf(a, by), a.id], [keyOf(b, by), b.id], by));
}

function isAfter(contact: Contact, last: [number | string, string], by: Sort): boolean {
  return compare([keyOf(contact, by), contact.id], last, by) > 0;
}

/** By the key in the direction asked for, then by id, always upwards. */
function compare(a: [number | string, string], b: [number | string, string], by: Sort): number {
  if (a[0] !== b[0]) return (a[0] < b[0] ? -1 : 1) * turn(by);
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
}
