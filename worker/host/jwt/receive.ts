import * as v from 'valibot';
import type { Ctx } from '../../context.ts';
import { noteInstalled, noteLocationInstall, noteUninstalled } from '../install.ts';
import {
  forgetHostContact,
  forgetLocation,
  forgetUser,
  mirrorHostContact,
  mirrorLocation,
  mirrorUser,
  type Seen,
} from '../mirror.ts';
import { agencyOfCompany, withoutApp } from '../store.ts';
import { beginSync } from '../sync/begin.ts';
import { CompanyData, ContactData, Deleted, HostEvent, LocationData, UserData } from './shape.ts';

interface Arrival extends Seen {
  /** The last attempt: what is still unknown is left out rather than waited for. */
  last: boolean;
}

/** Makes our mirror agree with a host's event (C-1, H-5). Unknown types and agencies have no effect. */
export async function receiveHostEvent(ctx: Ctx, hostId: string, payload: unknown, last: boolean): Promise<void> {
  const event = v.parse(HostEvent, payload);
  const byHost: Ctx = { ...ctx, actor: { kind: 'host', id: hostId, source: 'webhook' } };
  const { company_id: companyId, ...company } = v.parse(CompanyData, event.data);
  const agency = await agencyOfCompany(ctx, hostId, companyId);
  if (event.type === 'app.installed') {
    const { company_name: name, location_id } = company;
    const isKnown = agency && agency.uninstalledAt === null;
    const agencyId =
      location_id && isKnown
        ? agency.id
        : await noteInstalled(
            byHost,
            { hostId, companyId, ...(name && { name }) },
            event.timestamp,
            location_id ?? undefined,
          );
    // An agency's install is one of all its locations.
    const back = location_id ? [location_id] : await withoutApp(byHost, agencyId);
    for (const id of back) await noteLocationInstall(byHost, agencyId, id, true, event.timestamp);
    if (!location_id || !isKnown) await beginSync(byHost, agencyId, 'install');
    return;
  }
  if (!agency) return ctx.log.warn('host.unknown_company', { hostId, type: event.type });
  if (event.type === 'app.uninstalled') {
    const { location_id } = company;
    return location_id
      ? noteLocationInstall(byHost, agency.id, location_id, false, event.timestamp)
      : noteUninstalled(byHost, agency.id, event.timestamp);
  }
  const receive = RECEIVERS[event.type];
  if (!receive) return ctx.log.info('host.unknown_event', { type: event.type });
  if (agency.uninstalledAt !== null) return ctx.log.info('host.uninstalled', { type: event.type });
  await receive({ ctx: byHost, agencyId: agency.id, at: event.timestamp, last }, event.data);
}

const RECEIVERS: Record<string, (arrival: Arrival, data: unknown) => Promise<unknown>> = {
  'location.upserted': (arrival, data) => mirrorLocation(arrival, { ...v.parse(LocationData, data), isDeleted: false }),
  'location.deleted': (arrival, data) => forgetLocation(arrival, v.parse(Deleted, data).id),
  'user.upserted': (arrival, data) => {
    const { id, name, email, phone, role, location_ids } = v.parse(UserData, data);
    const user = { id, name, email, phone: phone ?? null, role, locationIds: location_ids, isDeleted: false };
    return mirrorUser(arrival, { ...user, isAgency: location_ids.length === 0 }, arrival.last);
  },
  'user.deleted': (arrival, data) => forgetUser(arrival, v.parse(Deleted, data).id),
  'contact.upserted': (arrival, data) => {
    const { id, location_id, name, phones, owner_id, source, created_at, updated_at } = v.parse(ContactData, data);
    const contact = { id, name, phones, ownerId: owner_id ?? null, source: source ?? null, isDeleted: false };
    const times = { createdAt: created_at ?? null, updatedAt: updated_at ?? null };
    return mirrorHostContact(arrival, location_id, { ...contact, ...times });
  },
  'contact.deleted': async (arrival, data) => {
    const { id, location_id, updated_at } = v.parse(Deleted, data);
    if (location_id) await forgetHostContact({ ...arrival, at: updated_at ?? arrival.at }, location_id, id);
  },
};
