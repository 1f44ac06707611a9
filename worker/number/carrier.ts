import type { Ctx } from '../context.ts';
import type { TwilioClient } from '../edge/twilio.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { type Buyer, buyerAgency, type PurchaseRow } from './store/purchase.ts';

/** Whether Twilio bills the agency directly, on an account it brought (N-3). */
export function buysOnOwn(agency: Buyer | undefined): agency is Buyer & { twilioSid: string } {
  return agency?.telephony === 'own' && agency.twilioSid !== null;
}

/** Twilio as the account an agency buys with: ours, or its own. */
export async function carrierOf(ctx: Ctx, agency: Buyer | undefined): Promise<TwilioClient> {
  return buysOnOwn(agency) ? twilioFor(ctx, agency) : ctx.twilio();
}

/**
 * Twilio as the account a purchase is made on: ours where its charge was paid to us, else the agency's own, whatever the
 * agency has chosen since.
 */
export async function carrierOfPurchase(ctx: Ctx, row: PurchaseRow): Promise<TwilioClient> {
  if (row.paymentIntentId) return ctx.twilio();
  const agency = await buyerAgency(ctx, row.agencyId);
  if (!agency?.twilioSid) throw new Error(`purchase ${row.id} is neither paid nor on an account of the agency's own`);
  return twilioFor(ctx, agency);
}
