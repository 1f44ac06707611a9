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

/** Everything the margin of an agency is made of, since an instant: one round trip. */
export async function booksOf(ctx: Db, agencyId: string, since: number) {
  const { read } = ctx.db;
  const mine = eq(number.agencyId, agencyId);
  const [numbers, assignments, invoices, places, plans, zones] = await read.batch([
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
        amount: sql<number>`${invoice.amount} - ${invoice.refunded}`,
        currency: invoice.currency,
        paidAt: invoice.paidAt,
      })
      .from(invoice)
      .where(and(eq(invoice.agencyId, agencyId), gte(invoice.paidAt, since))),
    read
      .select({ id: subAccount.id, name: subAccount.name, planId: subAccount.planId })
      .from(subAccount)
      .where(eq(subAccount.agencyId, agencyId)),
    read
      .select({ id: plan.id, currency: plan.currency, conversionRate: plan.conversionRate })
      .from(plan)
      .where(eq(plan.agencyId, agencyId))
      .orderBy(sql`${plan.archivedAt} is not null`, desc(plan.createdAt)),
    read
      .select({ zone: subAccount.timezone, n: count() })
      .from(subAccount)
      .where(and(eq(subAccount.agencyId, agencyId), isNull(subAccount.deletedAt)))
      .groupBy(subAccount.timezone)
      .orderBy(desc(count()), subAccount.timezone)
      .limit(1),
  ]);
  return { numbers, assignments, invoices, places, plans, zone: zones[0]?.zone ?? 'UTC' };
}

export type Books = Awaited<ReturnType<typeof booksOf>>;

/** When the agency's first number was bought. */
export async function firstBought(ctx: Db, agencyId: string): Promise<number | null> {
  const [row] = await ctx.db.read
    .select({ at: sql<number | null>`min(${number.boughtAt})` })
    .from(number)
    .where(eq(number.agencyId, agencyId));
  return row?.at ?? null;
}

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
