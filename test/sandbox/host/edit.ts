import { randomUUID } from 'node:crypto';
import type { SandboxContext } from '../context.ts';
import type { Events } from './events.ts';
import { type Company, type Contact, type Location, living, type Records, type User } from './records.ts';
import { companyData, contactData, locationData, userData } from './wire.ts';

export type ContactDraft = Omit<Contact, 'id' | 'created_at' | 'updated_at' | 'deleted'> & { id?: string };
export type UserDraft = Omit<User, 'id' | 'deleted'> & { id?: string };
export type LocationDraft = Omit<Location, 'id' | 'deleted'> & { id?: string };

export type Edits = ReturnType<typeof createEdits>;

/** Every act that changes the host's records; each one tells the plug-in by an event. */
export function createEdits(ctx: SandboxContext, records: Records, events: Events) {
  const nowIso = () => new Date(ctx.clock.now()).toISOString();
  const companyOf = (contact: Contact) => records.locations.get(contact.locationId)?.companyId ?? '';

  function keep<T extends { id: string }>(map: Map<string, T>, record: T): T {
    map.set(record.id, record);
    records.touch();
    return record;
  }
  const tellContact = (type: 'contact.upserted' | 'contact.deleted', c: Contact) =>
    events.emit(type, c.id, contactData(c, companyOf(c)));

  return {
    /** Adds a contact, or replaces the one of that id. */
    saveContact(draft: ContactDraft): Contact {
      const id = draft.id ?? newId('con');
      const created_at = records.contacts.get(id)?.created_at ?? nowIso();
      const contact = keep(records.contacts, { ...draft, id, created_at, updated_at: nowIso() });
      tellContact('contact.upserted', contact);
      return contact;
    },
    deleteContact(contact: Contact): Contact {
      const gone = keep(records.contacts, { ...contact, deleted: true, updated_at: nowIso() });
      tellContact('contact.deleted', gone);
      return gone;
    },
    saveUser(draft: UserDraft): User {
      const user = keep(records.users, { ...draft, id: draft.id ?? newId('usr') });
      events.emit('user.upserted', user.id, userData(user));
      return user;
    },
    deleteUser(user: User): User {
      const gone = keep(records.users, { ...user, deleted: true });
      events.emit('user.deleted', gone.id, userData(gone));
      return gone;
    },
    saveLocation(draft: LocationDraft): Location {
      const location = keep(records.locations, { ...draft, id: draft.id ?? newId('loc') });
      events.emit('location.upserted', location.id, locationData(location));
      return location;
    },
    deleteLocation(location: Location): Location {
      const gone = keep(records.locations, { ...location, deleted: true });
      events.emit('location.deleted', gone.id, locationData(gone));
      return gone;
    },
    /** Installs the plug-in for an agency, or takes it away. */
    install(company: Company, installed: boolean): Company {
      const changed = keep(records.companies, { ...company, installed });
      events.emit(installed ? 'app.installed' : 'app.uninstalled', changed.id, companyData(changed));
      return changed;
    },
    /** Tells the plug-in about all of a company, in an order in which each thing's place is known before it. */
    async announce(company: Company): Promise<void> {
      const locations = living(records.locations.values()).filter(l => l.companyId === company.id);
      const ids = new Set(locations.map(l => l.id));
      events.emit('app.installed', company.id, companyData(company));
      await events.drain();
      for (const location of locations) events.emit('location.upserted', location.id, locationData(location));
      await events.drain();
      for (const user of living(records.users.values()))
        if (user.companyId === company.id) events.emit('user.upserted', user.id, userData(user));
      await events.drain();
      for (const contact of living(records.contacts.values()))
        if (ids.has(contact.locationId)) tellContact('contact.upserted', contact);
      await events.drain();
    },
  };
}

const newId = (kind: string) => `${kind}_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
