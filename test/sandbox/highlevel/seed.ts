import type { SandboxContext } from '../context.ts';
import type { Company, Contact, Location, Records, User } from './records.ts';

/** Records to begin with; what may be left out has a sensible value. */
export interface HighlevelSeed {
  companies?: Company[];
  locations?: Location[];
  users?: User[];
  contacts?: (Omit<Contact, 'tags' | 'additionalPhones' | 'dateAdded' | 'dateUpdated'> & Partial<Contact>)[];
}

/** Adds what is not there yet, so that edits made in the pages outlive a restart. Sends no webhooks. */
export function plant(ctx: SandboxContext, records: Records, seed: HighlevelSeed): void {
  const now = ctx.clock.now();
  const add = <T extends { id: string }>(map: Map<string, T>, record: T) => {
    if (!map.has(record.id)) map.set(record.id, record);
  };
  for (const company of seed.companies ?? []) add(records.companies, company);
  for (const location of seed.locations ?? []) add(records.locations, location);
  for (const user of seed.users ?? []) add(records.users, user);
  for (const contact of seed.contacts ?? [])
    add(records.contacts, {
      tags: [],
      additionalPhones: [],
      dateAdded: now,
      dateUpdated: contact.dateAdded ?? now,
      ...contact,
    });
  records.touch();
}
