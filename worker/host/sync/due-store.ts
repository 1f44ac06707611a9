import { and, asc, count, eq, gt, inArray, isNull, lt, lte, notExists, or, sql } from 'drizzle-orm';
import { agency, host, hostSync } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import { OPEN } from './sync-store.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

/** Cross-tenant: rows that wait for somebody, the longest waiting first. At most as many as leave `most` under way. */
export async function waitingSyncs(ctx: Db, most: number): Promise<string[]> {
  const open = inArray(hostSync.phase, [...OPEN]);
  const [[busy], waiting] = await ctx.db.read.batch([
    ctx.db.read
      .select({ n: count() })
      .from(hostSync)
      .where(and(open, gt(hostSync.leasedUntil, ctx.now))),
    ctx.db.read
      .select({ id: hostSync.id })
      .from(hostSync)
      .where(
        and(open, lte(hostSync.dueAt, ctx.now), or(isNull(hostSync.leasedUntil), lte(hostSync.leasedUntil, ctx.now))),
      )
      .orderBy(asc(hostSync.dueAt), asc(hostSync.id))
      .limit(most),
  ]);
  return waiting.slice(0, Math.max(0, most - (busy?.n ?? 0))).map(({ id }) => id);
}

/** Cross-tenant: agencies whose host can be asked, and that no run has begun for since then. */
export async function dueAgencies(ctx: Db, since: number, limit: number): Promise<string[]> {
  const begun = ctx.db.read
    .select({ id: hostSync.id })
    .from(hostSync)
    .where(and(eq(hostSync.agencyId, agency.id), eq(hostSync.kind, 'places'), sql`${hostSync.startedAt} >= ${since}`));
  const rows = await ctx.db.read
    .select({ id: agency.id })
    .from(agency)
    .innerJoin(host, eq(host.id, agency.hostId))
    .where(
      and(
        isNull(agency.uninstalledAt),
        lt(agency.createdAt, since),
        or(eq(host.kind, 'highlevel'), sql`${host.apiBaseUrl} is not null and ${host.apiToken} is not null`),
        notExists(begun),
      ),
    )
    .limit(limit);
  return rows.map(({ id }) => id);
}
