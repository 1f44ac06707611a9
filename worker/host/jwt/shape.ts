import * as v from 'valibot';

/** Events a JWT host sends (contract of the JWT host), lenient on what else comes with them. */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const text = v.pipe(v.string(), v.maxLength(500));
/** ISO 8601 or epoch milliseconds → epoch milliseconds. */
const instant = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(value => (typeof value === 'number' ? value : Date.parse(value))),
  v.number('must be a date'),
  v.finite('must be a date'),
);

const company = { company_id: id };

const location = {
  id,
  name: v.optional(text, 'Unnamed'),
  timezone: v.optional(text, 'UTC'),
  country: v.optional(text, 'US'),
};
const user = {
  id,
  name: v.optional(text, 'Unnamed'),
  email: v.optional(text, ''),
  phone: v.nullish(text),
  role: v.optional(v.picklist(['owner', 'admin', 'user']), 'user'),
  location_ids: v.optional(v.array(id), []),
};

export const LocationData = v.object({ ...company, ...location });
export const UserData = v.object({ ...company, ...user });
export const ContactData = v.object({
  ...company,
  id,
  location_id: id,
  name: v.optional(text, ''),
  phones: v.optional(v.array(text), []),
  owner_id: v.nullish(id),
  source: v.nullish(text),
  created_at: v.optional(instant),
  updated_at: v.optional(instant),
});
/** With `location_id` an install or uninstall is about that location alone. */
export const CompanyData = v.object({ ...company, company_name: v.optional(text, ''), location_id: v.nullish(id) });
export const Deleted = v.object({ ...company, id, location_id: v.optional(id), updated_at: v.optional(instant) });

/** A contact in what the host's REST interface answers. */
export const ContactRecord = v.object({
  id,
  name: v.optional(text, ''),
  phones: v.optional(v.array(text), []),
  owner_id: v.nullish(id),
  source: v.nullish(text),
  created_at: v.optional(instant),
  updated_at: v.optional(instant),
  deleted: v.optional(v.boolean()),
});
const listOf = <S extends v.GenericSchema>(record: S) =>
  v.object({ items: v.array(record), next: v.nullish(v.string()) });
export const ContactList = listOf(ContactRecord);
/** The contract does not ask for it, but a CRM with many companies on one registration may well say whose a record is. */
const whose = { company_id: v.optional(id), deleted: v.optional(v.boolean()) };
export const UserRecord = v.object({ ...user, ...whose });
export const UserList = listOf(UserRecord);
export const LocationRecord = v.object({ ...location, ...whose });
export const LocationList = listOf(LocationRecord);

/** The envelope; `data` is read by type, and an unknown type has no effect. */
export const HostEvent = v.object({
  type: v.pipe(v.string(), v.maxLength(100)),
  timestamp: instant,
  data: v.unknown(),
});
export type HostEvent = v.InferOutput<typeof HostEvent>;
