import { and, asc, eq, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { agency, assignment, membership, plan, subAccount, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { notFound } from '../problem.ts';
import type { StandingFacts } from './rules/standing-words.ts';

/** Live sub-accounts with plan and counts. */
function places(ctx: Ctx, agencyId: string, more?: SQL) {
  return ctx.db.read
    .select({
      subAccount,
      plan,
      agency: { stripeAccountId: agency.stripeAccountId, chargesEnabled: agency.chargesEnabled },
      users: sql<number>`(select count(*) from membership m join user u on u.id = m.user_id
        where m.sub_account_id = ${subAccount.id} and u.deleted_at is null)`,
      numbers: sql<number>`(select count(*) from assignment a
        where a.agency_id = ${subAccount.agencyId} and a.sub_account_id = ${subAccount.id} and a.state <> 'ended')`,
    })
    .from(subAccount)
    .innerJoin(agency, eq(agency.id, subAccount.agencyId))
    .leftJoin(plan, and(eq(plan.id, subAccount.planId), eq(plan.agencyId, subAccount.agencyId)))
    .where(and(eq(subAccount.agencyId, agencyId), isNull(subAccount.deletedAt), more))
    .orderBy(asc(subAccount.name), asc(subAccount.id));
}

export async function placesOf(ctx: Ctx, agencyId: string) {
  return places(ctx, agencyId);
}

export type PlaceRow = Awaited<ReturnType<typeof placesOf>>[number];

/** One sub-account; 404 for another agency's (T-1). */
export async function placeOf(ctx: Ctx, agencyId: string, id: string): Promise<PlaceRow> {
  const [row] = await places(ctx, agencyId, eq(subAccount.id, id));
  if (!row) throw notFound('sub-account');
  return row;
}

/** What the rule judges, as mirrored. */
export function factsOf({ subAccount: place, plan: on, agency: by }: PlaceRow): StandingFacts {
  return {
    subAccountName: place.name,
    subAccountDeleted: place.deletedAt !== null,
    planMode: on?.mode ?? null,
    agencyConnected: by.stripeAccountId !== null,
    agencyMayCharge: by.chargesEnabled,
    customerKnown: place.stripeCustomerId !== null,
    planStatus: place.planStatus,
    cardValid: place.cardValid,
  };
}

/** The currency its live numbers are paid in, if it pays any. */
export async function currencyHeld(ctx: Ctx, agencyId: string, subAccountId: string): Promise<string | undefined> {
  const [row] = await ctx.db.read
    .select({ currency: assignment.currency })
    .from(assignment)
    .where(
      and(
        eq(assignment.agencyId, agencyId),
        eq(assignment.subAccountId, subAccountId),
        ne(assignment.state, 'ended'),
        ne(assignment.mode, 'included'),
      ),
    )
    .limit(1);
  return row?.currency;
}

/** Its people, by name. */
export function peopleIn(ctx: Ctx, agencyId: string, subAccountId: string) {
  return ctx.db.read
    .select({ id: user.id, name: user.name, email: user.email, role: membership.role, status: user.status })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(
      and(
        eq(membership.agencyId, agencyId),
        eq(user.agencyId, agencyId),
        eq(membership.subAccountId, subAccountId),
        isNull(user.deletedAt),
      ),
    )
    .orderBy(asc(user.name), asc(user.id));
}

/** Puts it on that plan, unless somebody changed it since it was read or the plan was archived meanwhile. */
export function planChosen(ctx: Ctx, read: PlaceRow['subAccount'], planId: string | null): Statement {
  return ctx.db.read
    .update(subAccount)
    .set({ planId })
    .where(
      and(
        eq(subAccount.agencyId, read.agencyId),
        eq(subAccount.id, read.id),
        sql`${subAccount.planId} is ${read.planId}`,
        planId === null
          ? undefined
          : sql`exists (select 1 from plan p where p.id = ${planId} and p.agency_id = ${read.agencyId}
              and p.archived_at is null)`,
      ),
    );
}
