import type { SandboxContext } from '../context.ts';

/** HighLevel's words: a company is an agency, a location its client. Instants are epoch ms here, ISO 8601 on the wire. */
export interface Company {
  id: string;
  name: string;
  /** Domain under which the agency shows the CRM as its own, e.g. `crm.lakeside.example`. */
  whitelabelDomain?: string;
}

export interface Location {
  id: string;
  companyId: string;
  name: string;
  /** IANA zone. */
  timezone: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  phone?: string;
  email?: string;
  /** Whether two contacts may share a phone or an email; default true. */
  allowDuplicateContact?: boolean;
  deleted?: boolean;
}

/** `agency` people look after every location, or after those in `locationIds`; `account` people belong to theirs. */
export interface User {
  id: string;
  companyId: string;
  firstName: string;
  lastName: string;
  email: string;
  phone?: string;
  type: 'agency' | 'account';
  role: 'admin' | 'user';
  locationIds: string[];
  isAgencyOwner?: boolean;
  /** Of the agency, but let into `locationIds` only. */
  isRestricted?: boolean;
  /** In which they use the CRM, e.g. `es`. */
  language?: string;
  deleted?: boolean;
}

export interface Contact {
  id: string;
  locationId: string;
  firstName: string;
  lastName: string;
  phone?: string;
  additionalPhones: string[];
  email?: string;
  source?: string;
  assignedTo?: string;
  tags: string[];
  dateAdded: number;
  dateUpdated: number;
  deleted?: boolean;
}

export interface Note {
  id: string;
  contactId: string;
  userId?: string;
  body: string;
  dateAdded: number;
}

export interface Conversation {
  id: string;
  contactId: string;
  locationId: string;
  dateAdded: number;
}

export interface Message {
  id: string;
  conversationId: string;
  contactId: string;
  direction: 'inbound' | 'outbound';
  type: string;
  message?: string;
  altId?: string;
  date: number;
  call?: { to?: string | undefined; from?: string | undefined; status?: string | undefined };
}

/** Trunkline in a company: as a whole (then also in locations to come) or in single locations. */
export interface Install {
  companyId: string;
  isAgency: boolean;
  installToFutureLocations: boolean;
  locationIds: string[];
}

/** A contact put into a workflow by the interface. */
export interface Enrolment {
  contactId: string;
  workflowId: string;
  at: number;
}

export type Records = ReturnType<typeof openRecords>;

/** The CRM's memory; every collection survives a restart. */
export function openRecords({ store }: Pick<SandboxContext, 'store'>) {
  return {
    companies: store.collection<Company>('highlevel.companies'),
    locations: store.collection<Location>('highlevel.locations'),
    users: store.collection<User>('highlevel.users'),
    contacts: store.collection<Contact>('highlevel.contacts'),
    notes: store.collection<Note>('highlevel.notes'),
    conversations: store.collection<Conversation>('highlevel.conversations'),
    messages: store.collection<Message>('highlevel.messages'),
    installs: store.collection<Install>('highlevel.installs'),
    enrolments: store.collection<Enrolment>('highlevel.enrolments'),
    touch: () => store.touch(),
  };
}

export const nameOf = (of: { firstName: string; lastName: string }) => `${of.firstName} ${of.lastName}`.trim();

/** What is there and not deleted. */
export function living<T extends { deleted?: boolean }>(records: Iterable<T>): T[] {
  return [...records].filter(record => !record.deleted);
}

/** May this person open this location? */
export function worksAt(user: User, location: Location): boolean {
  if (user.companyId !== location.companyId) return false;
  if (user.type === 'agency' && !user.isRestricted && !user.locationIds.length) return true;
  return user.locationIds.includes(location.id);
}

/** Whether Trunkline is installed where this location is. */
export function isInstalledAt(records: Pick<Records, 'installs'>, location: Location): boolean {
  return records.installs.get(location.companyId)?.locationIds.includes(location.id) ?? false;
}
