import * as v from 'valibot';

/** What HighLevel sends, as far as we read it: lenient on what else comes with it and on what may be left out. */
export const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const text = v.pipe(
  v.nullish(v.string(), ''),
  // Cut between two characters, never within an emoji.
  v.transform(value => value.slice(0, 500).toWellFormed()),
);
/** ISO 8601 or epoch milliseconds → epoch milliseconds; null where it is neither. */
const instant = v.pipe(
  v.nullish(v.union([v.string(), v.number()]), ''),
  v.transform(value => {
    const at = typeof value === 'string' ? Date.parse(value) : value;
    return typeof at === 'number' && Number.isFinite(at) ? at : null;
  }),
);
const flag = v.nullish(v.boolean(), false);

export const Tokens = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  /** Seconds. */
  expires_in: v.optional(v.number(), 86_399),
  refresh_token: v.nullish(v.string()),
  userType: v.optional(v.picklist(['Company', 'Location'])),
  companyId: v.nullish(Id),
  locationId: v.nullish(Id),
  approvedLocations: v.optional(v.array(Id), []),
});
export type Tokens = v.InferOutput<typeof Tokens>;

export const InstalledLocations = v.object({
  locations: v.optional(v.array(v.object({ _id: Id, name: text, isInstalled: v.optional(v.boolean(), true) })), []),
  count: v.optional(v.number()),
});

export const Whitelabel = v.object({ domain: text });
export const Installer = v.object({
  installationDetails: v.object({
    companyId: v.nullish(Id),
    companyName: text,
    isWhitelabelCompany: flag,
    whitelabelDetails: v.nullish(Whitelabel),
  }),
});

export const LocationAnswer = v.object({
  location: v.object({ id: Id, companyId: v.nullish(Id), name: text, timezone: text, country: text }),
});

export const User = v.object({
  id: Id,
  name: text,
  firstName: text,
  lastName: text,
  email: text,
  phone: text,
  deleted: flag,
  platformLanguage: text,
  roles: v.optional(
    v.object({
      type: v.optional(v.string(), 'account'),
      role: v.optional(v.string(), 'user'),
      locationIds: v.nullish(v.array(Id), []),
      restrictSubAccount: flag,
    }),
    {},
  ),
});
export type User = v.InferOutput<typeof User>;
export const UserList = v.object({ users: v.optional(v.array(User), []), count: v.optional(v.number()) });

/** A further phone of a contact: seen as text, and as an object that holds it. */
const furtherPhone = v.union([
  v.string(),
  v.pipe(
    v.object({ phone: v.string() }),
    v.transform(({ phone }) => phone),
  ),
]);

export const Contact = v.object({
  id: Id,
  name: text,
  /** Search answers call it so. */
  contactName: text,
  firstName: text,
  lastName: text,
  phone: text,
  additionalPhones: v.pipe(
    v.nullish(v.array(v.union([furtherPhone, v.unknown()])), []),
    v.transform(phones => phones.filter(phone => typeof phone === 'string')),
  ),
  assignedTo: v.nullish(v.string()),
  source: text,
  dateAdded: instant,
  dateUpdated: instant,
  deleted: flag,
  /** Where a search goes on behind this one. */
  searchAfter: v.nullish(v.array(v.unknown())),
});
export type Contact = v.InferOutput<typeof Contact>;
export const ContactAnswer = v.object({ contact: Contact });
export const ContactList = v.object({ contacts: v.optional(v.array(Contact), []), total: v.optional(v.number()) });

export const ConversationAnswer = v.object({ conversation: v.object({ id: Id }) });
export const ConversationList = v.object({ conversations: v.optional(v.array(v.object({ id: Id })), []) });
export const Done = v.unknown();

/** What the frame's parent hands over, decrypted (H-3). No `activeLocation` = the agency's own view. */
export const Launch = v.object({
  userId: Id,
  companyId: Id,
  type: v.optional(v.string(), 'location'),
  activeLocation: v.pipe(
    v.nullish(v.string(), ''),
    v.transform(id => id || undefined),
  ),
  isAgencyOwner: flag,
});
export type Launch = v.InferOutput<typeof Launch>;

/** An event: flat, read by its type; what it names is read again from the host. */
export const Event = v.looseObject({
  type: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  timestamp: instant,
  webhookId: v.nullish(Id),
});
export type Event = v.InferOutput<typeof Event>;

export const InstallData = v.object({
  appId: v.nullish(Id),
  companyId: v.nullish(Id),
  locationId: v.nullish(Id),
  companyName: text,
  isWhitelabelCompany: flag,
  whitelabelDetails: v.nullish(Whitelabel),
});
/** By what an event says whose it is. */
const whose = { companyId: v.nullish(Id), locationId: v.nullish(Id), locations: v.nullish(v.array(Id)) };
export const Named = v.object(whose);
export const UserData = v.object({ id: Id, ...whose });
export const LocationData = v.object({ id: Id, companyId: v.nullish(Id) });
export const ContactData = v.object({ ...Contact.entries, locationId: Id });
