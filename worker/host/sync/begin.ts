import { auditLine } from '../../audit/store.ts';
import { unlessStale } from '../../contact/mirror.ts';
import { type Ctx, stableId } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import { lastNight } from '../../reconcile/rules/due.ts';
import { connectHost } from '../connect.ts';
import { eventsAreOld } from './contact-store.ts';
import { dueAgencies, waitingSyncs } from './due-store.ts';
import { servedPlaces } from './known-store.ts';
import { runBegun, runsWoken, type SyncRow, type Why } from './sync-store.ts';

/** So many lists are gone through at once, of all agencies together: calls share the database with them. */
export const AT_ONCE = 6;
const A_TICK = 100;

/**
 * Begins to take over an agency's places, then its people and contacts (H-5, C-1), at install or when asked. One that is
 * under way goes on, and what waits for its host tries again now. @returns whether the agency's CRM can be asked at all
 */
export async function beginSync(ctx: Ctx, agencyId: string, why: Why): Promise<boolean> {
  if (!(await connectHost(ctx, agencyId))) return false;
  await runsWoken(ctx, agencyId);
  await begin(ctx, agencyId, why);
  await kick(ctx);
  return true;
}

async function begin(ctx: Ctx, agencyId: string, why: Why): Promise<void> {
  const of = await rowOf(ctx, { agencyId, subAccountId: '', kind: 'places', why });
  const line = auditLine(ctx, { agencyId, entity: 'host_sync', entityId: of.id, act: 'begun', after: { why } });
  await unlessStale(ctx.db.commit([runBegun(ctx, of), line]));
}

/** A sub-account that is new to us, or has the app again: its contacts are taken over at once (C-1). */
export async function beginPlace(ctx: Ctx, agencyId: string, subAccountId: string): Promise<void> {
  if (!(await connectHost(ctx, agencyId))) return;
  await ctx.db.commit(
    contactsBegun(ctx, await rowOf(ctx, { agencyId, subAccountId, kind: 'contacts', why: 'install' })),
  );
  await kick(ctx);
}

/** Once the places are known, in the batch that says so: the agency's people, and the contacts of each place. */
export async function partsBegun(ctx: Ctx, { agencyId, why }: SyncRow): Promise<Statement[]> {
  const people = await rowOf(ctx, { agencyId, subAccountId: '', kind: 'people', why });
  const places = await servedPlaces(ctx, agencyId);
  const contacts = await Promise.all(
    places.map(id => rowOf(ctx, { agencyId, subAccountId: id, kind: 'contacts', why })),
  );
  return [runBegun(ctx, people), ...contacts.flatMap(row => contactsBegun(ctx, row))];
}

function contactsBegun(ctx: Ctx, row: Awaited<ReturnType<typeof rowOf>>): Statement[] {
  return [runBegun(ctx, row), eventsAreOld(ctx, row)];
}

/** Sets off rows that wait for somebody, as many as may be under way at once. */
async function kick(ctx: Ctx): Promise<void> {
  const waiting = await waitingSyncs(ctx, AT_ONCE);
  await ctx.queue.send(waiting.map(syncId => ({ kind: 'host_sync', syncId })));
}

/** Cross-tenant: the night's run of whoever has not had it, and whatever was left lying (H-5, X-2). */
export async function sweepSyncs(ctx: Ctx): Promise<void> {
  for (const agencyId of await dueAgencies(ctx, lastNight(ctx.now), A_TICK)) await begin(ctx, agencyId, 'night');
  await kick(ctx);
}

async function rowOf(ctx: Ctx, of: Pick<SyncRow, 'agencyId' | 'subAccountId' | 'kind' | 'why'>) {
  const id = await stableId('syn', of.agencyId, of.kind, of.subAccountId);
  return { ...of, id, runId: ctx.id('run') };
}
