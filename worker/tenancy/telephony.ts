import { eq } from 'drizzle-orm';
import { agency } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { TwilioClient } from '../edge/twilio.ts';

type OwnAccount = Pick<typeof agency.$inferSelect, 'id' | 'twilioSid' | 'twilioToken'>;

/**
 * Twilio as the account in question: ours, or an agency's own one, whose token is kept sealed (N-3, X-4).
 * @param whose the account a number lives in, or an agency's row: then the account it buys with
 */
export async function twilioFor(ctx: Ctx, whose: string | OwnAccount): Promise<TwilioClient> {
  const sid = typeof whose === 'string' ? whose : whose.twilioSid;
  if (!sid || sid === ctx.env.TWILIO_ACCOUNT_SID) return ctx.twilio();
  const owner = typeof whose === 'string' ? await ownerOf(ctx, sid) : whose;
  if (!owner?.twilioToken) throw new Error(`there is no token for the Twilio account ${sid}`);
  return ctx.twilio({ sid, token: await ctx.seal.open(owner.twilioToken, `agency:${owner.id}`) });
}

async function ownerOf(ctx: Ctx, sid: string): Promise<OwnAccount | undefined> {
  const [row] = await ctx.db.read
    .select({ id: agency.id, twilioSid: agency.twilioSid, twilioToken: agency.twilioToken })
    .from(agency)
    .where(eq(agency.twilioSid, sid));
  return row;
}
