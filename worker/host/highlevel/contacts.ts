import { type HostContactRecord, type HostContactRef, HostError, type HostPage, type NewHostContact } from '../port.ts';
import type { App } from './app.ts';
import { type Contact, ContactAnswer, ContactList, Done } from './shape.ts';
import { ask, GENERAL } from './wire.ts';

/** The most that one search answers. */
const PAGE = 500;
/** A list that never ends is no list. */
const MOST_PAGES = 50;

/** The calls about contacts, each as the contact's location. */
export async function createContact(app: App, token: string, contact: NewHostContact): Promise<HostContactRecord> {
  const { locationId, name, phones, ownerId, source, tags } = contact;
  const json = {
    locationId,
    name,
    ...phonesWritten(phones),
    ...(ownerId && { assignedTo: ownerId }),
    ...(source && { source }),
    ...(tags.length && { tags }),
  };
  const asking = { method: 'POST', path: '/contacts/', version: GENERAL, token, json } as const;
  try {
    return recordOf((await ask(app.baseUrl, asking, ContactAnswer)).contact);
  } catch (cause) {
    const twin = cause instanceof HostError && cause.status === 400 ? await twinOf(app, token, contact) : undefined;
    if (!twin) throw cause;
    if (tags.length) await addTags(app, token, { locationId, id: twin.id }, tags);
    return twin;
  }
}

/** A location may allow no two contacts of one phone, and then refuses the second: the first is who is meant. */
async function twinOf(app: App, token: string, { locationId, phones: [phone] }: NewHostContact) {
  if (!phone) return undefined;
  const { contacts } = await search(app, token, withPhone(locationId, phone));
  return contacts.map(recordOf).find(record => record.phones.includes(phone));
}

export async function readContact(app: App, token: string, of: HostContactRef): Promise<HostContactRecord> {
  const asking = { method: 'GET', path: pathOf(of), version: GENERAL, token } as const;
  return recordOf((await ask(app.baseUrl, asking, ContactAnswer)).contact);
}

/**
 * `tags` never go this way: they may replace what is there. A further phone is told in a note, for those who look at the
 * contact there, and comes back with the contact, for our index.
 */
export async function updateContact(
  app: App,
  token: string,
  of: HostContactRef,
  changes: { source?: string; phones?: string[] },
): Promise<HostContactRecord> {
  const json = { ...(changes.source && { source: changes.source }), ...phonesWritten(changes.phones ?? []) };
  const asking = { method: 'PUT', path: pathOf(of), version: GENERAL, token, json } as const;
  const record = recordOf((await ask(app.baseUrl, asking, ContactAnswer)).contact);
  const further = (changes.phones ?? []).filter(phone => !record.phones.includes(phone));
  if (further.length) await addNote(app, token, of, `Also calls from ${further.join(', ')}.`);
  return { ...record, phones: [...record.phones, ...further] };
}

export async function addTags(app: App, token: string, of: HostContactRef, tags: readonly string[]): Promise<void> {
  const asking = { method: 'POST', path: `${pathOf(of)}/tags`, version: GENERAL, token, json: { tags } } as const;
  await ask(app.baseUrl, asking, Done);
}

export async function addNote(
  app: App,
  token: string,
  of: HostContactRef,
  body: string,
  userId?: string,
): Promise<void> {
  const json = { body, ...(userId && { userId }) };
  await ask(app.baseUrl, { method: 'POST', path: `${pathOf(of)}/notes`, version: GENERAL, token, json }, Done);
}

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

/**
 * A contact's phones as they are written. Only `phone` is described; further ones are read as `additionalPhones` and not
 * known to be writable, so that they are kept in our own index and the first stays what it is.
 */
function phonesWritten([first]: readonly string[]): { phone?: string } {
  return first ? { phone: first } : {};
}

function pathOf({ id }: HostContactRef): string {
  return `/contacts/${encodeURIComponent(id)}`;
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
