/** H-1: what Trunkline asks of a host CRM; one adapter per kind of host. Ids are the host's own. */
export interface HostPort {
  /** Not idempotent at every host: when an answer was lost, look with `contactsSince` before asking again (C-3). */
  createContact(contact: NewHostContact): Promise<HostContactRecord>;
  readContact(id: string): Promise<HostContactRecord>;
  updateContact(id: string, changes: { source?: string; phones?: string[] }): Promise<HostContactRecord>;
  addTags(id: string, tags: readonly string[]): Promise<void>;
  /** A repeated `key` adds nothing (C-2). */
  addTimeline(id: string, entry: HostTimelineEntry): Promise<void>;
  /** Contacts of one location that changed since then, all pages. @param since epoch ms */
  contactsSince(locationId: string, since: number): Promise<HostContactRecord[]>;
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
  ownerId: string | null;
  source: string | null;
  createdAt: number | null;
  updatedAt: number | null;
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
  constructor(status: number, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.status = status;
  }

  /** Whether asking again later may help: not reached, too fast, broken there, or a credential somebody can mend. */
  get mayPass(): boolean {
    return this.status === 0 || [401, 403, 408, 425, 429].includes(this.status) || this.status >= 500;
  }
}
