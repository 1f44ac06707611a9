import { and, desc, eq, isNotNull, isNull, like, lt, ne, sql } from 'drizzle-orm';
import { assignment, membership, number, subAccount, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import type { PoolQuery } from '../shape.ts';

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

export function numberInsert(ctx: Ctx, row: typeof number.$inferInsert): Statement {
  return ctx.db.read.insert(number).values(row);
}

/** The pool row of a number that somebody here holds, whoever it is. */
export async function heldRow(ctx: Ctx, e164: string) {
  const [row] = await ctx.db.read
    .select({ id: number.id, agencyId: number.agencyId, twilioSid: number.twilioSid })
    .from(number)
    .where(and(eq(number.e164, e164), isNull(number.releasedAt)));
  return row;
}

/** Every number of the agency's pool. */
export async function heldHere(ctx: Ctx, agencyId: string): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ e164: number.e164 })
    .from(number)
    .where(and(eq(number.agencyId, agencyId), isNull(number.releasedAt)));
  return rows.map(row => row.e164);
}

export async function subAccountNamed(ctx: Ctx, agencyId: string, id: string) {
  const [row] = await ctx.db.read
    .select({ name: subAccount.name })
    .from(subAccount)
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, id)));
  return row;
}
