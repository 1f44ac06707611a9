import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { plan, subAccount } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { notFound } from '../problem.ts';

export type PlanRow = typeof plan.$inferSelect;
export type NewPlan = typeof plan.$inferInsert;

/** The agency's plans, those on offer first, with how many sub-accounts are on each. */
export async function plansOf(ctx: Ctx, agencyId: string) {
  return ctx.db.read
    .select({ plan, subAccounts: sql<number>`count(${subAccount.id})` })
    .from(plan)
    .leftJoin(
      subAccount,
      and(eq(subAccount.planId, plan.id), eq(subAccount.agencyId, plan.agencyId), isNull(subAccount.deletedAt)),
    )
    .where(eq(plan.agencyId, agencyId))
    .groupBy(plan.id)
    .orderBy(sql`${plan.archivedAt} is not null`, asc(plan.name), asc(plan.id));
}

/** One plan with its number of sub-accounts; 404 for another agency's. */
export async function planOf(ctx: Ctx, agencyId: string, id: string) {
  const found = (await plansOf(ctx, agencyId)).find(one => one.plan.id === id);
  if (!found) throw notFound('plan');
  return found;
}

/** Whether another plan on offer bears that name, whatever the case of A to Z in it. */
export async function isNameTaken(ctx: Ctx, agencyId: string, name: string, but = ''): Promise<boolean> {
  const [row] = await ctx.db.read
    .select({ id: plan.id })
    .from(plan)
    .where(
      and(
        eq(plan.agencyId, agencyId),
        sql`lower(${plan.name}) = lower(${name})`,
        isNull(plan.archivedAt),
        ne(plan.id, but),
      ),
    )
    .limit(1);
  return row !== undefined;
}

export function planInsert(ctx: Ctx, row: NewPlan): Statement {
  return ctx.db.read.insert(plan).values(row);
}

export function planChanged(ctx: Ctx, agencyId: string, id: string, set: Partial<NewPlan>): Statement {
  return ctx.db.read
    .update(plan)
    .set(set)
    .where(and(eq(plan.agencyId, agencyId), eq(plan.id, id)));
}

/** Hits only while nobody has joined the plan: its currency may change then. */
export function planChangedWhileUnused(ctx: Ctx, agencyId: string, id: string, set: Partial<NewPlan>): Statement {
  return ctx.db.read
    .update(plan)
    .set(set)
    .where(
      and(
        eq(plan.agencyId, agencyId),
        eq(plan.id, id),
        sql`not exists (select 1 from sub_account s where s.plan_id = ${id} and s.deleted_at is null)`,
      ),
    );
}
