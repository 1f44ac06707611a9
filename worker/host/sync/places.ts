import type { Ctx } from '../../context.ts';
import { noteLocationInstall } from '../install.ts';
import { forgetLocation, mirrorLocation } from '../mirror.ts';
import type { HostLists, HostLocationRecord, HostPage, HostPort } from '../port.ts';
import { companyOf, placesOf, unseenPlaces } from './known-store.ts';
import { moveOn, type Step, type SyncRow, seen } from './sync-store.ts';

const STROKE = 20;

/**
 * Our sub-accounts say what the host's locations say (H-5). Where the list is of many companies, what is neither ours
 * already nor said to be ours is left alone (T-1).
 */
export async function keepPlaces(
  ctx: Ctx,
  row: SyncRow,
  lists: HostLists,
  page: HostPage<HostLocationRecord>,
): Promise<Step> {
  const { agencyId } = row;
  const [known, companyId] = [await placesOf(ctx, agencyId), await companyOf(ctx, agencyId)];
  const byHost = new Map(known.map(place => [place.hostLocationId, place]));
  const ours = page.items.filter(({ id, companyId: whose }) =>
    whose === undefined ? lists.ofOneCompany || byHost.has(id) : whose === companyId,
  );
  const living = ours.filter(({ isDeleted }) => !isDeleted);
  const changed = living.filter(record => !isSame(record, byHost.get(record.id)));
  for (const record of changed) await mirrorLocation({ ctx, agencyId, at: ctx.now }, record);
  if (!lists.allLocations) {
    // Named among those that have the app: whatever we heard before, it is in again.
    const without = living.filter(({ id }) => byHost.get(id)?.uninstalledAt != null);
    for (const { id } of without) await noteLocationInstall(ctx, agencyId, id, true, row.startedAt);
  }
  const step: Step = {
    ...(page.next === null ? { phase: 'sweeping', cursor: null } : { phase: 'listing', cursor: page.next }),
    ...{ done: ours.length, changed: changed.length, total: lists.ofOneCompany ? page.total : undefined },
  };
  const ids = living.map(({ id }) => id);
  return moveOn(ctx, row, step, seen(ctx, row.runId, ids));
}

/**
 * What the host's list does not name any more is gone, or without the app where the list is only of those that have it.
 * Not when it names none at all.
 */
export async function sweepPlaces(ctx: Ctx, row: SyncRow, host: HostPort): Promise<Step> {
  const { agencyId } = row;
  const unseen = row.done > 0 ? await unseenPlaces(ctx, row, STROKE) : [];
  for (const id of unseen) {
    const isThere = !host.lists.allLocations && (await host.hasLocation?.(id));
    if (isThere) await noteLocationInstall(ctx, agencyId, id, false, row.startedAt);
    else await forgetLocation({ ctx, agencyId, at: ctx.now }, id);
  }
  return { phase: unseen.length ? 'sweeping' : 'done', cursor: null, gone: unseen.length };
}

type Place = Awaited<ReturnType<typeof placesOf>>[number];

function isSame({ name, timezone, country }: HostLocationRecord, known: Place | undefined): boolean {
  if (!known || known.deletedAt !== null) return false;
  // A zone that is none was kept as UTC.
  const zone = timezone === known.timezone || known.timezone === 'UTC';
  return name === known.name && zone && country.toUpperCase() === known.country;
}
