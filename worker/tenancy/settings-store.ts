import { and, eq, isNull, sql } from 'drizzle-orm';
import { agency, number } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { notFound } from '../problem.ts';

/** What an agency sets for itself, and the numbers it keeps with us, by currency (N-11): one round trip. */
export async function settingsOf(ctx: Ctx, agencyId: string) {
  const [rows, kept] = await ctx.db.read.batch([
    ctx.db.read
      .select({
        name: agency.name,
        supportEmail: agency.supportEmail,
        supportPhone: agency.supportPhone,
        pendingExpiryDays: agency.pendingExpiryDays,
        cooldownDays: agency.cooldownDays,
        allowedCountries: agency.allowedCountries,
        telephony: agency.telephony,
        twilioSid: agency.twilioSid,
        keepingStatus: agency.keepingStatus,
      })
      .from(agency)
      .where(eq(agency.id, agencyId)),
    ctx.db.read
      .select({
        currency: number.telcoCurrency,
        count: sql<number>`count(*)`,
        amount: sql<number>`sum(${number.telcoCost})`,
      })
      .from(number)
      .where(
        and(
          eq(number.agencyId, agencyId),
          isNull(number.releasedAt),
          eq(number.twilioAccountSid, ctx.env.TWILIO_ACCOUNT_SID),
        ),
      )
      .groupBy(number.telcoCurrency),
  ]);
  const [row] = rows;
  if (!row) throw notFound('agency');
  return { row, kept };
}

export type AgencySettings = Awaited<ReturnType<typeof settingsOf>>['row'];

export function settingsChanged(
  ctx: Ctx,
  agencyId: string,
  set: Partial<Omit<typeof agency.$inferInsert, 'id'>>,
): Statement {
  return ctx.db.read.update(agency).set(set).where(eq(agency.id, agencyId));
}
