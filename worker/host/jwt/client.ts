import * as v from 'valibot';
import {
  type HostContactRecord,
  HostError,
  type HostPort,
  type HostTimelineEntry,
  type NewHostContact,
} from '../port.ts';
import { ContactList, ContactRecord } from './shape.ts';

const PATIENCE_MS = 8000;
/** A list that never ends is no list. */
const MOST_PAGES = 50;

/** The REST interface of a JWT host (H-1). Throws `HostError`; what comes in is checked before it is believed. */
export function jwtHostClient(baseUrl: string, token: string): HostPort {
  const ask = (method: string, path: string, body?: unknown) => request(baseUrl, token, method, path, body);
  const one = async (method: string, path: string, body: unknown) => recordOf(await ask(method, path, body));
  const at = (id: string) => `/contacts/${encodeURIComponent(id)}`;
  return {
    createContact: ({ locationId, ownerId, ...contact }: NewHostContact) =>
      one('POST', '/contacts', { ...contact, location_id: locationId, ...(ownerId && { owner_id: ownerId }) }),
    // The contract has no GET of one contact; a change of nothing answers it as it is.
    readContact: id => one('PATCH', at(id), {}),
    updateContact: (id, changes) => one('PATCH', at(id), changes),
    addTags: async (id, tags) => void (await ask('POST', `${at(id)}/tags`, { tags })),
    addTimeline: async (id, entry) => void (await ask('POST', `${at(id)}/timeline`, entryOf(entry))),
    contactsSince: (locationId, since) => pages(ask, locationId, since),
  };
}

async function pages(ask: (method: string, path: string) => Promise<unknown>, locationId: string, since: number) {
  const found: HostContactRecord[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({
      location_id: locationId,
      updated_since: new Date(since).toISOString(),
      ...(cursor && { cursor }),
    });
    const list = checked(ContactList, await ask('GET', `/contacts?${query}`));
    found.push(...list.items.map(fromWire));
    cursor = list.next ?? undefined;
    if (!cursor) return found;
  }
  return found;
}

function entryOf({ at, durationS, userId, ...entry }: HostTimelineEntry) {
  return {
    ...entry,
    at: new Date(at).toISOString(),
    ...(durationS !== undefined && { duration_s: durationS }),
    ...(userId && { user_id: userId }),
  };
}

async function request(baseUrl: string, token: string, method: string, path: string, body?: unknown): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(baseUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    throw new HostError(0, 'the CRM did not answer', { cause });
  }
  if (!answer.ok) throw new HostError(answer.status, `the CRM answered ${answer.status} to ${method} ${path}`);
  try {
    return await answer.json();
  } catch (cause) {
    throw new HostError(502, 'the CRM answered something that is not JSON', { cause });
  }
}

function recordOf(wire: unknown): HostContactRecord {
  return fromWire(checked(ContactRecord, wire));
}

function checked<S extends v.GenericSchema>(schema: S, wire: unknown): v.InferOutput<S> {
  const read = v.safeParse(schema, wire);
  if (read.success) return read.output;
  throw new HostError(502, `the CRM answered in another form than agreed: ${v.getDotPath(read.issues[0]) ?? 'body'}`);
}

function fromWire(wire: v.InferOutput<typeof ContactRecord>): HostContactRecord {
  return {
    id: wire.id,
    name: wire.name,
    phones: wire.phones,
    ownerId: wire.owner_id ?? null,
    source: wire.source ?? null,
    createdAt: wire.created_at ?? null,
    updatedAt: wire.updated_at ?? null,
    isDeleted: wire.deleted ?? false,
  };
}
