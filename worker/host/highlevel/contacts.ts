import { type HostContactRecord, type HostContactRef, HostError, type NewHostContact } from '../port.ts';
import type { App } from './app.ts';
import { recordOf, twinOf } from './contact-search.ts';
import { ContactAnswer, Done } from './shape.ts';
import { ask, GENERAL } from './wire.ts';

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
  return { ...record, phones: [...record.phones, ...further], onlyHere: further };
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
