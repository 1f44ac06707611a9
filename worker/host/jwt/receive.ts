import * as v from 'valibot';
import { auditLine } from '../../audit/store.ts';
import { forgetContact, mirrorContact, unlessStale } from '../../contact/mirror.ts';
import { type Ctx, stableId } from '../../context.ts';
import { userFreed } from '../../inbox/store/claim.ts';
import { commitWith } from '../../notification/commit.ts';
import type { KeyedEffect } from '../../notification/rules/effect.ts';
import { parsePhone } from '../../number/rules/phone.ts';
import { agencyAdmins } from '../../reconcile/store.ts';
import {
  agencyUninstalled,
  agencyUpsert,
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
} from '../../tenancy/store.ts';
import { agencyOfCompany } from '../store.ts';
import { CompanyData, ContactData, Deleted, HostEvent, LocationData, UserData } from './shape.ts';

/** Countries a new agency may forward and dial to until it says otherwise. */
const FIRST_COUNTRIES = ['US', 'CA'];

/** An event that refers to something not mirrored yet; it is tried again later. */
export class TooEarly extends Error {}

interface Arrival {
  ctx: Ctx;
  hostId: string;
  agencyId: string;
  at: number;
  /** The last attempt: what is still unknown is left out rather than waited for. */
  last: boolean;
}

/** Makes our mirror agree with a host's event (C-1, H-5). Unknown types and agencies have no effect. */
export async function receiveHostEvent(ctx: Ctx, hostId: string, payload: unknown, last: boolean): Promise<void> {
  const event = v.parse(HostEvent, payload);
  const byHost: Ctx = { ...ctx, actor: { kind: 'host', id: hostId, source: 'webhook' } };
  if (event.type === 'app.installed') return install(byHost, hostId, v.parse(CompanyData, event.data));
  const { company_id } = v.parse(v.object({ company_id: v.string() }), event.data);
  const agency = await agencyOfCompany(ctx, hostId, company_id);
  if (!agency) return ctx.log.warn('host.unknown_company', { hostId, type: event.type });
  const receive = RECEIVERS[event.type];
  if (!receive) return ctx.log.info('host.unknown_event', { type: event.type });
  await receive({ ctx: byHost, hostId, agencyId: agency.id, at: event.timestamp, last }, event.data);
}

const RECEIVERS: Record<string, (arrival: Arrival, data: unknown) => Promise<void>> = {
  'app.uninstalled': async ({ ctx, agencyId, at }) => {
    const line = auditLine(ctx, { agencyId, entity: 'agency', entityId: agencyId, act: 'agency.uninstalled' });
    const mails = (await agencyAdmins(ctx, agencyId)).map(({ id: userId }): KeyedEffect => {
      const effect = { kind: 'mail', template: 'uninstalled', agencyId, userId, params: { timezone: 'UTC' } } as const;
      return { key: `mail:uninstalled:${agencyId}:${at}:${userId}`, effect };
    });
    await unlessStale(commitWith(ctx, agencyId, [agencyUninstalled(ctx, agencyId), line], mails));
  },
  'location.upserted': (arrival, data) => locationUpserted(arrival, v.parse(LocationData, data)),
  'location.deleted': async ({ ctx, agencyId, at }, data) => {
    const place = await subAccountByLocation(ctx, agencyId, v.parse(Deleted, data).id);
    if (!place) return;
    const line = auditLine(ctx, {
      agencyId,
      subAccountId: place.id,
      entity: 'sub_account',
      entityId: place.id,
      act: 'sub_account.deleted',
    });
    await unlessStale(ctx.db.commit([subAccountDeletion(ctx, agencyId, place.id, at), line]));
  },
  'user.upserted': (arrival, data) => userUpserted(arrival, v.parse(UserData, data)),
  'user.deleted': async ({ ctx, agencyId, at }, data) => {
    const person = await personByHostId(ctx, agencyId, v.parse(Deleted, data).id);
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
  },
  'contact.upserted': (arrival, data) => contactUpserted(arrival, v.parse(ContactData, data)),
  'contact.deleted': async ({ ctx, agencyId, at }, data) => {
    const { id, location_id, updated_at } = v.parse(Deleted, data);
    const place = location_id && (await subAccountByLocation(ctx, agencyId, location_id));
    if (!place) return;
    await forgetContact(ctx, { agencyId, subAccountId: place.id, hostContactId: id, at: updated_at ?? at });
  },
};

