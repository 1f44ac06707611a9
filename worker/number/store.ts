import { and, desc, eq, inArray, isNotNull, isNull, like, lt, ne, sql } from 'drizzle-orm';
import { agency, assignment, membership, number, purchase, subAccount, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import type { PoolQuery } from './shape.ts';

export type PurchaseRow = typeof purchase.$inferSelect;

const live = and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended'));

/** One page of the pool, newest first, and how many match in all (N-4): one round trip. */
export async function poolPage(ctx: Ctx, agencyId: string, query: PoolQuery) {
  const where = and(
    eq(number.agencyId, agencyId),
    isNull(number.releasedAt),
    query.q ? like(number.e164, `%${query.q}%`) : undefined,
    query.type ? eq(number.type, query.type) : undefined,
    query.subAccountId ? eq(assignment.subAccountId, query.subAccountId) : undefined,
    query.status === 'unassigned'
      ? isNull(assignment.id)
      : query.status
        ? eq(assignment.state, query.status)
        : undefined,
  );
  const columns = {
    id: number.id,
    e164: number.e164,
    country: number.country,
    type: number.type,
    voice: number.voice,
    sms: number.sms,
    callPurpose: number.callPurpose,
    telcoCost: number.telcoCost,
    telcoCurrency: number.telcoCurrency,
    wiredTo: number.wiredTo,
    boughtAt: number.boughtAt,
    state: assignment.state,
    assignmentId: assignment.id,
    price: assignment.price,
    currency: assignment.currency,
    expiresAt: assignment.expiresAt,
    endsAt: assignment.endsAt,
    subAccountId: subAccount.id,
    subAccountName: subAccount.name,
    wiredUserId: user.id,
    wiredUserName: user.name,
  };
  const [rows, [count]] = await ctx.db.read.batch([
    ctx.db.read
      .select(columns)
      .from(number)
      .leftJoin(assignment, live)
      .leftJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
      .leftJoin(user, eq(user.id, number.wiredUserId))
      .where(and(where, query.cursor ? lt(number.id, query.cursor) : undefined))
      .orderBy(desc(number.id))
      .limit(query.limit + 1),
    ctx.db.read.select({ n: sql<number>`count(*)` }).from(number).leftJoin(assignment, live).where(where),
  ]);
  return { rows, total: count?.n ?? 0 };
}

/** A sub-account, with the phone of an owner or admin there to find numbers nearby. */
export async function phoneNear(ctx: Ctx, agencyId: string, subAccountId: string) {
  const [row] = await ctx.db.read
    .select({ id: subAccount.id, phone: user.phone })
    .from(subAccount)
    .leftJoin(membership, and(eq(membership.subAccountId, subAccount.id), ne(membership.role, 'staff')))
    .leftJoin(user, and(eq(user.id, membership.userId), isNotNull(user.phone)))
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId), isNull(subAccount.deletedAt)))
    .orderBy(desc(user.phone))
    .limit(1);
  return row;
}

export async function buyerAgency(ctx: Ctx, agencyId: string) {
  const [row] = await ctx.db.read
    .select({ id: agency.id, stripeCustomerId: agency.stripeCustomerId })
    .from(agency)
    .where(eq(agency.id, agencyId));
  return row;
}

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
    .where(
      and(inArray(purchase.state, ['reserved', 'charged', 'ordered', 'refunding']), lt(purchase.updatedAt, before)),
    )
    .limit(100);
  return rows.map(row => row.id);
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

export function numberInsert(ctx: Ctx, row: typeof number.$inferInsert): Statement {
  return ctx.db.read.insert(number).values(row);
}

/** Whether anybody here holds the number already. */
export async function isHeld(ctx: Ctx, e164: string): Promise<boolean> {
  const rows = await ctx.db.read
    .select({ id: number.id })
    .from(number)
    .where(and(eq(number.e164, e164), isNull(number.releasedAt)));
  return rows.length > 0;
}
