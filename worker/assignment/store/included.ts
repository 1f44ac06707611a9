import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { membership, plan, subAccount, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';

/** A sub-account with the mode of its plan and whoever owns it there: the owner, else an admin. */
export async function includingPlace(ctx: Ctx, agencyId: string, subAccountId: string) {
  const [row] = await ctx.db.read
    .select({
      subAccount,
      planMode: plan.mode,
      currency: sql<string>`coalesce(${plan.currency}, 'usd')`,
      ownerId: user.id,
    })
    .from(subAccount)
    .leftJoin(plan, and(eq(plan.id, subAccount.planId), eq(plan.agencyId, agencyId)))
    .leftJoin(membership, and(eq(membership.subAccountId, subAccount.id), ne(membership.role, 'staff')))
    .leftJoin(user, and(eq(user.id, membership.userId), eq(user.status, 'approved'), isNull(user.deletedAt)))
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId)))
    .orderBy(sql`${user.id} is null`, sql`${membership.role} = 'admin'`, user.id)
    .limit(1);
  return row;
}

export type IncludingPlace = NonNullable<Awaited<ReturnType<typeof includingPlace>>>;
