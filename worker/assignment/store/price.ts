import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { assignment, number, plan, subAccount } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import type { NewPrice } from '../rules/price-change.ts';
import type { AssignmentRow } from './assignment.ts';

const MOST = 2000;

/** The agency's live assignments with the plan their sub-account is on. */
export function pricedOn(ctx: Ctx, agencyId: string, of: { planId?: string; ids?: readonly string[] }) {
  return ctx.db.read
    .select({
      row: assignment,
      e164: number.e164,
      subAccount: { id: subAccount.id, name: subAccount.name, timezone: subAccount.timezone },
      plan: { id: plan.id, currency: plan.currency, numberPrice: plan.numberPrice },
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .innerJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .innerJoin(plan, and(eq(plan.id, subAccount.planId), eq(plan.agencyId, agencyId)))
    .where(
      and(
        eq(assignment.agencyId, agencyId),
        ne(assignment.state, 'ended'),
        of.planId === undefined ? undefined : eq(plan.id, of.planId),
        of.ids === undefined ? undefined : inArray(assignment.id, [...of.ids]),
      ),
    )
    .orderBy(asc(subAccount.name), asc(number.e164))
    .limit(MOST);
}

export type Priced = Awaited<ReturnType<typeof pricedOn>>[number];

/** Sets the price of the next cycle, if nobody moved the assignment since it was read. */
export function priceChosen(ctx: Ctx, read: AssignmentRow, next: NewPrice): Statement {
  return ctx.db.read
    .update(assignment)
    .set({ nextPrice: next.price, nextMarkup: next.markup })
    .where(and(unpriced(read), sql`${assignment.endsAt} is ${read.endsAt}`));
}

/** The next price is the price now. */
export function priceTaken(ctx: Ctx, read: AssignmentRow): Statement {
  return ctx.db.read
    .update(assignment)
    .set({
      price: sql`${assignment.nextPrice}`,
      markup: sql`${assignment.nextMarkup}`,
      nextPrice: null,
      nextMarkup: null,
    })
    .where(unpriced(read));
}

/** Nobody changed its price since it was read. */
function unpriced(read: AssignmentRow) {
  return and(
    eq(assignment.agencyId, read.agencyId),
    eq(assignment.id, read.id),
    ne(assignment.state, 'ended'),
    eq(assignment.price, read.price),
    sql`${assignment.nextPrice} is ${read.nextPrice}`,
  );
}