async function install(ctx: Ctx, hostId: string, data: v.InferOutput<typeof CompanyData>): Promise<void> {
  const known = await agencyOfCompany(ctx, hostId, data.company_id);
  const id = known?.id ?? (await stableId('agy', hostId, data.company_id));
  const row = { id, hostId, hostCompanyId: data.company_id, name: data.company_name };
  const line = auditLine(ctx, {
    agencyId: id,
    entity: 'agency',
    entityId: id,
    act: 'agency.installed',
    after: { name: row.name },
  });
  await ctx.db.commit([agencyUpsert(ctx, row, FIRST_COUNTRIES), line]);
}

async function locationUpserted(
  { ctx, agencyId, at }: Arrival,
  data: v.InferOutput<typeof LocationData>,
): Promise<void> {
  const known = await subAccountByLocation(ctx, agencyId, data.id);
  const { name, country } = data;
  const timezone = isZone(data.timezone) ? data.timezone : 'UTC';
  const id = known?.id ?? (await stableId('sub', agencyId, data.id));
  const line = auditLine(ctx, {
    agencyId,
    subAccountId: id,
    entity: 'sub_account',
    entityId: id,
    act: 'sub_account.mirrored',
    before: known && { name: known.name, timezone: known.timezone, country: known.country },
    after: { name, timezone, country },
  });
  const row = { id, agencyId, hostLocationId: data.id, name, timezone, country: country.toUpperCase() };
  await unlessStale(ctx.db.commit([subAccountUpsert(ctx, row, at), line]));
}

async function userUpserted({ ctx, agencyId, at, last }: Arrival, data: v.InferOutput<typeof UserData>): Promise<void> {
  const places = await Promise.all(data.location_ids.map(id => subAccountByLocation(ctx, agencyId, id)));
  const known = places.flatMap(place => (place ? [place] : []));
  if (known.length < places.length && !last) throw new TooEarly('the user’s sub-account is not mirrored yet');
  const person = await personByHostId(ctx, agencyId, data.id);
  const id = person?.id ?? (await stableId('usr', agencyId, data.id));
  const phone = data.phone ? parsePhone(data.phone, known[0]?.country ?? 'US') : undefined;
  const isAgency = data.location_ids.length === 0;
  const agencyRole = isAgency ? (data.role === 'user' ? 'member' : data.role) : null;
  const role = data.role === 'user' ? 'staff' : data.role;
  const row: MirroredUser = {
    id,
    agencyId,
    hostUserId: data.id,
    name: data.name,
    email: data.email,
    phone: phone?.ok ? phone.e164 : null,
    agencyRole,
  };
  const stays = known.map(place => place.id);
  const line = auditLine(ctx, {
    agencyId,
    entity: 'user',
    entityId: id,
    act: 'user.mirrored',
    before: person && { name: person.name, agencyRole: person.agencyRole },
    after: { name: data.name, agencyRole, role, places: stays },
  });
  await unlessStale(
    ctx.db.commit([
      userUpsert(ctx, row, at),
      line,
      membershipsBut(ctx, agencyId, id, stays),
      ...known.map(place => membershipUpsert(ctx, { agencyId, subAccountId: place.id, userId: id, role })),
      directNumbersFreed(ctx, agencyId, id),
      ...(isAgency ? [] : userFreed(ctx, agencyId, id, stays)),
    ]),
  );
}

async function contactUpserted({ ctx, agencyId, at }: Arrival, data: v.InferOutput<typeof ContactData>): Promise<void> {
  const place = await subAccountByLocation(ctx, agencyId, data.location_id);
  if (!place) throw new TooEarly('the contact’s sub-account is not mirrored yet');
  const contact = {
    agencyId,
    subAccountId: place.id,
    hostContactId: data.id,
    name: data.name,
    ownerHostUserId: data.owner_id ?? null,
    source: data.source?.trim() || null,
    createdAt: data.created_at ?? at,
    updatedAt: data.updated_at ?? at,
    phones: data.phones,
  };
  await mirrorContact(ctx, contact, place.country);
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (cause) {
    if (cause instanceof RangeError) return false;
    throw cause;
  }
}
