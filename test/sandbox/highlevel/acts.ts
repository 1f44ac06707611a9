import { randomBytes } from 'node:crypto';
import type { HighlevelContext } from '../context.ts';
import type { Webhooks, WebhookType } from './events.ts';
import type { Contact, Conversation, Install, Location, Message, Note, Records, User } from './records.ts';
import { living } from './records.ts';
import { contactNews, locationNews, userNews } from './wire.ts';

export type ContactDraft = Omit<Contact, 'id' | 'dateAdded' | 'dateUpdated' | 'deleted'> & { id?: string };
export type UserDraft = Omit<User, 'id' | 'deleted'> & { id?: string };
export type LocationDraft = Omit<Location, 'id' | 'deleted'> & { id?: string };

export type Acts = ReturnType<typeof createActs>;

/** Every act that changes the CRM's records; the app is told by webhook where it is installed. */
export function createActs(ctx: HighlevelContext, records: Records, webhooks: Webhooks) {
  const keep = <T extends { id: string }>(map: Map<string, T>, record: T): T => {
    map.set(record.id, record);
    records.touch();
    return record;
  };
  const isInstalled = (companyId: string, locationId?: string) => {
    const install = records.installs.get(companyId);
    return Boolean(install && (locationId === undefined ? install.isAgency : install.locationIds.includes(locationId)));
  };
  const tellContact = (type: WebhookType, contact: Contact) => {
    const companyId = records.locations.get(contact.locationId)?.companyId ?? '';
    if (isInstalled(companyId, contact.locationId)) webhooks.emit(type, contactNews(contact));
  };
  const tellUser = (type: WebhookType, user: User) => {
    const isHeard = user.type === 'agency' ? isInstalled(user.companyId) : true;
    const at = user.locationIds.some(id => isInstalled(user.companyId, id));
    if (isHeard && (user.type === 'agency' || at)) webhooks.emit(type, userNews(user));
  };

  return {
    /** Adds a contact, or replaces the one of that id. */
    saveContact(draft: ContactDraft, as?: 'ContactTagUpdate'): Contact {
      const id = draft.id ?? freshId();
      const known = records.contacts.get(id);
      const now = ctx.clock.now();
      const contact = keep(records.contacts, { ...draft, id, dateAdded: known?.dateAdded ?? now, dateUpdated: now });
      tellContact(as ?? (known ? 'ContactUpdate' : 'ContactCreate'), contact);
      return contact;
    },
    deleteContact(contact: Contact): Contact {
      const gone = keep(records.contacts, { ...contact, deleted: true, dateUpdated: ctx.clock.now() });
      tellContact('ContactDelete', gone);
      return gone;
    },
    saveUser(draft: UserDraft): User {
      const known = draft.id !== undefined && records.users.has(draft.id);
      const user = keep(records.users, { ...draft, id: draft.id ?? freshId() });
      tellUser(known ? 'UserUpdate' : 'UserCreate', user);
      return user;
    },
    deleteUser(user: User): User {
      const gone = keep(records.users, { ...user, deleted: true });
      tellUser('UserDelete', gone);
      return gone;
    },
    /** A new location gets the app by itself where its agency said so for those to come. */
    saveLocation(draft: LocationDraft): Location {
      const known = draft.id !== undefined && records.locations.has(draft.id);
      const location = keep(records.locations, { ...draft, id: draft.id ?? freshId() });
      const install = records.installs.get(location.companyId);
      if (install?.isAgency) webhooks.emit(known ? 'LocationUpdate' : 'LocationCreate', locationNews(location));
      if (!known && install?.installToFutureLocations) {
        install.locationIds.push(location.id);
        webhooks.emit('INSTALL', installNews(ctx, records, location.companyId, location.id));
      }
      return location;
    },
    /** No webhook tells of it: what is gone is found by looking. */
    deleteLocation(location: Location): Location {
      const install = records.installs.get(location.companyId);
      if (install) install.locationIds = install.locationIds.filter(id => id !== location.id);
      return keep(records.locations, { ...location, deleted: true });
    },
    /** Writes down that the app is there; `tellInstalled` says so by webhook. */
    install(companyId: string, of: Omit<Install, 'companyId'>): Install {
      const known = records.installs.get(companyId);
      const install = {
        companyId,
        isAgency: of.isAgency || (known?.isAgency ?? false),
        installToFutureLocations: of.installToFutureLocations || (known?.installToFutureLocations ?? false),
        locationIds: [...new Set([...(known?.locationIds ?? []), ...of.locationIds])],
      };
      records.installs.set(companyId, install);
      records.touch();
      return install;
    },
    /** One webhook for the agency, and one for each location that has the app now. */
    tellInstalled(companyId: string, of: Omit<Install, 'companyId'>): void {
      if (of.isAgency) webhooks.emit('INSTALL', installNews(ctx, records, companyId, undefined));
      for (const id of of.locationIds) webhooks.emit('INSTALL', installNews(ctx, records, companyId, id));
    },
    /** Takes the app away: from one location, or with no location from the whole company. */
    uninstall(companyId: string, locationId?: string): void {
      const install = records.installs.get(companyId);
      if (!install) return;
      if (locationId) install.locationIds = install.locationIds.filter(id => id !== locationId);
      if (!locationId || (!install.isAgency && !install.locationIds.length)) records.installs.delete(companyId);
      records.touch();
      const { appId } = appOf(ctx);
      webhooks.emit('UNINSTALL', locationId ? { appId, locationId } : { appId, companyId });
    },
    addNote: (note: Omit<Note, 'id' | 'dateAdded'>): Note =>
      keep(records.notes, { ...note, id: freshId(), dateAdded: ctx.clock.now() }),
    openConversation: ({ id: contactId, locationId }: Contact): Conversation =>
      keep(records.conversations, { id: freshId(), contactId, locationId, dateAdded: ctx.clock.now() }),
    addMessage: (message: Omit<Message, 'id'>): Message => keep(records.messages, { ...message, id: freshId() }),
    locationsOf: (companyId: string): Location[] =>
      living(records.locations.values()).filter(location => location.companyId === companyId),
  };
}

function installNews(ctx: HighlevelContext, records: Records, companyId: string, locationId: string | undefined) {
  const company = records.companies.get(companyId);
  const domain = company?.whitelabelDomain;
  return {
    ...appOf(ctx),
    installType: locationId ? 'Location' : 'Company',
    ...(locationId && { locationId }),
    companyId,
    planId: '',
    companyName: company?.name ?? '',
    isWhitelabelCompany: domain !== undefined,
    whitelabelDetails: domain ? { domain, logoUrl: '' } : {},
  };
}

function appOf(ctx: HighlevelContext): { appId: string; versionId: string } {
  const appId = ctx.secrets.highlevel.clientId.split('-')[0] ?? '';
  return { appId, versionId: appId };
}

/** Twenty letters and digits, as the CRM's ids are. */
const freshId = () => randomBytes(15).toString('base64url').replace(/[-_]/g, 'x');
