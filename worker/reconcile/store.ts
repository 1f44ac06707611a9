import { and, asc, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { agency, user } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { RUN_MS } from './rules/due.ts';

/** No run began lately without having ended. */
const idle = (now: number) =>
  sql`(${agency.reconcileStartedAt} is null or ${agency.reconcileStartedAt} <= ${now - RUN_MS}
    or ${agency.reconciledAt} >= ${agency.reconcileStartedAt})`;

/** Nobody reconciled since that night (epoch ms). */
const notSince = (night: number) => or(isNull(agency.reconciledAt), lt(agency.reconciledAt, night));

/** An uninstalled agency's clients pay on while it decides (H-2), and a while after everything was ended at Stripe. */
const UNINSTALLED_MS = 60 * 86_400_000;

/** Cross-tenant: agencies whose nightly run is due; whose run failed wait for those who had none. */
export async function dueAcrossTenants(ctx: Ctx, night: number, limit: number): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: agency.id })
    .from(agency)
    .where(
      and(
        or(isNull(agency.uninstalledAt), gt(agency.uninstalledAt, ctx.now - UNINSTALLED_MS)),
        lt(agency.createdAt, night),
        notSince(night),
        idle(ctx.now),
      ),
    )
    .orderBy(asc(agency.reconcileStartedAt))
    .limit(limit);
  return rows.map(row => row.id);
}

/** Takes an agency's run, unless one is under way; with `night`, unless that night's run was done. */
export function runStarted(ctx: Ctx, agencyId: string, night: number | undefined): Statement[] {
  return [
    ctx.db.read
      .update(agency)
      .set({ reconcileStartedAt: ctx.now })
      .where(and(eq(agency.id, agencyId), idle(ctx.now), night === undefined ? undefined : notSince(night))),
    auditLine(ctx, { agencyId, entity: 'agency', entityId: agencyId, act: 'reconcile_started' }),
  ];
}

export function runDone(ctx: Ctx, agencyId: string, result: object): Statement[] {
  return [
    ctx.db.read.update(agency).set({ reconciledAt: ctx.now }).where(eq(agency.id, agencyId)),
    auditLine(ctx, { agencyId, entity: 'agency', entityId: agencyId, act: 'reconciled', after: result }),
  ];
}

/** When the newest run began and when the last one was done. */
export async function lastRuns(
  ctx: Ctx,
  agencyId: string,
): Promise<{ startedAt: number | null; doneAt: number | null }> {
  const [row] = await ctx.db.read
    .select({ startedAt: agency.reconcileStartedAt, doneAt: agency.reconciledAt })
    .from(agency)
    .where(eq(agency.id, agencyId));
  return row ?? { startedAt: null, doneAt: null };
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
