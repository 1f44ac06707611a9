import { and, asc, eq, isNull, like, or, type SQL } from 'drizzle-orm';
import { agency, membership, number, plan, subAccount, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';

/** A number of the agency's pool, unless it was handed back to the carrier. */
export async function poolNumber(ctx: Ctx, agencyId: string, numberId: string) {
  const [row] = await ctx.db.read
    .select({ number, cooldownDays: agency.cooldownDays, pendingExpiryDays: agency.pendingExpiryDays })
    .from(number)
    .innerJoin(agency, eq(agency.id, number.agencyId))
    .where(and(eq(number.agencyId, agencyId), eq(number.id, numberId), isNull(number.releasedAt)));
  return row;
}

export type PoolNumber = NonNullable<Awaited<ReturnType<typeof poolNumber>>>;

/** The agency's people in their sub-accounts, by name, at most `limit`. @param q part of a name or address */
export function peopleOf(ctx: Ctx, agencyId: string, q: string, limit: number) {
  const pattern = `%${q.replace(/[%_]/g, '')}%`;
  const named = q ? or(like(user.name, pattern), like(user.email, pattern), like(subAccount.name, pattern)) : undefined;
  return people(ctx, agencyId, named).orderBy(asc(user.name), asc(subAccount.name)).limit(limit);
}

/** One person in one sub-account. */
export async function personIn(ctx: Ctx, agencyId: string, userId: string, subAccountId: string) {
  const [row] = await people(ctx, agencyId, and(eq(user.id, userId), eq(subAccount.id, subAccountId)));
  return row;
}

export type PersonIn = NonNullable<Awaited<ReturnType<typeof personIn>>>;

function people(ctx: Ctx, agencyId: string, more: SQL | undefined) {
  return ctx.db.read
    .select({
      user: { id: user.id, name: user.name, email: user.email, status: user.status },
      subAccount,
      plan,
      agency: { id: agency.id, stripeAccountId: agency.stripeAccountId, chargesEnabled: agency.chargesEnabled },
    })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .innerJoin(subAccount, eq(subAccount.id, membership.subAccountId))
    .innerJoin(agency, eq(agency.id, membership.agencyId))
    .leftJoin(plan, and(eq(plan.id, subAccount.planId), eq(plan.agencyId, membership.agencyId)))
    .where(
      and(
        eq(membership.agencyId, agencyId),
        eq(user.agencyId, agencyId),
        eq(subAccount.agencyId, agencyId),
        isNull(user.deletedAt),
        more,
      ),
    );
}
