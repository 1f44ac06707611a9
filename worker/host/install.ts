import { auditLine } from '../audit/store.ts';
import { unlessStale } from '../contact/mirror.ts';
import { type Ctx, stableId } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { agencyAdmins } from '../reconcile/store.ts';
import {
  agencyUninstalled,
  agencyUpsert,
  othersLeave,
  stillInstalled,
  subAccountInstall,
  UNNAMED,
} from '../tenancy/install-store.ts';
import { subAccountByLocation } from '../tenancy/store.ts';
import { manageLink } from './manage/link.ts';
import { endsAt } from './rules/grace.ts';
import { agencyOfCompany } from './store.ts';
import { beginPlace } from './sync/begin.ts';

/** Countries a new agency may forward and dial to until it says otherwise. */
const FIRST_COUNTRIES = ['US', 'CA'];

export interface Company {
  hostId: string;
  companyId: string;
  /** As the host calls it, where it says so. */
  name?: string;
}

/**
 * An agency has the app (H-2), for the first time or again: the row is the same whichever of a host's ways of saying so
 * comes first. @param at when the host said so. @param onlyAt the one location that installed: where the agency had left,
 * the others go on leaving. @returns our id of it
 */
export async function noteInstalled(
  ctx: Ctx,
  { hostId, companyId, name }: Company,
  at: number,
  onlyAt?: string,
): Promise<string> {
  const known = await agencyOfCompany(ctx, hostId, companyId);
  const id = known?.id ?? (await agencyIdOf(hostId, companyId));
  const row = { id, hostId, hostCompanyId: companyId, name: name || UNNAMED };
  const act = known?.uninstalledAt ? 'agency.reinstalled' : 'agency.installed';
  const line = auditLine(ctx, { agencyId: id, entity: 'agency', entityId: id, act, after: { name: row.name } });
  const others = onlyAt !== undefined && known?.uninstalledAt ? [othersLeave(ctx, known, onlyAt)] : [];
  await unlessStale(ctx.db.commit([agencyUpsert(ctx, row, FIRST_COUNTRIES, at), line, ...others]));
  return id;
}

export function agencyIdOf(hostId: string, companyId: string): Promise<string> {
  return stableId('agy', hostId, companyId);
}

/**
 * The agency took the app out (H-2): embedding and syncing stop, calls go on, and its people are told how to decide.
 * @param more what else ends with it, such as tokens
 */
export async function noteUninstalled(ctx: Ctx, agencyId: string, at: number, more: Statement[] = []): Promise<void> {
  const line = auditLine(ctx, { agencyId, entity: 'agency', entityId: agencyId, act: 'agency.uninstalled' });
  const mails = await mailsOf(ctx, agencyId, at);
  await unlessStale(
    commitWith(ctx, agencyId, [agencyUninstalled(ctx, agencyId, at, endsAt(ctx.now)), line, ...more], mails),
  );
}

/** One location took it out, or put it in again; the agency's others are not concerned. */
export async function noteLocationInstall(
  ctx: Ctx,
  agencyId: string,
  locationId: string,
  isInstalled: boolean,
  at: number,
  more: Statement[] = [],
): Promise<void> {
  const place = await subAccountByLocation(ctx, agencyId, locationId);
  if (!place) return;
  if ((place.uninstalledAt === null) === isInstalled) {
    // Said again: older news to the contrary that is still on its way counts for nothing now.
    if (isInstalled && at > place.installChangedAt) await ctx.db.commit([stillInstalled(ctx, place.id, at)]);
    return;
  }
  const line = auditLine(ctx, {
    agencyId,
    subAccountId: place.id,
    entity: 'sub_account',
    entityId: place.id,
    act: isInstalled ? 'sub_account.reinstalled' : 'sub_account.uninstalled',
  });
  const mails = isInstalled ? [] : await mailsOf(ctx, agencyId, at, place);
  const changed = subAccountInstall(ctx, agencyId, place.id, at, isInstalled ? null : endsAt(ctx.now));
  await unlessStale(commitWith(ctx, agencyId, [changed, line, ...more], mails));
  if (isInstalled) await beginPlace(ctx, agencyId, place.id);
}

/** To the agency's owners and admins, once each, however often the host says so (M-1). */
async function mailsOf(
  ctx: Ctx,
  agencyId: string,
  at: number,
  place?: { id: string; name: string },
): Promise<KeyedEffect[]> {
  const of = { agencyId, ...(place && { subAccountId: place.id }), uninstalledAt: ctx.now };
  const link = await manageLink(ctx, of);
  const params = { timezone: 'UTC', link, endsAt: endsAt(ctx.now), ...(place && { subAccountName: place.name }) };
  return (await agencyAdmins(ctx, agencyId)).map(({ id: userId }) => ({
    key: `mail:uninstalled:${place?.id ?? agencyId}:${at}:${userId}`,
    effect: { kind: 'mail', template: 'uninstalled', agencyId, userId, params },
  }));
}
