import type { SandboxContext } from '../context.ts';

/** An agency in the host's words. `api_token`: its own REST bearer; without one the host's general bearer sees it. */
export interface Company {
  id: string;
  name: string;
  installed: boolean;
  api_token?: string;
}

export interface Location {
  id: string;
  companyId: string;
  name: string;
  /** IANA zone. */
  timezone: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  deleted?: boolean;
}

export type Role = 'owner' | 'admin' | 'user';

/** A person. No `location_ids` means a user of the agency itself. */
export interface User {
  id: string;
  companyId: string;
  name: string;
  email: string;
  phone?: string;
  role: Role;
  location_ids: string[];
  deleted?: boolean;
}

/** Instants are ISO 8601 in UTC. */
export interface Contact {
  id: string;
  locationId: string;
  name: string;
  phones: string[];
  owner_id?: string;
  source?: string;
  tags: string[];
  created_at: string;
  updated_at: string;
  deleted?: boolean;
}

/** One call, text or voicemail that the plug-in wrote on a contact. `key` makes a repeat recognisable. */
export interface TimelineEntry {
  key: string;
  contactId: string;
  kind: 'call' | 'text' | 'voicemail';
  direction: 'inbound' | 'outbound';
  at: string;
  from: string;
  to: string;
  status: string;
  duration_s?: number;
  body?: string;
  user_id?: string;
}

export type Records = ReturnType<typeof openRecords>;

/** The host's memory; every collection survives a restart. */
export function openRecords({ store }: Pick<SandboxContext, 'store'>) {
  return {
    companies: store.collection<Company>('host.companies'),
    locations: store.collection<Location>('host.locations'),
    users: store.collection<User>('host.users'),
    contacts: store.collection<Contact>('host.contacts'),
    timeline: store.collection<TimelineEntry>('host.timeline'),
    touch: () => store.touch(),
  };
}

/** What is there and not deleted, in order of name. */
export function living<T extends { name: string; deleted?: boolean }>(records: Iterable<T>): T[] {
  return [...records].filter(r => !r.deleted).sort((a, b) => a.name.localeCompare(b.name));
}

/** May this user open this location? Agency users may open every location of their company. */
export function worksAt(user: User, location: Location): boolean {
  if (user.companyId !== location.companyId) return false;
  return user.location_ids.length === 0 || user.location_ids.includes(location.id);
}
