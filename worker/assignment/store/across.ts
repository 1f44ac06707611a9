import { and, asc, eq, isNotNull, lte, ne, or, sql } from 'drizzle-orm';
import { assignment, subAccount } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { AssignmentRow } from './assignment.ts';

/** Spelt out as in the index of what lives, so that it is used. */
const LIVE = sql`${assignment.state} <> 'ended'`;

/** Which assignment an object of a connected account belongs to; assignments of other accounts are never found (T-1, A-13). */
export async function assignmentOnAccount(
  ctx: Ctx,
  account: string,
  of: { assignmentId?: string; subscriptionId?: string; sessionId?: string },
): Promise<{ id: string; agencyId: string } | undefined> {
  const known = [
    of.assignmentId && eq(assignment.id, of.assignmentId),
    of.subscriptionId && eq(assignment.subscriptionId, of.subscriptionId),
    of.sessionId && eq(assignment.checkoutSessionId, of.sessionId),
  ].filter(clause => clause !== undefined && clause !== '');
  if (!known.length) return undefined;
  const [row] = await ctx.db.read
    .select({ id: assignment.id, agencyId: assignment.agencyId })
    .from(assignment)
    .where(and(eq(assignment.stripeAccountId, account), or(...known)));
  return row;
}

/** Cross-tenant: the assignment whose payment page this is; both ids must fit. */
export async function assignmentOfReturn(ctx: Ctx, id: string, sessionId: string) {
  const [row] = await ctx.db.read
    .select({ id: assignment.id, agencyId: assignment.agencyId })
    .from(assignment)
    .where(and(eq(assignment.id, id), eq(assignment.checkoutSessionId, sessionId)));
  return row;
}

/** Cross-tenant: assignments the cron must look at, most overdue first. */
export async function dueAcrossTenants(ctx: Ctx, limit: number): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: assignment.id })
    .from(assignment)
    .where(and(LIVE, isNotNull(assignment.checkAt), lte(assignment.checkAt, ctx.now)))
    .orderBy(asc(assignment.checkAt))
    .limit(limit);
  return rows.map(row => row.id);
}

/** Cross-tenant: released ones whose end has come, most overdue first. */
export async function endingAcrossTenants(ctx: Ctx, limit: number): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: assignment.id })
    .from(assignment)
    .where(
      and(sql`${assignment.state} = 'ending'`, LIVE, isNotNull(assignment.checkAt), lte(assignment.checkAt, ctx.now)),
    )
    .orderBy(asc(assignment.checkAt))
    .limit(limit);
  return rows.map(row => row.id);
}

/** Cross-tenant: whose assignment it is, if it is still due. */
export async function dueAssignment(ctx: Ctx, id: string) {
  const [row] = await ctx.db.read
    .select({ id: assignment.id, agencyId: assignment.agencyId })
    .from(assignment)
    .where(and(eq(assignment.id, id), ne(assignment.state, 'ended'), lte(assignment.checkAt, ctx.now)));
  return row;
}

/** Cross-tenant: for effects, which hold only the id. */
export async function assignmentAcrossTenants(ctx: Ctx, id: string): Promise<AssignmentRow | undefined> {
  const [row] = await ctx.db.read.select().from(assignment).where(eq(assignment.id, id));
  return row;
}

/** Cross-tenant: live assignments of sub-accounts that were removed in the host before `before` (epoch ms, T-5). */
export function orphansAcrossTenants(ctx: Ctx, before: number, limit: number) {
  return (
    ctx.db.read
      .select({ id: assignment.id, agencyId: assignment.agencyId })
      .from(subAccount)
      // In this order: there are few that were removed, and each has few numbers.
      .crossJoin(assignment)
      .where(
        and(
          isNotNull(subAccount.deletedAt),
          lte(subAccount.deletedAt, before),
          eq(assignment.agencyId, subAccount.agencyId),
          eq(assignment.subAccountId, subAccount.id),
          LIVE,
        ),
      )
      .limit(limit)
  );
}
