import * as v from 'valibot';
import {
  type HostContactRecord,
  type HostContactRef,
  HostError,
  type HostLocationRecord,
  type HostPort,
  type HostTimelineEntry,
  type HostUserRecord,
  type NewHostContact,
} from '../port.ts';
import { ContactList, ContactRecord, LocationList, type LocationRecord, UserList, type UserRecord } from './shape.ts';

const PATIENCE_MS = 8000;
/** A list that never ends is no list. */
const MOST_PAGES = 50;

/** The REST interface of a JWT host (H-1). Throws `HostError`; what comes in is checked before it is believed. */
export function jwtHostClient(baseUrl: string, token: string): HostPort {
  const ask = (method: string, path: string, body?: unknown) => request(baseUrl, token, method, path, body);
  const one = async (method: string, path: string, body: unknown) => recordOf(await ask(method, path, body));
  const at = ({ id }: HostContactRef) => `/contacts/${encodeURIComponent(id)}`;
  const list = (path: string, query: Query) => ask('GET', `${path}?${new URLSearchParams(given(query))}`);
  return {
    // One registration serves every company of the CRM, and its lists do not say whose a record is.
    lists: { ofOneCompany: false, allLocations: true },
    createContact: ({ locationId, ownerId, ...contact }: NewHostContact) =>
      one('POST', '/contacts', { ...contact, location_id: locationId, ...(ownerId && { owner_id: ownerId }) }),
    // The contract has no GET of one contact; a change of nothing answers it as it is.
    readContact: of => one('PATCH', at(of), {}),
    updateContact: (of, changes) => one('PATCH', at(of), changes),
    addTags: async (of, tags) => void (await ask('POST', `${at(of)}/tags`, { tags })),
    addTimeline: async (of, entry) => void (await ask('POST', `${at(of)}/timeline`, entryOf(entry))),
    contactsSince: async (locationId, since) => {
      const updated_since = new Date(since).toISOString();
      const found: HostContactRecord[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query: Query = { location_id: locationId, updated_since, cursor };
        const read: v.InferOutput<typeof ContactList> = checked(ContactList, await list('/contacts', query));
        found.push(...read.items.map(fromWire));
        cursor = read.next ?? null;
        if (!cursor) return found;
      }
      return found;
    },
    contactPage: async (locationId, cursor) => {
      const read = checked(ContactList, await list('/contacts', { location_id: locationId, cursor }));
      return { items: read.items.map(fromWire), next: read.next ?? null };
    },
    userPage: async (locationId, cursor) => {
      const read = checked(UserList, await list('/users', { location_id: locationId, cursor }));
      return { items: read.items.map(userFromWire), next: read.next ?? null };
    },
    locationPage: async cursor => {
      const read = checked(LocationList, await list('/locations', { cursor }));
      return { items: read.items.map(locationFromWire), next: read.next ?? null };
    },
  };
}

type Query = Record<string, string | null>;

function given(query: Query): Record<string, string> {
  return Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
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
  if (!answer.ok) {
    const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
    const retryAfterMs = answer.status === 429 && Number.isFinite(seconds) ? seconds * 1000 : undefined;
    throw new HostError(answer.status, `the CRM answered ${answer.status} to ${method} ${path}`, {
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
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

function userFromWire(wire: v.InferOutput<typeof UserRecord>): HostUserRecord {
  return {
    id: wire.id,
    name: wire.name,
    email: wire.email,
    phone: wire.phone ?? null,
    ...(wire.company_id && { companyId: wire.company_id }),
    isAgency: wire.location_ids.length === 0,
    role: wire.role,
    locationIds: wire.location_ids,
    isDeleted: wire.deleted ?? false,
  };
}

function locationFromWire(wire: v.InferOutput<typeof LocationRecord>): HostLocationRecord {
  const { id, name, timezone, country, deleted, company_id } = wire;
  return { id, name, timezone, country, isDeleted: deleted ?? false, ...(company_id && { companyId: company_id }) };
}
