import { and, count, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { agency, assignment, finding, number, outbox, purchase, subAccount } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';

const PAID = ['active', 'ending', 'past_due', 'suspended'] as const;

export async function reconciledAgency(ctx: Ctx, agencyId: string) {
  const [row] = await ctx.db.read
    .select({
      id: agency.id,
      stripeAccountId: agency.stripeAccountId,
      twilioSid: agency.twilioSid,
      twilioToken: agency.twilioToken,
    })
    .from(agency)
    .where(eq(agency.id, agencyId));
  return row;
}

export type ReconciledAgency = NonNullable<Awaited<ReturnType<typeof reconciledAgency>>>;

/** The connected accounts on which the agency's live assignments are paid. */
export async function accountsInUse(ctx: Ctx, agencyId: string): Promise<string[]> {
  const rows = await ctx.db.read
    .selectDistinct({ account: assignment.stripeAccountId })
    .from(assignment)
    .where(
      and(eq(assignment.agencyId, agencyId), inArray(assignment.state, PAID), isNotNull(assignment.stripeAccountId)),
    );
  return rows.flatMap(({ account }) => account ?? []);
}

/** How many of the agency's numbers are paid on that connected account now. */
export async function paidOn(ctx: Ctx, agencyId: string, account: string): Promise<number> {
  const [row] = await ctx.db.read
    .select({ n: count() })
    .from(assignment)
    .where(
      and(eq(assignment.agencyId, agencyId), inArray(assignment.state, PAID), eq(assignment.stripeAccountId, account)),
    );
  return row?.n ?? 0;
}

/** The agency's assignments on that connected account that live or ever ran on a subscription. */
export function assignmentsOn(ctx: Ctx, agencyId: string, account: string) {
  return ctx.db.read
    .select({
      id: assignment.id,
      state: assignment.state,
      mode: assignment.mode,
      subscriptionId: assignment.subscriptionId,
      e164: number.e164,
      subAccount: subAccount.name,
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .innerJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .where(and(eq(assignment.agencyId, agencyId), eq(assignment.stripeAccountId, account)));
}

/** Which of those subscriptions are on their way to be ended already. */
export async function endingSoon(ctx: Ctx, agencyId: string, ids: readonly { id: string; assignmentId: string }[]) {
  const keys = ids.flatMap(({ id, assignmentId }) => [
    `cancel_subscription:${assignmentId}:${id}`,
    `settle_release:${assignmentId}`,
  ]);
  const found = new Set<string>();
  if (!keys.length) return found;
  const waiting = async (which: SQL | undefined) => {
    const open = and(eq(outbox.agencyId, agencyId), isNull(outbox.deliveredAt), isNull(outbox.parkedAt));
    const rows = await ctx.db.read.select({ key: outbox.key }).from(outbox).where(and(open, which));
    for (const { key } of rows) found.add(key.split(':')[1] ?? '');
  };
  for (let at = 0; at < keys.length; at += 300) await waiting(inArray(outbox.key, keys.slice(at, at + 300)));
  // Each refund's key also names what was paid; the range is that of the words before it.
  await waiting(and(gte(outbox.key, 'refund_late_payment:'), lt(outbox.key, 'refund_late_payment;')));
  return found;
}

/** Numbers of the agency's pool, with the account they live in. */
export function poolOf(ctx: Ctx, agencyId: string) {
  return ctx.db.read
    .select({
      id: number.id,
      e164: number.e164,
      boughtAt: number.boughtAt,
      twilioAccountSid: number.twilioAccountSid,
    })
    .from(number)
    .where(and(eq(number.agencyId, agencyId), isNull(number.releasedAt)));
}

/** Cross-tenant: everybody's numbers that live in that account. */
export function poolsAcrossTenants(ctx: Ctx, account: string) {
  return ctx.db.read
    .select({ id: number.id, agencyId: number.agencyId, e164: number.e164, boughtAt: number.boughtAt })
    .from(number)
    .where(and(isNull(number.releasedAt), eq(number.twilioAccountSid, account)));
}

/** Cross-tenant: who has a finding about a number of our own account that is not settled. */
export async function openOfOursAcrossTenants(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db.read
    .selectDistinct({ agencyId: finding.agencyId })
    .from(finding)
    .where(and(isNull(finding.resolvedAt), sql`${finding.detail} ->> '$.ours' = 1`));
  return rows.map(row => row.agencyId);
}

/** Cross-tenant: which of those numbers are in anybody's pool, or on their way into or out of one. */
export async function accountedFor(ctx: Ctx, e164s: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const lately = ctx.now - 3_600_000;
  // Asked by itself: with an "or" no index of the numbers would be used.
  const leaving = await ctx.db.read.select({ e164: number.e164 }).from(number).where(gt(number.releasedAt, lately));
  for (const { e164 } of leaving) found.add(e164);
  for (let at = 0; at < e164s.length; at += 300) {
    const some = e164s.slice(at, at + 300);
    const [pooled, bought] = await ctx.db.read.batch([
      ctx.db.read
        .select({ e164: number.e164 })
        .from(number)
        .where(and(inArray(number.e164, some), isNull(number.releasedAt))),
      ctx.db.read
        .select({ e164: purchase.e164 })
        .from(purchase)
        // Spelt out as in its index.
        .where(and(inArray(purchase.e164, some), sql`state in ('reserved', 'consent', 'charged', 'ordered')`)),
    ]);
    for (const { e164 } of [...pooled, ...bought]) found.add(e164);
  }
  return found;
}

/** Cross-tenant: which agency last bought or held a number; undefined when nobody did. */
export async function lastHolder(ctx: Ctx, e164: string): Promise<string | undefined> {
  const [held] = await ctx.db.read
    .select({ agencyId: number.agencyId })
    .from(number)
    .where(eq(number.e164, e164))
    .orderBy(desc(number.boughtAt))
    .limit(1);
  if (held) return held.agencyId;
  const [bought] = await ctx.db.read
    .select({ agencyId: purchase.agencyId })
    .from(purchase)
    .where(eq(purchase.e164, e164))
    .orderBy(desc(purchase.createdAt))
    .limit(1);
  return bought?.agencyId;
}
