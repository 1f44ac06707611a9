import type { HostContactRecord, HostContactRef, HostPage, NewHostContact } from '../port.ts';
import type { App } from './app.ts';
import { type Contact, ContactList } from './shape.ts';
import { ask, GENERAL } from './wire.ts';

/** The most that one search answers. */
const PAGE = 500;
/** A list that never ends is no list. */
const MOST_PAGES = 50;

/** @param cursor what a page gave as `next` */
export async function contactPage(
  app: App,
  token: string,
  locationId: string,
  cursor: string | null,
): Promise<HostPage<HostContactRecord>> {
  const { contacts, total } = await search(app, token, {
    ...allOf(locationId),
    ...(cursor && { searchAfter: JSON.parse(cursor) }),
  });
  const last = contacts.length === PAGE ? contacts.at(-1) : undefined;
  return {
    items: contacts.map(recordOf),
    next: last?.searchAfter ? JSON.stringify(last.searchAfter) : null,
    ...(total !== undefined && { total }),
  };
}

/** Newest changes first, until one is older than `since`. */
export async function contactsSince(
  app: App,
  token: string,
  locationId: string,
  since: number,
): Promise<HostContactRecord[]> {
  const found: HostContactRecord[] = [];
  let searchAfter: unknown[] | null | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { contacts } = await search(app, token, {
      ...changedIn(locationId, since),
      ...(searchAfter && { searchAfter }),
    });
    const records = contacts.map(recordOf);
    found.push(...records.filter(({ updatedAt, createdAt }) => (updatedAt ?? createdAt ?? since) >= since));
    searchAfter = contacts.at(-1)?.searchAfter;
    if (contacts.length < PAGE || !searchAfter) break;
  }
  return found;
}

/** One contact as searches know it: with its further phones, which the answer about one contact is not known to have. */
export async function findContact(app: App, token: string, of: HostContactRef): Promise<HostContactRecord | undefined> {
  const { contacts } = await search(app, token, justOne(of));
  const found = contacts.find(contact => contact.id === of.id);
  return found && recordOf(found);
}

function search(app: App, token: string, json: object) {
  return ask(app.baseUrl, { method: 'POST', path: '/contacts/search', version: GENERAL, token, json }, ContactList);
}

/**
 * Bodies of searches. The endpoint's description leaves them out; the fields are those of the search guide it links to,
 * and what they are to mean is checked on what comes back.
 */
function allOf(locationId: string) {
  return { locationId, pageLimit: PAGE, sort: [{ field: 'dateAdded', direction: 'asc' }] };
}

function changedIn(locationId: string, since: number) {
  return {
    locationId,
    pageLimit: PAGE,
    filters: [{ field: 'dateUpdated', operator: 'range', value: { gte: new Date(since).toISOString() } }],
    sort: [{ field: 'dateUpdated', direction: 'desc' }],
  };
}

function withPhone(locationId: string, phone: string) {
  return { locationId, pageLimit: 10, filters: [{ field: 'phone', operator: 'eq', value: phone }] };
}

function justOne({ locationId, id }: HostContactRef) {
  return { locationId, pageLimit: 1, filters: [{ field: 'id', operator: 'eq', value: id }] };
}

/** A location may allow no two contacts of one phone, and then refuses the second: the first is who is meant. */
export async function twinOf(app: App, token: string, { locationId, phones: [phone] }: NewHostContact) {
  if (!phone) return undefined;
  const { contacts } = await search(app, token, withPhone(locationId, phone));
  return contacts.map(recordOf).find(record => record.phones.includes(phone));
}

export function recordOf(wire: Contact): HostContactRecord {
  const { phone, additionalPhones } = wire;
  const full = [wire.firstName, wire.lastName].filter(Boolean).join(' ');
  return {
    id: wire.id,
    name: wire.name || wire.contactName || full,
    phones: [...new Set([phone, ...additionalPhones])].filter(Boolean),
    ownerId: wire.assignedTo || null,
    source: wire.source || null,
    createdAt: wire.dateAdded,
    updatedAt: wire.dateUpdated,
    isDeleted: wire.deleted,
  };
}
