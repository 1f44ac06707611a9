/** H-1: what Trunkline asks of a host CRM; one adapter per kind of host. Ids are the host's own. */
export interface HostPort {
  readonly lists: HostLists;
  /** Not idempotent at every host: when an answer was lost, look with `contactsSince` before asking again (C-3). */
  createContact(contact: NewHostContact): Promise<HostContactRecord>;
  readContact(of: HostContactRef): Promise<HostContactRecord>;
  updateContact(of: HostContactRef, changes: { source?: string; phones?: string[] }): Promise<HostContactRecord>;
  addTags(of: HostContactRef, tags: readonly string[]): Promise<void>;
  /** A repeated `key` adds nothing where the host honours it (C-2). */
  addTimeline(of: HostContactRef, entry: HostTimelineEntry): Promise<void>;
  /** Contacts of one location that changed since then, all pages. @param since epoch ms */
  contactsSince(locationId: string, since: number): Promise<HostContactRecord[]>;
  /** All contacts of one location, a page at a time (H-5). @param cursor null = from the beginning */
  contactPage(locationId: string, cursor: string | null): Promise<HostPage<HostContactRecord>>;
  /** People of one location; of the whole company with null. */
  userPage(locationId: string | null, cursor: string | null): Promise<HostPage<HostUserRecord>>;
  /** The company's locations that have Trunkline. */
  locationPage(cursor: string | null): Promise<HostPage<HostLocationRecord>>;
  /** Whether there is such a location at all, where its lists do not tell. */
  hasLocation?(id: string): Promise<boolean>;
}

/** What a host's lists may be taken for (H-5). */
export interface HostLists {
  /** They name this company's records only. Where not, a record that is neither known as its own nor says so is left. */
  ofOneCompany: boolean;
  /** A location they do not name is gone. Where not, it may merely be without Trunkline. */
  allLocations: boolean;
}

/** Some of a list; `next` is where it goes on, null at its end. A cursor may be kept and used later. */
export interface HostPage<T> {
  items: T[];
  next: string | null;
  /** How many the whole list has, where the host says so. */
  total?: number;
}

/** Some hosts answer for a contact only to whom speaks for its location. */
export interface HostContactRef {
  locationId: string;
  id: string;
}

export interface NewHostContact {
  locationId: string;
  name: string;
  phones: string[];
  ownerId?: string;
  source?: string;
  tags: string[];
}

/** A contact as the host has it. Instants are epoch ms. */
export interface HostContactRecord {
  id: string;
  name: string;
  phones: string[];
  /** Of `phones`, those that the host was told and has no place for. */
  onlyHere?: string[];
  ownerId: string | null;
  source: string | null;
  createdAt: number | null;
  updatedAt: number | null;
  isDeleted: boolean;
}

/** A person as the host has them. */
export interface HostUserRecord {
  id: string;
  /** The host's id of their company, where its list says so. */
  companyId?: string;
  name: string;
  email: string;
  /** As typed. */
  phone: string | null;
  /** One of the agency's own people, whichever locations they look after. */
  isAgency: boolean;
  /** Of the agency, but let into `locationIds` only. */
  isRestricted?: boolean;
  role: 'owner' | 'admin' | 'user';
  locationIds: string[];
  /** The language they use their CRM in, e.g. `es` or `fr-CA`, where the host says so. */
  locale?: string;
  isDeleted: boolean;
}

/** A location as the host has it; its zone and country are to be checked. */
export interface HostLocationRecord {
  id: string;
  /** The host's id of its company, where its list says so. */
  companyId?: string;
  name: string;
  timezone: string;
  country: string;
  isDeleted: boolean;
}

export interface HostTimelineEntry {
  key: string;
  kind: 'call' | 'text' | 'voicemail';
  direction: 'inbound' | 'outbound';
  at: number;
  from: string;
  to: string;
  status: string;
  durationS?: number;
  body?: string;
  userId?: string;
}

/** The host said no, or nothing. `status` is its HTTP status; 0 when no answer came. */
export class HostError extends Error {
  readonly status: number;
  /** The host said to wait that long before asking anything again. */
  readonly retryAfterMs: number | undefined;
  constructor(status: number, message: string, options?: { cause?: unknown; retryAfterMs?: number }) {
    super(message, options);
    this.status = status;
    this.retryAfterMs = options?.retryAfterMs;
  }

  /** Whether asking again later may help: not reached, too fast, broken there, or a credential somebody can mend. */
  get mayPass(): boolean {
    return this.status === 0 || [401, 403, 408, 425, 429].includes(this.status) || this.status >= 500;
  }
}
