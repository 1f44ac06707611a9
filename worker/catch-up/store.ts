import { and, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm';
import { agency, assignment, call, message, number } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';

/** Cross-tenant: Twilio accounts of agencies' own (N-3). */
export async function ownAccountsAcrossTenants(ctx: Pick<Ctx, 'db'>): Promise<string[]> {
  const rows = await ctx.db.read.select({ sid: agency.twilioSid }).from(agency).where(isNotNull(agency.twilioSid));
  return rows.flatMap(({ sid }) => sid ?? []);
}

/** Whether it is our own account, or one that an agency still has with us. */
export async function isConnected(ctx: Pick<Ctx, 'db' | 'env'>, accountSid: string): Promise<boolean> {
  if (accountSid === ctx.env.TWILIO_ACCOUNT_SID) return true;
  const rows = await ctx.db.read.select({ id: agency.id }).from(agency).where(eq(agency.twilioSid, accountSid));
  return rows.length > 0;
}

/** Which of these texts are written down. Twilio's ids are unique across tenants. */
export async function knownTexts(ctx: Pick<Ctx, 'db'>, sids: string[]): Promise<Set<string | null>> {
  const rows = await ctx.db.read
    .select({ sid: message.messageSid })
    .from(message)
    .where(inArray(message.messageSid, sids));
  return new Set(rows.map(({ sid }) => sid));
}

/** Which of these calls are written down. */
export async function knownCalls(ctx: Pick<Ctx, 'db'>, sids: string[]): Promise<Set<string>> {
  const rows = await ctx.db.read.select({ sid: call.callSid }).from(call).where(inArray(call.callSid, sids));
  return new Set(rows.map(({ sid }) => sid));
}

/**
 * Since when each of these numbers of an account has been with whoever has it now (epoch ms); one that is not ours is left
 * out. What came earlier was never for them (N-10).
 */
export async function heldSince(
  ctx: Pick<Ctx, 'db'>,
  accountSid: string,
  e164s: string[],
): Promise<Map<string, number>> {
  const rows = await ctx.db.read
    .select({
      e164: number.e164,
      boughtAt: number.boughtAt,
      returnedAt: number.returnedAt,
      createdAt: assignment.createdAt,
      activatedAt: assignment.activatedAt,
    })
    .from(number)
    .leftJoin(assignment, and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended')))
    .where(and(inArray(number.e164, e164s), eq(number.twilioAccountSid, accountSid), isNull(number.releasedAt)));
  return new Map(
    rows.map(row => [row.e164, row.activatedAt ?? row.createdAt ?? Math.max(row.boughtAt, row.returnedAt ?? 0)]),
  );
}
