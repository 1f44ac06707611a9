import {
  type Contact,
  isInstalledAt,
  type Location,
  type Message,
  nameOf,
  type Records,
  type User,
} from './records.ts';

const iso = (at: number) => new Date(at).toISOString();

/** What the interface answers about each record. */
export function contactItem(contact: Contact) {
  const { id, locationId, firstName, lastName, phone, email, source, assignedTo, tags } = contact;
  return {
    id,
    locationId,
    name: nameOf(contact),
    firstName,
    lastName,
    firstNameLowerCase: firstName.toLowerCase(),
    lastNameLowerCase: lastName.toLowerCase(),
    phone: phone ?? null,
    email: email ?? null,
    source: source ?? null,
    assignedTo: assignedTo ?? null,
    tags,
    dnd: false,
    type: 'lead',
    dateAdded: iso(contact.dateAdded),
    dateUpdated: iso(contact.dateUpdated),
  };
}

/** A search's answer also has the other phones, and where to go on after this one. */
export const foundContact = (contact: Contact, searchAfter: [number | string, string]) => ({
  ...contactItem(contact),
  additionalPhones: contact.additionalPhones,
  searchAfter,
});

export function userItem(user: User) {
  const { id, firstName, lastName, email, phone, type, role, locationIds, isRestricted, language } = user;
  return {
    id,
    name: nameOf(user),
    firstName,
    lastName,
    email,
    phone: phone ?? '',
    extension: '',
    roles: { type, role, locationIds, restrictSubAccount: isRestricted ?? false },
    ...(language && { platformLanguage: language }),
    lcPhone: {},
    deleted: user.deleted ?? false,
  };
}

export function locationItem(location: Location) {
  const { id, companyId, name, timezone, country, phone, email, allowDuplicateContact = true } = location;
  return {
    id,
    companyId,
    name,
    timezone,
    country,
    phone: phone ?? '',
    email: email ?? '',
    settings: { allowDuplicateContact },
  };
}

export const installedItem = (records: Records, location: Location) => ({
  _id: location.id,
  name: location.name,
  address: '',
  isInstalled: isInstalledAt(records, location),
});

export const messageItem = ({ date, ...message }: Message) => ({ ...message, dateAdded: iso(date) });

/** What webhooks say: less than the interface does. */
export function contactNews(contact: Contact) {
  const { id, locationId, firstName, lastName, phone, email, source, assignedTo, tags, dateAdded } = contact;
  return {
    locationId,
    id,
    name: nameOf(contact),
    firstName,
    lastName,
    tags,
    dnd: false,
    dateAdded: iso(dateAdded),
    attachments: [],
    customFields: [],
    ...(phone && { phone }),
    ...(email && { email }),
    ...(source && { source }),
    ...(assignedTo && { assignedTo }),
  };
}

export function userNews({ id, companyId, firstName, lastName, email, phone, type, role, locationIds }: User) {
  const whose = type === 'agency' ? { companyId } : { companyId, locationId: locationIds[0] };
  return { ...whose, id, firstName, lastName, email, phone: phone ?? '', extension: '', role, locations: locationIds };
}

export const locationNews = ({ id, companyId, name, email }: Location) => ({ id, companyId, name, email: email ?? '' });
