import { auditLine } from '../audit/store.ts';
import { forgetContact, mirrorContact, unlessStale } from '../contact/mirror.ts';
import { type Ctx, stableId } from '../context.ts';
import { userFreed } from '../inbox/store/claim.ts';
import { languageTag } from '../language/rules/tag.ts';
import { parsePhone } from '../number/rules/phone.ts';
import {
  directNumbersFreed,
  type MirroredUser,
  membershipsBut,
  membershipUpsert,
  personByHostId,
  subAccountByLocation,
  subAccountDeletion,
  subAccountUpsert,
  userDeletion,
  userUpsert,
} from '../tenancy/store.ts';
import type { HostContactRecord, HostLocationRecord, HostUserRecord } from './port.ts';
import { beginPlace } from './sync/begin.ts';

/** Something that refers to what is not mirrored yet; it is tried again later. */
export class TooEarly extends Error {}

/** Whose mirror, and as of when (epoch ms): something older never overwrites something newer. */
export interface Seen {
  ctx: Ctx;
  agencyId: string;
  at: number;
}

/** H-5: our sub-account says what the host's location says. @returns our id */
export async function mirrorLocation({ ctx, agencyId, at }: Seen, record: HostLocationRecord): Promise<string> {
  const known = await subAccountByLocation(ctx, agencyId, record.id);
  const { name } = record;
  const country = record.country.toUpperCase();
  const timezone = isZone(record.timezone) ? record.timezone : 'UTC';
  const id = known?.id ?? (await stableId('sub', agencyId, record.id));
  const line = auditLine(ctx, {
    agencyId,
    subAccountId: id,
    entity: 'sub_account',
    entityId: id,
    act: 'sub_account.mirrored',
    before: known && { name: known.name, timezone: known.timezone, country: known.country },
    after: { name, timezone, country: record.country },
  });
  const row = { id, agencyId, hostLocationId: record.id, name, timezone, country };
  await unlessStale(ctx.db.commit([subAccountUpsert(ctx, row, at), line]));
  if (!known || known.deletedAt !== null) await beginPlace(ctx, agencyId, id);
  return id;
}

export async function forgetLocation({ ctx, agencyId, at }: Seen, locationId: string): Promise<void> {
  const place = await subAccountByLocation(ctx, agencyId, locationId);
  if (!place) return;
  const line = auditLine(ctx, {
    agencyId,
    subAccountId: place.id,
    entity: 'sub_account',
    entityId: place.id,
    act: 'sub_account.deleted',
  });
  await unlessStale(ctx.db.commit([subAccountDeletion(ctx, agencyId, place.id, at), line]));
}

/**
 * H-5: our user says what the host's says, and belongs to exactly the sub-accounts the host names. People of the agency
 * belong to none: they act in all of its own (T-2).
 * @param last leave out what is not mirrored yet rather than wait for it
 */
export async function mirrorUser({ ctx, agencyId, at }: Seen, record: HostUserRecord, last: boolean): Promise<string> {
  const locationIds = record.isAgency ? [] : record.locationIds;
  const places = await Promise.all(locationIds.map(id => subAccountByLocation(ctx, agencyId, id)));
  const known = places.flatMap(place => (place ? [place] : []));
  if (known.length < places.length && !last) throw new TooEarly('the user’s sub-account is not mirrored yet');
  const person = await personByHostId(ctx, agencyId, record.id);
  const id = person?.id ?? (await stableId('usr', agencyId, record.id));
  const phone = record.phone ? parsePhone(record.phone, known[0]?.country ?? 'US') : undefined;
  const agencyRole = record.isAgency ? (record.role === 'user' ? 'member' : record.role) : null;
  const role = record.role === 'user' ? 'staff' : record.role;
  const { name, email } = record;
  const locale = languageTag(record.locale);
  const row: MirroredUser = {
    ...{ id, agencyId, hostUserId: record.id, name, email, agencyRole },
    phone: phone?.ok ? phone.e164 : null,
    ...(locale && { locale }),
  };
  const stays = known.map(place => place.id);
  const line = auditLine(ctx, {
    agencyId,
    entity: 'user',
    entityId: id,
    act: 'user.mirrored',
    before: person && { name: person.name, agencyRole: person.agencyRole },
    after: { name, agencyRole, role, places: stays },
  });
  await unlessStale(
    ctx.db.commit([
      userUpsert(ctx, row, at),
      line,
      membershipsBut(ctx, agencyId, id, stays),
      ...known.map(place => membershipUpsert(ctx, { agencyId, subAccountId: place.id, userId: id, role })),
      directNumbersFreed(ctx, agencyId, id),
      ...(record.isAgency ? [] : userFreed(ctx, agencyId, id, stays)),
    ]),
  );
  return id;
}

export async function forgetUser({ ctx, agencyId, at }: Seen, hostUserId: string): Promise<void> {
  const person = await personByHostId(ctx, agencyId, hostUserId);
  if (!person) return;
  const line = auditLine(ctx, { agencyId, entity: 'user', entityId: person.id, act: 'user.deleted' });
  await unlessStale(
    ctx.db.commit([
      userDeletion(ctx, agencyId, person.id, at),
      line,
      membershipsBut(ctx, agencyId, person.id, []),
      directNumbersFreed(ctx, agencyId, person.id),
      ...userFreed(ctx, agencyId, person.id),
    ]),
  );
}

/** C-1: the index of phones says what the host's contact says. */
export async function mirrorHostContact(
  { ctx, agencyId, at }: Seen,
  locationId: string,
  record: HostContactRecord,
): Promise<void> {
  const place = await subAccountByLocation(ctx, agencyId, locationId);
  if (!place) throw new TooEarly('the contact’s sub-account is not mirrored yet');
  const { name, ownerId, source, createdAt, updatedAt, phones } = record;
  const contact = {
    ...{ agencyId, subAccountId: place.id, hostContactId: record.id, name, phones },
    ownerHostUserId: ownerId,
    source: source?.trim() || null,
    createdAt: createdAt ?? at,
    updatedAt: updatedAt ?? at,
  };
  await mirrorContact(ctx, contact, place.country);
}

export async function forgetHostContact({ ctx, agencyId, at }: Seen, locationId: string, id: string): Promise<void> {
  const place = await subAccountByLocation(ctx, agencyId, locationId);
  if (place) await forgetContact(ctx, { agencyId, subAccountId: place.id, hostContactId: id, at });
}

/** Whether it is an IANA zone. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (cause) {
    if (cause instanceof RangeError) return false;
    throw cause;
  }
}
