import * as v from 'valibot';
import type { Ctx } from '../../context.ts';
import { subAccountByLocation } from '../../tenancy/store.ts';
import { proposeDomain } from '../domain.ts';
import { noteInstalled, noteLocationInstall, noteUninstalled } from '../install.ts';
import {
  forgetHostContact,
  forgetLocation,
  forgetUser,
  mirrorHostContact,
  mirrorLocation,
  mirrorUser,
} from '../mirror.ts';
import { HostError } from '../port.ts';
import { agencyOfCompany, agencyOfLocation, type HostRow } from '../store.ts';
import { appIdOf, appOf, type Install } from './app.ts';
import { contactNow } from './contact-now.ts';
import { admitLocation } from './locations.ts';
import { readLocation, readUser } from './people.ts';
import { ContactData, Event, InstallData, LocationData, Named, UserData } from './shape.ts';
import { speakingAs } from './token.ts';
import { tokenRow, tokensForgotten } from './token-store.ts';

interface Arrival {
  ctx: Ctx;
  install: Install;
  agencyId: string;
  type: string;
  /** When it happened, as far as the host says. */
  at: number;
  /** The last attempt. */
  last: boolean;
}

/**
 * Makes our mirror agree with an event of HighLevel's (H-4, H-5). All apps' events are signed with one key, so that an
 * install counts only when it names ours, and what others name is read again with our own token.
 */
export async function receiveHighLevelEvent(
  ctx: Ctx,
  host: HostRow,
  payload: unknown,
  receivedAt: number,
  last: boolean,
): Promise<void> {
  const event = v.parse(Event, payload);
  const byHost: Ctx = { ...ctx, actor: { kind: 'host', id: host.id, source: 'webhook' } };
  const at = event.timestamp ?? receivedAt;
  if (event.type === 'INSTALL' || event.type === 'UNINSTALL') {
    const data = v.parse(InstallData, payload);
    if (data.appId !== appIdOf(appOf(host))) return ctx.log.warn('host.other_app', { type: event.type });
    return event.type === 'INSTALL' ? installed(byHost, host, data, at) : uninstalled(byHost, host, data, at);
  }
  const receive = RECEIVERS[event.type];
  if (!receive) return ctx.log.info('host.unknown_event', { type: event.type });
  const agency = await agencyNamed(byHost, host, payload);
  if (!agency || agency.uninstalledAt !== null) return ctx.log.info('host.not_installed', { type: event.type });
  const install: Install = { ...appOf(host), agencyId: agency.id, companyId: agency.hostCompanyId };
  await receive({ ctx: byHost, install, agencyId: agency.id, type: event.type, at, last }, payload);
}

const RECEIVERS: Record<string, (arrival: Arrival, data: unknown) => Promise<unknown>> = {
  ContactCreate: contactChanged,
  ContactUpdate: contactChanged,
  ContactDelete: (arrival, data) => {
    const { id, locationId } = v.parse(ContactData, data);
    return forgetHostContact(arrival, locationId, id);
  },
  UserCreate: userChanged,
  UserUpdate: userChanged,
  UserDelete: userChanged,
  LocationCreate: locationChanged,
  LocationUpdate: locationChanged,
  LocationDelete: (arrival, data) => forgetLocation(arrival, v.parse(LocationData, data).id),
};

/** Whose it is: events name the company, or only a location that we know. */
async function agencyNamed(ctx: Ctx, host: HostRow, payload: unknown) {
  const { companyId, locationId, locations } = v.parse(Named, payload);
  if (companyId) return agencyOfCompany(ctx, host.id, companyId);
  const place = locationId ?? locations?.[0];
  return place ? agencyOfLocation(ctx, host.id, place) : undefined;
}

