import { contactIn } from '../contact/store.ts';
import type { Ctx } from '../context.ts';
import { connectHost } from '../host/connect.ts';
import { type HostContactRecord, HostError, type HostPort } from '../host/port.ts';
import { parsePhone } from '../number/rules/phone.ts';
import { conflict, notFound, Problem, refused } from '../problem.ts';
import { claimFirst } from './claim.ts';
import { keepContact } from './keep-contact.ts';
import { keyOf, numberOf } from './rules/caller.ts';
import { CONTACT_LEASE_MS } from './rules/claim.ts';
import { marksFor } from './rules/source.ts';
import type { Viewer } from './rules/visible.ts';
import { hostPlaceOf } from './store/belong.ts';
import { marksOf } from './store/callers.ts';
import { beginContact, endContact } from './store/claim.ts';
import type { Place } from './store/records.ts';
import { type Thread, threadAt } from './thread.ts';

/** By how much the host's clock may differ from ours, and how long an attempt is remembered without a claim, ms. */
const CLOCKS_APART_MS = 10 * 60_000;

/**
 * Makes an unknown caller a contact: in the host first, then here with the host's id (C-3), with the number's Source and
 * Tag (U-9). Who makes them looks after them, so their next call rings that user. An attempt whose answer was lost
 * is looked up, never repeated; nor when the host has told us of its contact already.
 */
export async function addContact(ctx: Ctx, place: Place, viewer: Viewer, key: string, { name }: { name: string }) {
  const mayGoOn = (thread: Thread) => cameOfIt(ctx, viewer, thread) || mustBeUnknown(thread);
  const thread = await claimFirst(ctx, place, viewer, key, mayGoOn);
  return inHost(ctx, place, viewer, thread, async (host, at, number, { caller, known }) => {
    const e164 = numberOf(caller);
    if (known.contact) return marked(host, at, await readIn(host, at, known.contact.hostContactId), number, e164);
    const since = known.live ? known.live.attemptedAt : ctx.now;
    const made = e164 && since !== null ? await madeBefore(host, at, e164, since) : undefined;
    if (made) return marked(host, at, made, number, e164);
    return host.createContact({
      locationId: at.hostLocationId,
      name,
      phones: e164 ? [e164] : [],
      ...(at.hostUserId && { ownerId: at.hostUserId }),
      ...marksFor(number, null),
    });
  });
}

/** The host told us of a contact just now that ended this person's claim: it came of an attempt whose answer was lost. */
function cameOfIt(ctx: Ctx, viewer: Viewer, { known }: Thread): boolean {
  const { contact, settled } = known;
  return contact !== null && settled?.userId === viewer.userId && ctx.now - settled.at < CLOCKS_APART_MS;
}

/** Makes an unknown caller's number one of a contact that exists, in the host first (C-3), with Source and Tag (U-9). */
export async function associate(ctx: Ctx, place: Place, viewer: Viewer, key: string, contactId: string) {
  const known = await contactIn(ctx, place, contactId);
  if (!known) throw notFound('contact');
  const thread = await claimFirst(ctx, place, viewer, key, mustBeUnknown);
  return inHost(ctx, place, viewer, thread, async (host, at, number) => {
    const record = await host.readContact({ locationId: at.hostLocationId, id: known.hostContactId });
    return marked(host, at, record, number, numberOf(thread.caller));
  });
}

interface HostPlace {
  hostLocationId: string;
  hostUserId: string | undefined;
  country: string;
}
type Number = { source: string | null; tag: string | null };
type Make = (host: HostPort, at: HostPlace, number: Number, thread: Thread) => Promise<HostContactRecord>;

async function inHost(ctx: Ctx, place: Place, viewer: Viewer, found: Thread, make: Make) {
  const [host, { place: at, hostUserId }, marks] = await Promise.all([
    connectHost(ctx, place.agencyId),
    hostPlaceOf(ctx, place, viewer.userId),
    marksOf(ctx, place, found.seen),
  ]);
  if (!host || !at) {
    const detail = 'Your CRM does not let contacts be made from here. Add the contact in the CRM itself.';
    throw refused('host_not_connected', 'Not added.', detail);
  }
  const claimId = found.known.live?.id;
  const isFree = !claimId || (await beginContact(ctx, place, claimId));
  const thread = isFree ? found : await threadAt(ctx, place, viewer, keyOf(found.caller));
  if (!isFree && !cameOfIt(ctx, viewer, thread)) {
    throw conflict('busy', 'Not added.', 'This caller is being made a contact just now. Look again in a moment.');
  }
  try {
    const came = thread.seen.find(record => record.direction === 'in');
    const number = marks.get(came?.assignmentId ?? '') ?? { source: null, tag: null };
    const record = await make(host, { ...at, hostUserId }, number, thread);
    const contact = await keepContact(ctx, place, thread, record, at.country);
    return { key: keyOf(thread.caller), contact };
  } catch (cause) {
    if (claimId) await endContact(ctx, place, claimId, found.known.live?.attemptedAt ?? ctx.now);
    throw cause instanceof HostError ? notMade(cause) : cause;
  }
}

async function madeBefore(host: HostPort, at: HostPlace, e164: string, since: number) {
  const recent = await host.contactsSince(at.hostLocationId, since - CLOCKS_APART_MS - CONTACT_LEASE_MS);
  return recent.find(record => !record.isDeleted && record.phones.some(phone => isSame(phone, e164, at.country)));
}

function readIn(host: HostPort, at: HostPlace, id: string) {
  return host.readContact({ locationId: at.hostLocationId, id });
}

/** Tags first: were the second step's answer lost, a repeat comes to the same (U-9). */
async function marked(host: HostPort, at: HostPlace, record: HostContactRecord, number: Number, e164: string | null) {
  const of = { locationId: at.hostLocationId, id: record.id };
  const { source, tags } = marksFor(number, record);
  if (tags.length) await host.addTags(of, tags);
  const isNew = e164 !== null && !record.phones.includes(e164);
  if (!source && !isNew) return record;
  return host.updateContact(of, {
    ...(source && { source }),
    ...(isNew && { phones: [...record.phones, e164] }),
  });
}

function isSame(typed: string, e164: string, country: string): boolean {
  const phone = parsePhone(typed, country);
  return phone.ok && phone.e164 === e164;
}

function mustBeUnknown({ known }: Thread): void {
  if (!known.contact) return;
  const { name } = known.contact;
  throw conflict('contact_exists', 'Not added.', `This caller is a contact already: ${name}. Open it in your CRM.`, {
    name,
  });
}

function notMade(cause: HostError): Problem {
  if (cause.status === 404) {
    return refused('contact_gone', 'Not added.', 'Your CRM no longer has this contact. Choose another one.');
  }
  const detail = cause.mayPass
    ? 'Your CRM did not answer. The caller stays yours; try again in a minute, nothing is made twice.'
    : 'Your CRM refused it. Add the contact in the CRM itself, or ask your agency.';
  return new Problem(
    502,
    { code: cause.mayPass ? 'host_down' : 'host_refused', title: 'Not added.', detail },
    { cause },
  );
}
