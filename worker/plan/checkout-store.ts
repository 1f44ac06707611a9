import { and, asc, eq, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { agency, membership, subAccount, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { notFound } from '../problem.ts';

export type SubAccountRow = typeof subAccount.$inferSelect;
type NewSubAccount = typeof subAccount.$inferInsert;

/** A sub-account, also one that was removed meanwhile, with the Stripe account it pays into. */
export async function payerOf(ctx: Ctx, agencyId: string, id: string) {
  const [row] = await ctx.db.read
    .select({ row: subAccount, account: agency.stripeAccountId })
    .from(subAccount)
    .innerJoin(agency, eq(agency.id, subAccount.agencyId))
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, id)));
  if (!row) throw notFound('sub-account');
  return row;
}

/** Cross-tenant: whose plan the Checkout session starts; sessions of other accounts are never found (T-1). */
export async function payerOfCheckout(ctx: Ctx, account: string, sessionId: string) {
  const [row] = await ctx.db.read
    .select({ id: subAccount.id, agencyId: subAccount.agencyId })
    .from(subAccount)
    .innerJoin(agency, eq(agency.id, subAccount.agencyId))
    .where(and(eq(agency.stripeAccountId, account), eq(subAccount.planCheckoutId, sessionId)));
  return row;
}

/** Cross-tenant: the sub-account whose payment page this is; both ids must fit. */
export async function payerOfReturn(ctx: Ctx, id: string, sessionId: string) {
  const [row] = await ctx.db.read
    .select({ id: subAccount.id, agencyId: subAccount.agencyId })
    .from(subAccount)
    .where(and(eq(subAccount.id, id), eq(subAccount.planCheckoutId, sessionId)));
  return row;
}

/** Cross-tenant: by an id that only we can have put where it was read. */
export async function payerAcrossTenants(ctx: Ctx, id: string) {
  const [row] = await ctx.db.read
    .select({ id: subAccount.id, agencyId: subAccount.agencyId })
    .from(subAccount)
    .where(eq(subAccount.id, id));
  return row;
}

/** Another sub-account of the agency that this customer pays for. */
export async function otherPayer(ctx: Ctx, agencyId: string, but: string, customerId: string) {
  const [row] = await ctx.db.read
    .select({ name: subAccount.name })
    .from(subAccount)
    .where(
      and(
        eq(subAccount.agencyId, agencyId),
        eq(subAccount.stripeCustomerId, customerId),
        sql`${subAccount.id} <> ${but}`,
      ),
    )
    .limit(1);
  return row;
}

/** Who pays as a rule: the sub-account's owner. */
export async function ownerOf(ctx: Ctx, agencyId: string, subAccountId: string) {
  const [row] = await ctx.db.read
    .select({ email: user.email })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(
      and(
        eq(membership.agencyId, agencyId),
        eq(membership.subAccountId, subAccountId),
        eq(membership.role, 'owner'),
        isNull(user.deletedAt),
      ),
    )
    .orderBy(asc(user.id))
    .limit(1);
  return row;
}

/** Changes what is known of its payments only if nobody did since it was read. */
export function payerMoved(ctx: Ctx, read: SubAccountRow, set: Partial<NewSubAccount>): Statement {
  return ctx.db.read
    .update(subAccount)
    .set(set)
    .where(
      and(
        eq(subAccount.agencyId, read.agencyId),
        eq(subAccount.id, read.id),
        sql`${subAccount.stripeCustomerId} is ${read.stripeCustomerId}`,
        sql`${subAccount.planCheckoutId} is ${read.planCheckoutId}`,
        eq(subAccount.planCheckoutCount, read.planCheckoutCount),
      ),
    );
}

/** The same, and only while that customer pays for no other sub-account of the agency. */
export function payerLinked(ctx: Ctx, read: SubAccountRow, customerId: string): Statement {
  return ctx.db.read
    .update(subAccount)
    .set({
      stripeCustomerId: customerId,
      planSubscriptionId: null,
      planStatus: null,
      cardValid: false,
      planCheckoutId: null,
      planCheckoutUrl: null,
    })
    .where(
      and(
        eq(subAccount.agencyId, read.agencyId),
        eq(subAccount.id, read.id),
        sql`${subAccount.stripeCustomerId} is ${read.stripeCustomerId}`,
        sql`${subAccount.planCheckoutId} is ${read.planCheckoutId}`,
        sql`not exists (select 1 from sub_account s where s.agency_id = ${read.agencyId}
          and s.stripe_customer_id = ${customerId} and s.id <> ${read.id})`,
      ),
    );
}

const PAYERS = and(isNotNull(agency.stripeAccountId), isNotNull(subAccount.stripeCustomerId));
const seenBefore = (at: number) => or(isNull(subAccount.standingAt), lte(subAccount.standingAt, at));

/** Cross-tenant: payers whose open page was not looked at for a while, then those whose standing is a day old (T-5). */
export async function payersDueAcrossTenants(ctx: Ctx, pagesBefore: number, standingBefore: number, limit: number) {
  const due = (which: SQL | undefined) =>
    ctx.db.read
      .select({ id: subAccount.id })
      .from(subAccount)
      .innerJoin(agency, eq(agency.id, subAccount.agencyId))
      .where(and(PAYERS, which))
      .orderBy(asc(subAccount.standingAt))
      .limit(limit);
  const lives = isNull(subAccount.deletedAt);
  const found = await ctx.db.read.batch([
    due(and(isNotNull(subAccount.planCheckoutId), seenBefore(pagesBefore))),
    // One by one: with an "or" the index would be read from end to end.
    due(and(lives, isNull(subAccount.standingAt))),
    due(and(lives, lte(subAccount.standingAt, standingBefore))),
  ]);
  return [...new Set(found.flatMap(rows => rows.map(row => row.id)))];
}

/** Cross-tenant: whose standing it is, if it is still due. */
export async function payerDue(ctx: Ctx, id: string, pagesBefore: number, standingBefore: number) {
  const [row] = await ctx.db.read
    .select({ id: subAccount.id, agencyId: subAccount.agencyId })
    .from(subAccount)
    .where(
      and(
        eq(subAccount.id, id),
        or(and(isNotNull(subAccount.planCheckoutId), seenBefore(pagesBefore)), seenBefore(standingBefore)),
      ),
    );
  return row;
}

/** When its standing counts as last seen; no change of state, so no audit line. */
export async function standingSeenAt(ctx: Ctx, agencyId: string, id: string, at: number): Promise<void> {
  await ctx.db.read
    .update(subAccount)
    .set({ standingAt: at })
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, id)));
}
