import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { moved } from './moved.ts';
import { heldRow, numberInsert } from './store/pool.ts';
import { buyerAgency, type PurchaseRow } from './store/purchase.ts';

/** The number enters the pool as Unassigned, in the batch that closes the purchase. */
export async function confirm(ctx: Ctx, row: PurchaseRow): Promise<Statement[]> {
  const { agencyId, e164, country, type, voice, sms, amount, currency, twilioSid } = row;
  if (!twilioSid) throw new Error(`purchase ${row.id} is ordered without a carrier id`);
  const known = await heldRow(ctx, e164);
  if (known?.agencyId === agencyId && known.twilioSid === twilioSid) {
    return moved(ctx, row, { state: 'done', numberId: known.id });
  }
  const id = ctx.id('num');
  const made = {
    id,
    agencyId,
    e164,
    country,
    type,
    voice,
    sms,
    twilioSid,
    twilioAccountSid: await accountOf(ctx, row),
    telcoCost: amount,
    telcoCurrency: currency,
    boughtAt: ctx.now,
  };
  return [
    ...moved(ctx, row, { state: 'done', numberId: id }),
    numberInsert(ctx, made),
    auditLine(ctx, {
      agencyId,
      entity: 'number',
      entityId: id,
      act: 'number.bought',
      after: { e164, amount, currency },
    }),
  ];
}

/** Paid to us: it lives in our account; else in the agency's own (N-3). */
async function accountOf(ctx: Ctx, row: PurchaseRow): Promise<string> {
  if (row.paymentIntentId) return ctx.env.TWILIO_ACCOUNT_SID;
  const agency = await buyerAgency(ctx, row.agencyId);
  if (!agency?.twilioSid) throw new Error(`purchase ${row.id} has no account`);
  return agency.twilioSid;
}
