import type { SandboxContext } from '../context.ts';
import type { Company, Contact, Location, Records, User } from './records.ts';

/** Records to start with; what may be left out has a sensible value. */
export interface HostSeed {
  companies?: (Omit<Company, 'installed'> & { installed?: boolean })[];
  locations?: Location[];
  users?: User[];
  contacts?: (Omit<Contact, 'tags' | 'created_at' | 'updated_at'> & Partial<Contact>)[];
}

/** Adds what is not there yet, so that edits made in the pages outlive a restart. Sends no events. */
export function plant(ctx: SandboxContext, records: Records, seed: HostSeed): void {
  const now = new Date(ctx.clock.now()).toISOString();
  const add = <T extends { id: string }>(map: Map<string, T>, record: T) => {
    if (!map.has(record.id)) map.set(record.id, record);
  };
  for (const company of seed.companies ?? []) add(records.companies, { installed: true, ...company });
  for (const location of seed.locations ?? []) add(records.locations, location);
  for (const user of seed.users ?? []) add(records.users, user);
  for (const contact of seed.contacts ?? [])
    add(records.contacts, { tags: [], created_at: now, updated_at: contact.created_at ?? now, ...contact });
  records.touch();
}
