import { and, eq, sql } from 'drizzle-orm';
import { agency, subAccount } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import { notFound } from '../../problem.ts';

/** What is needed to re-read a sub-account's standing, and what was last seen. */
export async function mirroredStanding(ctx: Ctx, agencyId: string, subAccountId: string) {
  const [row] = await ctx.db.read
    .select({
      agencyId: subAccount.agencyId,
      id: subAccount.id,
      stripeAccountId: agency.stripeAccountId,
      stripeCustomerId: subAccount.stripeCustomerId,
      planSubscriptionId: subAccount.planSubscriptionId,
      planStatus: subAccount.planStatus,
      cardValid: subAccount.cardValid,
    })
    .from(subAccount)
    .innerJoin(agency, eq(agency.id, subAccount.agencyId))
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId)));
  if (!row) throw notFound('sub-account');
  return row;
}

export type MirroredStanding = Awaited<ReturnType<typeof mirroredStanding>>;

interface NewStanding {
  planSubscriptionId: string | null;
  planStatus: string | null;
  cardValid: boolean;
}

/** Hits nothing when another customer or plan was linked since it was read: what was seen is not theirs. */
export function standingSeen(ctx: Ctx, of: MirroredStanding, seen: NewStanding): Statement {
  return ctx.db.read
    .update(subAccount)
    .set({ ...seen, standingAt: ctx.now })
    .where(
      and(
        eq(subAccount.agencyId, of.agencyId),
        eq(subAccount.id, of.id),
        sql`${subAccount.stripeCustomerId} is ${of.stripeCustomerId}`,
        sql`${subAccount.planSubscriptionId} is ${of.planSubscriptionId}`,
      ),
    );
}

/** The sub-accounts that a customer of a connected account pays for. */
export function subAccountsOfCustomer(ctx: Ctx, account: string, customerId: string) {
  return ctx.db.read
    .select({ id: subAccount.id, agencyId: subAccount.agencyId })
    .from(subAccount)
    .innerJoin(agency, eq(agency.id, subAccount.agencyId))
    .where(and(eq(agency.stripeAccountId, account), eq(subAccount.stripeCustomerId, customerId)));
}
