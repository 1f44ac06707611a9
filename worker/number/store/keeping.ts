import { and, eq, isNull, sql } from 'drizzle-orm';
import { agency, number } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';

/** The agency as one that keeps numbers (N-11). */
export async function keeperOf(ctx: Ctx, agencyId: string) {
  const [row] = await ctx.db.read
    .select({
      id: agency.id,
      stripeCustomerId: agency.stripeCustomerId,
      keepingSubscriptionId: agency.keepingSubscriptionId,
      keepingStatus: agency.keepingStatus,
    })
    .from(agency)
    .where(eq(agency.id, agencyId));
  return row;
}

export type Keeper = NonNullable<Awaited<ReturnType<typeof keeperOf>>>;

/** Numbers the agency holds on that account; those on an account of its own are Twilio's to bill (N-3). */
export function numbersOn(ctx: Ctx, agencyId: string, twilioAccountSid: string) {
  return ctx.db.read
    .select({ boughtAt: number.boughtAt, amount: number.telcoCost, currency: number.telcoCurrency })
    .from(number)
    .where(
      and(eq(number.agencyId, agencyId), eq(number.twilioAccountSid, twilioAccountSid), isNull(number.releasedAt)),
    );
}

/** Writes down what Stripe says; hits nothing when somebody else was quicker. */
export function keepingSeen(ctx: Ctx, known: Keeper, id: string | null, status: string | null): Statement {
  return ctx.db.read
    .update(agency)
    .set({ keepingSubscriptionId: id, keepingStatus: status })
    .where(
      and(
        eq(agency.id, known.id),
        sql`${agency.keepingSubscriptionId} is ${known.keepingSubscriptionId}`,
        sql`${agency.keepingStatus} is ${known.keepingStatus}`,
      ),
    );
}

/** Cross-tenant: agencies that hold numbers on that account, or pay for some, and were not looked at on that day. */
export async function keepersAcrossTenants(ctx: Ctx, account: string, day: string, limit: number): Promise<string[]> {
  const holds = sql`exists (select 1 from ${number} where ${number.agencyId} = ${agency.id}
    and ${number.releasedAt} is null and ${number.twilioAccountSid} = ${account})`;
  const rows = await ctx.db.read
    .select({ id: agency.id })
    .from(agency)
    .where(
      and(
        sql`(${holds} or ${agency.keepingSubscriptionId} is not null)`,
        sql`not exists (select 1 from outbox where key = 'sync_keeping:' || ${agency.id} || ':' || ${day})`,
      ),
    )
    .limit(limit);
  return rows.map(row => row.id);
}
