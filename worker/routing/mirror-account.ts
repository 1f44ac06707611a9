import { eq } from 'drizzle-orm';
import { agency } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import { accountKey, type MirroredAccount } from './last-resort.ts';

/**
 * Makes the KV entry of an agency's own Twilio account say what the database says now (N-3, X-5): its sealed token, by which
 * its requests are verified while the database is away and in the second Worker, whatever the number. Carries out the effect
 * `mirror_account`; harmless when repeated.
 */
export async function mirrorAccount(ctx: Pick<Ctx, 'db' | 'fallback'>, accountSid: string): Promise<void> {
  const [owner] = await ctx.db.read
    .select({ agencyId: agency.id, token: agency.twilioToken })
    .from(agency)
    .where(eq(agency.twilioSid, accountSid));
  if (!owner?.token) return ctx.fallback.delete(accountKey(accountSid));
  const entry: MirroredAccount = { agencyId: owner.agencyId, token: owner.token };
  await ctx.fallback.put(accountKey(accountSid), JSON.stringify(entry));
}
