import { and, desc, eq, gt, isNull, ne, notExists, sql } from 'drizzle-orm';
import { agency, agent, assignment, audit, number, subAccount, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import { notFound } from '../../problem.ts';

export type AssignmentRow = typeof assignment.$inferSelect;
export type NewAssignment = typeof assignment.$inferInsert;

/** An assignment with what must be known to act on it and to tell people about it. */
export interface Held {
  row: AssignmentRow;
  number: { e164: string };
  subAccount: { name: string; timezone: string; country: string; stripeCustomerId: string | null };
  agency: { stripeAccountId: string | null };
}

/** @param subAccountId narrows to one sub-account: ids of another answer 404 (T-1). */
export async function loadAssignment(ctx: Ctx, agencyId: string, id: string, subAccountId?: string): Promise<Held> {
  const [found] = await ctx.db.read
    .select({
      row: assignment,
      number: { e164: number.e164 },
      subAccount: {
        name: subAccount.name,
        timezone: subAccount.timezone,
        country: subAccount.country,
        stripeCustomerId: subAccount.stripeCustomerId,
      },
      agency: { stripeAccountId: agency.stripeAccountId },
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .innerJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .innerJoin(agency, eq(agency.id, assignment.agencyId))
    .where(
      and(
        eq(assignment.agencyId, agencyId),
        eq(assignment.id, id),
        subAccountId === undefined ? undefined : eq(assignment.subAccountId, subAccountId),
      ),
    );
  if (!found) throw notFound('assignment');
  return found;
}

/** Whether the number has a live assignment. */
export async function liveAssignmentOf(ctx: Ctx, agencyId: string, numberId: string): Promise<string | undefined> {
  const [row] = await ctx.db.read
    .select({ id: assignment.id })
    .from(assignment)
    .where(and(eq(assignment.agencyId, agencyId), eq(assignment.numberId, numberId), ne(assignment.state, 'ended')));
  return row?.id;
}

/** A sub-account's assignments with their numbers and what these are wired to: the live ones, newest first, or one. */
export function phoneNumbersOf(ctx: Ctx, agencyId: string, subAccountId: string, id?: string) {
  return ctx.db.read
    .select({
      assignment,
      e164: number.e164,
      wiredTo: number.wiredTo,
      forwardTo: number.forwardTo,
      wiredUser: { id: user.id, name: user.name },
      wiredAgent: { id: agent.id, name: agent.name },
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .leftJoin(user, eq(user.id, number.wiredUserId))
    .leftJoin(agent, and(eq(agent.id, number.wiredAgentId), eq(agent.agencyId, agencyId)))
    .where(
      and(
        eq(assignment.agencyId, agencyId),
        eq(assignment.subAccountId, subAccountId),
        id === undefined ? ne(assignment.state, 'ended') : eq(assignment.id, id),
      ),
    )
    .orderBy(desc(assignment.createdAt), desc(assignment.id))
    .limit(1000);
}

export function assignmentInsert(ctx: Ctx, row: NewAssignment): Statement {
  return ctx.db.read.insert(assignment).values(row);
}

/** Changes an assignment only if nobody moved it since it was read. */
export function assignmentMoved(ctx: Ctx, read: AssignmentRow, set: Partial<NewAssignment>): Statement {
  return ctx.db.read
    .update(assignment)
    .set(set)
    .where(
      and(
        eq(assignment.agencyId, read.agencyId),
        eq(assignment.id, read.id),
        eq(assignment.state, read.state),
        sql`${assignment.subscriptionId} is ${read.subscriptionId}`,
        sql`${assignment.checkoutSessionId} is ${read.checkoutSessionId}`,
        sql`${assignment.checkoutUrl} is ${read.checkoutUrl}`,
        sql`${assignment.paidThrough} is ${read.paidThrough}`,
        sql`${assignment.endsAt} is ${read.endsAt}`,
        sql`${assignment.pastDueSince} is ${read.pastDueSince}`,
        sql`${assignment.nextPrice} is ${read.nextPrice}`,
        eq(assignment.reminders, read.reminders),
        eq(assignment.checkoutCount, read.checkoutCount),
      ),
    );
}

/** Only when to look again; no change of state, so no audit line. */
export function lookedAgain(ctx: Ctx, id: string, agencyId: string, checkAt: number): Statement {
  return ctx.db.read
    .update(assignment)
    .set({ checkAt })
    .where(and(eq(assignment.agencyId, agencyId), eq(assignment.id, id), ne(assignment.state, 'ended')));
}

/** Hits the pending assignment only when nobody was reminded since `since` (epoch ms); changes nothing in it. */
export function reminderDue(ctx: Ctx, read: AssignmentRow, since: number): Statement {
  const recent = ctx.db.read
    .select({ one: sql`1` })
    .from(audit)
    .where(
      and(eq(audit.entity, 'assignment'), eq(audit.entityId, read.id), eq(audit.act, 'reminded'), gt(audit.at, since)),
    );
  return ctx.db.read
    .update(assignment)
    .set({ checkAt: read.checkAt })
    .where(
      and(
        eq(assignment.agencyId, read.agencyId),
        eq(assignment.id, read.id),
        eq(assignment.state, 'pending'),
        isNull(assignment.endedAt),
        notExists(recent),
      ),
    );
}

/** Changes nothing; carries the audit line of a refund at Stripe. Hits only while none was written for that invoice. */
export function refundUnnoted(ctx: Ctx, row: AssignmentRow, act: string, invoiceId: string): Statement {
  const noted = ctx.db.read
    .select({ one: sql`1` })
    .from(audit)
    .where(
      and(
        eq(audit.entity, 'assignment'),
        eq(audit.entityId, row.id),
        eq(audit.act, act),
        sql`${audit.after} ->> '$.invoiceId' = ${invoiceId}`,
      ),
    );
  return ctx.db.read
    .update(assignment)
    .set({ endReason: sql`${assignment.endReason}` })
    .where(and(eq(assignment.agencyId, row.agencyId), eq(assignment.id, row.id), notExists(noted)));
}
