import { and, asc, eq, inArray, isNotNull, lt, lte } from 'drizzle-orm';
import { agency, purchase, subAccount } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';

/** States a purchase does not stay in. */
const OPEN = ['reserved', 'consent', 'charged', 'ordered', 'refunding'] as const;

export type PurchaseRow = typeof purchase.$inferSelect;

/** The agency as one that buys: what it pays with and where it orders. */
export async function buyerAgency(ctx: Ctx, agencyId: string) {
  const [row] = await ctx.db.read
    .select({
      id: agency.id,
      name: agency.name,
      stripeCustomerId: agency.stripeCustomerId,
      telephony: agency.telephony,
      twilioSid: agency.twilioSid,
      twilioToken: agency.twilioToken,
      pendingExpiryDays: agency.pendingExpiryDays,
    })
    .from(agency)
    .where(eq(agency.id, agencyId));
  return row;
}

export type Buyer = NonNullable<Awaited<ReturnType<typeof buyerAgency>>>;

export async function purchaseByRequest(
  ctx: Ctx,
  agencyId: string,
  requestId: string,
): Promise<PurchaseRow | undefined> {
  const [row] = await ctx.db.read
    .select()
    .from(purchase)
    .where(and(eq(purchase.agencyId, agencyId), eq(purchase.requestId, requestId)));
  return row;
}

export async function purchaseOf(ctx: Ctx, agencyId: string, id: string): Promise<PurchaseRow | undefined> {
  const [row] = await ctx.db.read
    .select()
    .from(purchase)
    .where(and(eq(purchase.agencyId, agencyId), eq(purchase.id, id)));
  return row;
}

const MOST_OPEN = 100;

/** The agency's purchases under way, those that have waited longest first. */
export function openPurchases(ctx: Ctx, agencyId: string) {
  return ctx.db.read
    .select({ row: purchase, subAccountName: subAccount.name })
    .from(purchase)
    .leftJoin(subAccount, and(eq(subAccount.id, purchase.subAccountId), eq(subAccount.agencyId, purchase.agencyId)))
    .where(and(eq(purchase.agencyId, agencyId), inArray(purchase.state, OPEN)))
    .orderBy(asc(purchase.createdAt), asc(purchase.id))
    .limit(MOST_OPEN);
}

/** Cross-tenant: for the saga's own steps, which hold only the id. */
export async function purchaseAcrossTenants(ctx: Ctx, id: string): Promise<PurchaseRow | undefined> {
  const [row] = await ctx.db.read.select().from(purchase).where(eq(purchase.id, id));
  return row;
}

/** Cross-tenant: purchases that stopped half way and have been still for a while. */
export async function stalledAcrossTenants(ctx: Ctx, before: number): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: purchase.id })
    .from(purchase)
    .where(and(inArray(purchase.state, OPEN), lt(purchase.updatedAt, before)))
    .orderBy(asc(purchase.updatedAt))
    .limit(500);
  return rows.map(row => row.id);
}

/** Cross-tenant: purchases that were given up and are due for another look, most overdue first. */
export async function givenUpAcrossTenants(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: purchase.id })
    .from(purchase)
    .where(and(isNotNull(purchase.checkAt), lte(purchase.checkAt, ctx.now)))
    .orderBy(asc(purchase.checkAt))
    .limit(200);
  return rows.map(row => row.id);
}

/** Only when to look again; no change of state, so no audit line. */
export function purchaseLookedAt(ctx: Ctx, from: PurchaseRow, checkAt: number | null): Statement {
  return ctx.db.read
    .update(purchase)
    .set({ checkAt })
    .where(and(eq(purchase.state, from.state), eq(purchase.id, from.id)));
}

export function purchaseInsert(ctx: Ctx, row: typeof purchase.$inferInsert): Statement {
  return ctx.db.read.insert(purchase).values(row);
}

/** Moves a purchase on, only from the state it was read in. */
export function purchaseMoved(ctx: Ctx, from: PurchaseRow, set: Partial<typeof purchase.$inferInsert>): Statement {
  return ctx.db.read
    .update(purchase)
    .set({ ...set, updatedAt: ctx.now })
    .where(and(eq(purchase.id, from.id), eq(purchase.state, from.state)));
}

/** The purchase whose payment this is, for who comes back from the bank's page; both ids must fit. */
export async function purchaseOfReturn(ctx: Ctx, id: string, paymentIntentId: string) {
  const [row] = await ctx.db.read
    .select({ id: purchase.id })
    .from(purchase)
    .where(and(eq(purchase.id, id), eq(purchase.paymentIntentId, paymentIntentId)));
  return row;
}

/** Whether anybody's purchase of the number is under way. */
export async function isBeingBought(ctx: Ctx, e164: string): Promise<boolean> {
  const rows = await ctx.db.read
    .select({ id: purchase.id })
    .from(purchase)
    .where(and(eq(purchase.e164, e164), inArray(purchase.state, OPEN)));
  return rows.length > 0;
}