async function installed(ctx: Ctx, host: HostRow, data: v.InferOutput<typeof InstallData>, at: number): Promise<void> {
  const { companyId, locationId, companyName: name, whitelabelDetails } = data;
  if (!companyId) return ctx.log.warn('host.install_without_company', { issuer: host.issuer });
  const known = await agencyOfCompany(ctx, host.id, companyId);
  const isNew = !known || known.uninstalledAt !== null || !locationId;
  const company = { hostId: host.id, companyId, ...(name && { name }) };
  const agencyId = isNew ? await noteInstalled(ctx, company, at, locationId ?? undefined) : known.id;
  if (whitelabelDetails?.domain) await proposeDomain(ctx, agencyId, whitelabelDetails.domain);
  if (locationId) await noteLocationInstall(ctx, agencyId, locationId, true, at);
  // Before the callback there is no token to read a location with; the callback does it then.
  const isConnected = await hasToken(ctx, agencyId, locationId ?? '');
  // One that took the app out again meanwhile gives no token, and its own news of that comes as well.
  if (locationId && isConnected) {
    await orUndefined(admitLocation(ctx, { ...appOf(host), agencyId, companyId }, locationId), NOT_OURS);
  }
}

async function hasToken(ctx: Ctx, agencyId: string, locationId: string): Promise<boolean> {
  const rows = await Promise.all(['', locationId].map(hostLocationId => tokenRow(ctx, { agencyId, hostLocationId })));
  return rows.some(row => row !== undefined && row.refusedAt === null);
}

async function uninstalled(
  ctx: Ctx,
  host: HostRow,
  data: v.InferOutput<typeof InstallData>,
  at: number,
): Promise<void> {
  const { companyId, locationId } = data;
  const agency = companyId
    ? await agencyOfCompany(ctx, host.id, companyId)
    : await agencyOfLocation(ctx, host.id, locationId ?? '');
  if (!agency) return ctx.log.warn('host.unknown_company', { issuer: host.issuer, type: 'UNINSTALL' });
  const dead = [tokensForgotten(ctx, agency.id, locationId ?? undefined)];
  return locationId
    ? noteLocationInstall(ctx, agency.id, locationId, false, at, dead)
    : noteUninstalled(ctx, agency.id, at, dead);
}

async function contactChanged({ ctx, install, agencyId, at, last }: Arrival, payload: unknown): Promise<void> {
  const { locationId, ...contact } = v.parse(ContactData, payload);
  const place = await subAccountByLocation(ctx, agencyId, locationId);
  if (place && place.uninstalledAt !== null) return;
  const record = await contactNow(ctx, install, locationId, contact, { subAccountId: place?.id, at, last });
  if (record.isDeleted) return forgetHostContact({ ctx, agencyId, at }, locationId, record.id);
  await mirrorHostContact({ ctx, agencyId, at }, locationId, record);
}

/** Read again whatever the event says: a person gone there is gone here, and nobody for any other refusal. */
async function userChanged({ ctx, install, agencyId, type, at }: Arrival, payload: unknown): Promise<void> {
  const { id, locationId, locations } = v.parse(UserData, payload);
  const whole = await tokenRow(ctx, { agencyId, hostLocationId: '' });
  const speaker = whole ? null : (locationId ?? locations?.[0] ?? null);
  const read = speakingAs(ctx, install, speaker, token => readUser(install, token, id));
  const user = await orUndefined(read, type === 'UserDelete' ? [400, 404, 422] : [404]);
  if (!user || user.isDeleted) return forgetUser({ ctx, agencyId, at }, id);
  await mirrorUser({ ctx, agencyId, at }, user, true);
}

async function locationChanged({ ctx, install, agencyId, at }: Arrival, payload: unknown): Promise<void> {
  const { id } = v.parse(LocationData, payload);
  const place = await subAccountByLocation(ctx, agencyId, id);
  const read = speakingAs(ctx, install, id, token => readLocation(install, token, id));
  const record = await orUndefined(read, NOT_OURS);
  // One without the app gives no token: it is none of ours, whether or not it may become so.
  if (!record || (place && place.uninstalledAt !== null)) return;
  await mirrorLocation({ ctx, agencyId, at }, record);
}

/** How the host says that there is no such location, or none for us. */
const NOT_OURS = [400, 403, 404, 422];

/** Undefined where the host refuses in one of these ways. */
async function orUndefined<T>(read: Promise<T>, statuses: readonly number[]): Promise<T | undefined> {
  try {
    return await read;
  } catch (cause) {
    if (cause instanceof HostError && statuses.includes(cause.status)) return undefined;
    throw cause;
  }
}
