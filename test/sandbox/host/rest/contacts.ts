import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Contact } from '../records.ts';
import { worksAt } from '../records.ts';
import { contactItem } from '../wire.ts';
import { instant, Refusal, readBody, readQuery } from './answer.ts';
import { mustSee, type RestParts, type Scope } from './scope.ts';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const name = v.pipe(v.string(), v.maxLength(200));
const phones = v.pipe(v.array(v.pipe(v.string(), v.regex(/^\+[1-9]\d{4,14}$/, 'must be E.164'))), v.maxLength(20));
const tags = v.pipe(v.array(text), v.maxLength(100));

/** `location_id` may come in the query or in the body. */
const newContact = v.strictObject({
  location_id: v.optional(text),
  name,
  phones: v.optional(phones, []),
  owner_id: v.optional(v.nullable(text)),
  source: v.optional(v.nullable(text)),
  tags: v.optional(tags, []),
});
const changes = v.strictObject({
  name: v.optional(name),
  phones: v.optional(phones),
  owner_id: v.optional(v.nullable(text)),
  source: v.optional(v.nullable(text)),
  tags: v.optional(tags),
});
const entry = v.strictObject({
  key: text,
  kind: v.picklist(['call', 'text', 'voicemail']),
  direction: v.picklist(['inbound', 'outbound']),
  at: instant,
  from: v.pipe(v.string(), v.maxLength(64)),
  to: v.pipe(v.string(), v.maxLength(64)),
  status: text,
  duration_s: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  body: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
  user_id: v.optional(text),
});

/** Adding and changing contacts, their tags, and the timeline. */
export function addContactRoutes(app: Hono<Scope>, { records, edits }: RestParts): void {
  const mustFind = (id: string, companies: Set<string>): Contact => {
    const contact = records.contacts.get(id);
    const location = contact && records.locations.get(contact.locationId);
    if (!contact || contact.deleted || !location || !companies.has(location.companyId))
      throw new Refusal(404, 'No such contact.');
    return contact;
  };
  const mustWorkThere = (userId: string, locationId: string) => {
    const user = records.users.get(userId);
    const location = records.locations.get(locationId);
    if (!user || user.deleted || !location || !worksAt(user, location))
      throw new Refusal(400, 'No such user at this location.', 'owner_id');
  };

  app.post('/contacts', async c => {
    const query = readQuery(c, v.strictObject({ location_id: v.optional(text) }));
    const body = await readBody(c, newContact);
    const locationId = body.location_id ?? query.location_id;
    if (!locationId) throw new Refusal(400, 'Say which location.', 'location_id');
    mustSee(records, c.var.companies, locationId);
    if (body.owner_id) mustWorkThere(body.owner_id, locationId);
    const { location_id: _, owner_id, source, ...plain } = body;
    const contact = edits.saveContact({
      ...plain,
      locationId,
      ...(owner_id && { owner_id }),
      ...(source && { source }),
    });
    return c.json(contactItem(contact), 201);
  });

  app.patch('/contacts/:id', async c => {
    const contact = mustFind(c.req.param('id'), c.var.companies);
    const { owner_id, source, ...plain } = await readBody(c, changes);
    if (owner_id) mustWorkThere(owner_id, contact.locationId);
    const changed: Contact = { ...contact, ...present(plain) };
    if (owner_id) changed.owner_id = owner_id;
    else if (owner_id === null) delete changed.owner_id;
    if (source) changed.source = source;
    else if (source === null) delete changed.source;
    return c.json(contactItem(edits.saveContact(changed)));
  });

  app.post('/contacts/:id/tags', async c => {
    const contact = mustFind(c.req.param('id'), c.var.companies);
    const body = await readBody(c, v.strictObject({ tags }));
    const all = [...new Set([...contact.tags, ...body.tags])];
    if (all.length === contact.tags.length) return c.json(contactItem(contact));
    return c.json(contactItem(edits.saveContact({ ...contact, tags: all })));
  });

  app.post('/contacts/:id/timeline', async c => {
    const contact = mustFind(c.req.param('id'), c.var.companies);
    const body = await readBody(c, entry);
    const place = `${contact.id} ${body.key}`;
    const known = records.timeline.get(place);
    if (known) return c.json(known, 200);
    const { duration_s, body: said, user_id, ...rest } = body;
    const written = { ...rest, contactId: contact.id, ...present({ duration_s, body: said, user_id }) };
    records.timeline.set(place, written);
    records.touch();
    return c.json(written, 201);
  });
}

/** The same object without its undefined members. */
function present<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
