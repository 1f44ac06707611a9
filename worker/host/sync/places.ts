import type { Ctx } from '../../context.ts';
import { noteLocationInstall } from '../install.ts';
import { forgetLocation, isZone, mirrorLocation } from '../mirror.ts';
import type { HostLists, HostLocationRecord, HostPage, HostPort } from '../port.ts';
import { partsBegun } from './begin.ts';
import { type KnownPlace, type Places, placesOf, unseenPlaces } from './known-store.ts';
import { moveOn, type Step, type SyncRow, seen, seenForgotten } from './sync-store.ts';

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
  const { places, companyId } = await placesOf(ctx, agencyId);
  const ours = page.items.filter(({ id, companyId: whose }) =>
    whose === undefined ? lists.ofOneCompany || places.has(id) : whose === companyId,
  );
  const living = ours.filter(({ isDeleted }) => !isDeleted);
  const changed = living.filter(record => !isSame(record, places.get(record.id)));
  for (const record of changed) await mirrorLocation({ ctx, agencyId, at: ctx.now }, record);
  if (!lists.allLocations) {
    // Named among those that have the app: whatever we heard before, it is in again.
    const without = living.filter(({ id }) => places.get(id)?.uninstalledAt != null);
    for (const { id } of without) await noteLocationInstall(ctx, agencyId, id, true, row.startedAt);
  }
  const ids = living.map(({ id }) => id);
  const isWhole = row.cursor === null && page.next === null && !missing(places, ids);
  const step: Step = {
    ...{ phase: isWhole ? 'done' : page.next === null ? 'sweeping' : 'listing', cursor: page.next },
    ...{ done: ours.length, changed: changed.length, total: lists.ofOneCompany ? page.total : undefined },
  };
  return moveOn(ctx, row, step, isWhole ? await partsBegun(ctx, row) : seen(ctx, row.runId, ids));
}

/** Whether any of them is not named. */
function missing(places: Places, named: readonly string[]): boolean {
  const isNamed = new Set(named);
  return [...places.values()].some(
    ({ hostLocationId, deletedAt, uninstalledAt }) =>
      deletedAt === null && uninstalledAt === null && !isNamed.has(hostLocationId),
  );
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
  const step: Step = { phase: unseen.length ? 'sweeping' : 'done', cursor: null, gone: unseen.length };
  const over = unseen.length ? [] : [...(await partsBegun(ctx, row)), seenForgotten(ctx, row.runId)];
  return moveOn(ctx, row, step, over);
}

function isSame({ name, timezone, country }: HostLocationRecord, known: KnownPlace | undefined): boolean {
  if (!known || known.deletedAt !== null) return false;
  const zone = isZone(timezone) ? timezone : 'UTC';
  return name === known.name && zone === known.timezone && country.toUpperCase() === known.country;
}
