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
import { ContactData, Event, InstallData, LocationData, UserData } from './shape.ts';
import { speakingAs } from './token.ts';
import { tokenRow, tokensForgotten } from './token-store.ts';

interface Arrival {
  ctx: Ctx;
  install: Install;
  agencyId: string;
  /** When it happened, as far as the host says. */
  at: number;
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
  await receive({ ctx: byHost, install, agencyId: agency.id, at }, payload);
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
  const { companyId, locationId } = v.parse(
    v.object({ companyId: v.nullish(v.string()), locationId: v.nullish(v.string()) }),
    payload,
  );
  if (companyId) return agencyOfCompany(ctx, host.id, companyId);
  return locationId ? agencyOfLocation(ctx, host.id, locationId) : undefined;
}

async function installed(ctx: Ctx, host: HostRow, data: v.InferOutput<typeof InstallData>, at: number): Promise<void> {
  const { companyId, locationId, companyName: name, whitelabelDetails } = data;
  if (!companyId) return ctx.log.warn('host.install_without_company', { issuer: host.issuer });
  const known = await agencyOfCompany(ctx, host.id, companyId);
  const isNew = !known || known.uninstalledAt !== null || !locationId;
  const company = { hostId: host.id, companyId, ...(name && { name }) };
  const agencyId = isNew ? await noteInstalled(ctx, company, at) : known.id;
  if (whitelabelDetails?.domain) await proposeDomain(ctx, agencyId, whitelabelDetails.domain);
  // Before the callback there is no token to read a location with; the callback does it then.
  const isConnected = await hasToken(ctx, agencyId, locationId ?? '');
  if (locationId && isConnected) await admitLocation(ctx, { ...appOf(host), agencyId, companyId }, locationId);
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
  const agency = locationId
    ? await agencyOfLocation(ctx, host.id, locationId)
    : await agencyOfCompany(ctx, host.id, companyId ?? '');
  if (!agency) return ctx.log.warn('host.unknown_company', { issuer: host.issuer, type: 'UNINSTALL' });
  const dead = [tokensForgotten(ctx, agency.id, locationId ?? undefined)];
  return locationId
    ? noteLocationInstall(ctx, agency.id, locationId, false, at, dead)
    : noteUninstalled(ctx, agency.id, at, dead);
}

async function contactChanged({ ctx, install, agencyId, at }: Arrival, payload: unknown): Promise<void> {
  const { locationId, ...contact } = v.parse(ContactData, payload);
  const place = await subAccountByLocation(ctx, agencyId, locationId);
  if (place && place.uninstalledAt !== null) return;
  const record = await contactNow(ctx, install, locationId, contact, place?.id, at);
  if (record.isDeleted) return forgetHostContact({ ctx, agencyId, at }, locationId, record.id);
  await mirrorHostContact({ ctx, agencyId, at }, locationId, record);
}

/** Read again whatever the event says: a person gone there is gone here. */
async function userChanged({ ctx, install, agencyId, at }: Arrival, payload: unknown): Promise<void> {
  const { id, locationId, locations } = v.parse(UserData, payload);
  const whole = await tokenRow(ctx, { agencyId, hostLocationId: '' });
  const speaker = whole ? null : (locationId ?? locations?.[0] ?? null);
  const user = await orGone(speakingAs(ctx, install, speaker, token => readUser(install, token, id)));
  if (!user || user.isDeleted) return forgetUser({ ctx, agencyId, at }, id);
  await mirrorUser({ ctx, agencyId, at }, user, true);
}

async function locationChanged({ ctx, install, agencyId, at }: Arrival, payload: unknown): Promise<void> {
  const { id } = v.parse(LocationData, payload);
  const place = await subAccountByLocation(ctx, agencyId, id);
  const record = await orGone(speakingAs(ctx, install, id, token => readLocation(install, token, id)));
  // One without the app gives no token: it is none of ours, whether or not it may become so.
  if (!record || (place && place.uninstalledAt !== null)) return;
  await mirrorLocation({ ctx, agencyId, at }, record);
}

/** Undefined where the host says that there is no such thing, or none for us. */
async function orGone<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (cause) {
    if (cause instanceof HostError && [400, 403, 404, 422].includes(cause.status)) return undefined;
    throw cause;
  }
}
