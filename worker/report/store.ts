import { and, count, desc, eq, gte, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { assignment, invoice, number, plan, subAccount } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

type Db = Pick<Ctx, 'db'>;
export type InvoiceRow = typeof invoice.$inferInsert;

/** Mirrors a paid invoice; one that is known stays as it is. */
export function invoicePaid(ctx: Db, row: InvoiceRow): Statement {
  return ctx.db.read.insert(invoice).values(row).onConflictDoNothing();
}

/** What was given back of an invoice, in all. Of one that is not mirrored there is nothing to take off. */
export function invoiceRefunded(ctx: Db, agencyId: string, id: string, refunded: number): Statement {
  return ctx.db.read
    .update(invoice)
    .set({ refunded: sql`min(${invoice.amount}, ${refunded})` })
    .where(and(eq(invoice.agencyId, agencyId), eq(invoice.id, id)));
}

/** Which of those invoices are mirrored, and whose they are. */
export function invoicesNamed(ctx: Db, agencyId: string, ids: readonly string[]) {
  return ctx.db.read
    .select({ id: invoice.id })
    .from(invoice)
    .where(and(eq(invoice.agencyId, agencyId), inArray(invoice.id, [...ids])));
}

/** The time zone most of an agency's sub-accounts are in, and when its first number was bought. */
export async function frameOf(ctx: Db, agencyId: string): Promise<{ zone: string; firstBought: number | null }> {
  const [zones, first] = await ctx.db.read.batch([
    ctx.db.read
      .select({ zone: subAccount.timezone, n: count() })
      .from(subAccount)
      .where(and(eq(subAccount.agencyId, agencyId), isNull(subAccount.deletedAt)))
      .groupBy(subAccount.timezone)
      .orderBy(desc(count()), subAccount.timezone)
      .limit(1),
    ctx.db.read
      .select({ at: sql<number | null>`min(${number.boughtAt})` })
      .from(number)
      .where(eq(number.agencyId, agencyId)),
  ]);
  return { zone: zones[0]?.zone ?? 'UTC', firstBought: first[0]?.at ?? null };
}

/**
 * Everything the margin of an agency is made of: one round trip.
 * @param since how far back numbers and assignments matter; @param starts when each month begins, ascending
 */
export async function booksOf(ctx: Db, agencyId: string, since: number, starts: readonly number[]) {
  // Summed where it lies: an agency may have very many invoices.
  const month = sql<number>`(select count(*) - 1 from json_each(${JSON.stringify(starts)}) where value <= ${invoice.paidAt})`;
  const { read } = ctx.db;
  const mine = eq(number.agencyId, agencyId);
  const [numbers, assignments, invoices, places, plans] = await read.batch([
    read
      .select({
        id: number.id,
        e164: number.e164,
        telcoCost: number.telcoCost,
        telcoCurrency: number.telcoCurrency,
        boughtAt: number.boughtAt,
        returnedAt: number.returnedAt,
        releasedAt: number.releasedAt,
      })
      .from(number)
      .where(and(mine, or(isNull(number.releasedAt), gte(number.releasedAt, since)))),
    read
      .select({
        numberId: assignment.numberId,
        subAccountId: assignment.subAccountId,
        state: assignment.state,
        activatedAt: assignment.activatedAt,
        endedAt: assignment.endedAt,
      })
      .from(assignment)
      .where(and(eq(assignment.agencyId, agencyId), or(isNull(assignment.endedAt), gte(assignment.endedAt, since)))),
    read
      .select({
        subAccountId: invoice.subAccountId,
        amount: sql<number>`sum(${invoice.amount} - ${invoice.refunded})`,
        currency: invoice.currency,
        month: month.as('month'),
      })
      .from(invoice)
      .where(and(eq(invoice.agencyId, agencyId), gte(invoice.paidAt, starts[0] ?? since)))
      .groupBy(invoice.subAccountId, invoice.currency, sql`month`),
    read
      .select({ id: subAccount.id, name: subAccount.name, planId: subAccount.planId })
      .from(subAccount)
      .where(eq(subAccount.agencyId, agencyId)),
    read
      .select({ id: plan.id, currency: plan.currency, conversionRate: plan.conversionRate })
      .from(plan)
      .where(eq(plan.agencyId, agencyId))
      .orderBy(sql`${plan.archivedAt} is not null`, desc(plan.createdAt)),
  ]);
  return { numbers, assignments, invoices, places, plans };
}

export type Books = Awaited<ReturnType<typeof booksOf>>;

/** The assignments of an account that run or ran on those subscriptions. */
export function paidBy(ctx: Db, agencyId: string, account: string, subscriptionIds: readonly string[]) {
  return ctx.db.read
    .select()
    .from(assignment)
    .where(
      and(
        eq(assignment.agencyId, agencyId),
        eq(assignment.stripeAccountId, account),
        ne(assignment.mode, 'included'),
        inArray(assignment.subscriptionId, [...subscriptionIds]),
      ),
    );
}
