import * as v from 'valibot';
import { type Contact, living, nameOf, type Records } from '../records.ts';
import { contactItem } from '../wire.ts';
import { type Endpoint, endpoint } from './door.ts';
import { type ApiParts, mustFind, mustSee } from './parts.ts';
import { Refusal } from './refusal.ts';
import { text } from './shape.ts';

const line = v.pipe(v.string(), v.maxLength(500));
const tags = v.array(text);
const fields = {
  firstName: v.optional(line),
  lastName: v.optional(line),
  name: v.optional(line),
  email: v.optional(line),
  phone: v.optional(line),
  source: v.optional(line),
  assignedTo: v.optional(text),
  tags: v.optional(tags),
  country: v.optional(line),
  timezone: v.optional(line),
};
type Given = v.InferOutput<v.StrictObjectSchema<typeof fields, undefined>>;

/** One contact: read, add, change, tag, note, put into a workflow. */
export function contactEndpoints({ ctx, records, acts }: ApiParts): Endpoint[] {
  const version = '2021-07-28' as const;
  const write = { version, bearer: 'location', scope: 'contacts.write' } as const;
  const read = { version, bearer: 'location', scope: 'contacts.readonly' } as const;
  return [
    endpoint({
      ...read,
      method: 'GET',
      path: '/contacts/:id',
      answer: ({ access, params }) => ({
        body: { contact: contactItem(mustFind(records, access, params.id ?? '')) },
      }),
    }),
    endpoint({
      ...write,
      method: 'POST',
      path: '/contacts/',
      body: v.strictObject({ ...fields, locationId: text }),
      answer: ({ access, body: { locationId, ...given } }) => {
        mustSee(records, access, locationId);
        mustBeUnlike(records, locationId, given, undefined);
        const { tags = [], ...rest } = named(given);
        const contact = acts.saveContact({
          ...{ firstName: '', lastName: '', ...rest },
          ...{ locationId, tags: lower(tags), additionalPhones: [] },
        });
        return { status: 201, body: { contact: contactItem(contact) } };
      },
    }),
    endpoint({
      ...write,
      method: 'PUT',
      path: '/contacts/:id',
      body: v.strictObject(fields),
      answer: ({ access, params, body }) => {
        const contact = mustFind(records, access, params.id ?? '');
        mustBeUnlike(records, contact.locationId, body, contact.id);
        const changes = named(body);
        // The list that comes replaces the list that was.
        const changed = { ...contact, ...changes, tags: changes.tags ? lower(changes.tags) : contact.tags };
        return { body: { succeded: true, contact: contactItem(acts.saveContact(changed)) } };
      },
    }),
    endpoint({
      ...write,
      method: 'POST',
      path: '/contacts/:id/tags',
      body: v.strictObject({ tags: v.pipe(tags, v.minLength(1)) }),
      answer: ({ access, params, body }) => {
        const contact = mustFind(records, access, params.id ?? '');
        const all = [...new Set([...contact.tags, ...lower(body.tags)])];
        if (all.length > contact.tags.length) acts.saveContact({ ...contact, tags: all }, 'ContactTagUpdate');
        return { status: 201, body: { tags: all } };
      },
    }),
    endpoint({
      ...write,
      method: 'POST',
      path: '/contacts/:id/notes',
      body: v.strictObject({ body: text, userId: v.optional(text), title: v.optional(line) }),
      answer: ({ access, params, body }) => {
        const contact = mustFind(records, access, params.id ?? '');
        const note = acts.addNote({
          contactId: contact.id,
          body: body.body,
          ...(body.userId && { userId: body.userId }),
        });
        return { status: 201, body: { note: { ...note, dateAdded: new Date(note.dateAdded).toISOString() } } };
      },
    }),
    endpoint({
      ...read,
      method: 'GET',
      path: '/contacts/:id/notes',
      answer: ({ access, params }) => {
        const contact = mustFind(records, access, params.id ?? '');
        const notes = [...records.notes.values()].filter(note => note.contactId === contact.id);
        return {
          body: { notes: notes.map(note => ({ ...note, dateAdded: new Date(note.dateAdded).toISOString() })) },
        };
      },
    }),
    endpoint({
      ...write,
      method: 'POST',
      path: '/contacts/:id/workflow/:workflowId',
      body: v.strictObject({ eventStartTime: v.optional(text) }),
      answer: ({ access, params }) => {
        const contact = mustFind(records, access, params.id ?? '');
        const workflowId = params.workflowId ?? '';
        records.enrolments.set(`${contact.id} ${workflowId}`, {
          contactId: contact.id,
          workflowId,
          at: ctx.clock.now(),
        });
        records.touch();
        return { body: { succeded: true } };
      },
    }),
  ];
}

/** A whole name is taken apart at its first space. */
function named({ name, country: _, timezone: __, ...given }: Given): Partial<Contact> {
  const [firstName = '', ...others] = name?.trim().split(/\s+/) ?? [];
  const taken = name === undefined ? given : { firstName, lastName: others.join(' '), ...given };
  const present = Object.entries(taken).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Partial<Contact>;
}

const lower = (tags: readonly string[]) => [...new Set(tags.map(tag => tag.trim().toLowerCase()))];

/** A location may want no two contacts with the same phone or email; the refusal names the one there is. */
function mustBeUnlike(records: Records, locationId: string, { phone, email }: Given, but: string | undefined): void {
  if (records.locations.get(locationId)?.allowDuplicateContact ?? true) return;
  const twin = living(records.contacts.values()).find(
    one =>
      one.locationId === locationId &&
      one.id !== but &&
      ((phone && one.phone === phone) || (email && one.email === email)),
  );
  if (!twin) return;
  const meta = {
    contactId: twin.id,
    contactName: nameOf(twin),
    matchingField: phone && twin.phone === phone ? 'phone' : 'email',
  };
  throw new Refusal(400, 'This location does not allow duplicated contacts.', { meta });
}
