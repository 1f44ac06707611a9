import { and, desc, eq, inArray, isNull, lt, ne, sql } from 'drizzle-orm';
import { agency, audit, user } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { RUN_MS } from './rules/due.ts';

const RUN = sql`${audit.entity} = 'agency' and ${audit.entityId} = ${agency.id}`;

/** A run that began lately and did not end. */
const running = (now: number) =>
  sql`exists (select 1 from audit begun where begun.entity = 'agency' and begun.entity_id = ${agency.id}
    and begun.act = 'reconcile_started' and begun.at > ${now - RUN_MS} and not exists (
      select 1 from audit done where done.entity = 'agency' and done.entity_id = ${agency.id}
      and done.act = 'reconciled' and done.seq > begun.seq))`;

/** Nobody reconciled since that night (epoch ms). */
const notSince = (night: number) =>
  sql`not exists (select 1 from ${audit} where ${RUN} and ${audit.act} = 'reconciled' and ${audit.at} >= ${night})`;

/** Cross-tenant: agencies whose nightly run is due. */
export async function dueAcrossTenants(ctx: Ctx, night: number, limit: number): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: agency.id })
    .from(agency)
    .where(
      and(isNull(agency.uninstalledAt), lt(agency.createdAt, night), notSince(night), sql`not ${running(ctx.now)}`),
    )
    .limit(limit);
  return rows.map(row => row.id);
}

/** Takes an agency's run, unless one is under way; with `night`, unless that night's run was done. */
export function runStarted(ctx: Ctx, agencyId: string, night: number | undefined): Statement[] {
  return [
    ctx.db.read
      .update(agency)
      .set({ createdAt: sql`${agency.createdAt}` })
      .where(
        and(eq(agency.id, agencyId), sql`not ${running(ctx.now)}`, night === undefined ? undefined : notSince(night)),
      ),
    auditLine(ctx, { agencyId, entity: 'agency', entityId: agencyId, act: 'reconcile_started' }),
  ];
}

export function runDone(ctx: Ctx, agencyId: string, result: object): Statement[] {
  return [
    ctx.db.read
      .update(agency)
      .set({ createdAt: sql`${agency.createdAt}` })
      .where(eq(agency.id, agencyId)),
    auditLine(ctx, { agencyId, entity: 'agency', entityId: agencyId, act: 'reconciled', after: result }),
  ];
}

/** When the newest run began and when the last one was done. */
export async function lastRuns(
  ctx: Ctx,
  agencyId: string,
): Promise<{ startedAt: number | null; doneAt: number | null }> {
  const last = async (act: string) => {
    const [line] = await ctx.db.read
      .select({ at: audit.at })
      .from(audit)
      .where(and(eq(audit.entity, 'agency'), eq(audit.entityId, agencyId), eq(audit.act, act)))
      .orderBy(desc(audit.seq))
      .limit(1);
    return line?.at ?? null;
  };
  const [startedAt, doneAt] = await Promise.all([last('reconcile_started'), last('reconciled')]);
  return { startedAt, doneAt };
}

/** Owners and admins of the agency, who are told of drift (M-1). */
export function agencyAdmins(ctx: Ctx, agencyId: string) {
  return ctx.db.read
    .select({ id: user.id })
    .from(user)
    .where(
      and(
        eq(user.agencyId, agencyId),
        eq(user.status, 'approved'),
        isNull(user.deletedAt),
        inArray(user.agencyRole, ['owner', 'admin']),
        ne(user.email, ''),
      ),
    );
}
