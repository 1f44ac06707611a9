import type { Ctx } from '../context.ts';
import { giveBack } from '../edge/refund.ts';
import { type IncomingNumber, type NumberUrls, type TwilioClient, TwilioError } from '../edge/twilio.ts';
import type { Env } from '../env.ts';
import { carrierOfPurchase } from './carrier.ts';
import { registrationOf } from './registry.ts';
import { heldRow } from './store/pool.ts';
import type { PurchaseRow } from './store/purchase.ts';

/** A carrier that has been silent for so long is given up, and the charge refunded. */
const GIVE_UP_MS = 30 * 60_000;

/** Where Twilio reports what happens on a number of ours: this Worker, and the second one for when it is down. */
export function numberUrls(env: Pick<Env, 'PUBLIC_URL' | 'FALLBACK_URL'>): NumberUrls {
  return {
    voiceUrl: `${env.PUBLIC_URL}/twilio/voice`,
    voiceFallbackUrl: `${env.FALLBACK_URL}/twilio/voice-fallback`,
    smsUrl: `${env.PUBLIC_URL}/twilio/sms`,
    smsFallbackUrl: `${env.FALLBACK_URL}/twilio/sms-fallback`,
    statusCallback: `${env.PUBLIC_URL}/twilio/voice/status`,
  };
}

type Ordered =
  | { state: 'ordered'; twilioSid: string }
  | { state: 'refunding' | 'failed'; whyCode: string; why: string };

/**
 * Orders the number with its webhook URLs in the same request (N-2). After any failure it first looks whether
 * the order went through all the same. Throws while the carrier's answer is unknown: the sweep tries again.
 */
export async function order(ctx: Ctx, row: PurchaseRow): Promise<Ordered> {
  const twilio = await carrierOfPurchase(ctx, row);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const under = await registrationOf(ctx, twilio, row);
      const bought = await twilio.buy(row.e164, numberUrls(ctx.env), under);
      return { state: 'ordered', twilioSid: bought.sid };
    } catch (cause) {
      if (!(cause instanceof TwilioError)) throw cause;
      const held = await heldByUs(ctx, twilio, row, cause);
      if (held) return { state: 'ordered', twilioSid: held.sid };
      const unsure = cause.status === 0 || cause.status === 429 || cause.status >= 500;
      if (unsure && attempt === 1) continue;
      // It may still be carried out; the sweep looks again.
      if (unsure && ctx.now - row.updatedAt < GIVE_UP_MS) throw cause;
      ctx.log.error('purchase.carrier_failed', cause, { id: row.id, code: cause.code, status: cause.status });
      const state = row.paymentIntentId ? 'refunding' : 'failed';
      return { state, whyCode: `twilio_${cause.code || cause.status}`, why: cause.message };
    }
  }
}

/** The number, if the carrier says that we hold it and no other purchase of ours brought it here. */
async function heldByUs(
  ctx: Ctx,
  twilio: TwilioClient,
  row: PurchaseRow,
  failure: TwilioError,
): Promise<IncomingNumber | undefined> {
  try {
    const held = await twilio.held(row.e164);
    return held && !(await heldRow(ctx, row.e164)) ? held : undefined;
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    if (ctx.now - row.updatedAt < GIVE_UP_MS) throw failure;
    return undefined;
  }
}

/** Gives the whole charge back; Stripe refuses to do so twice, however often it is asked. */
export async function refund(ctx: Ctx, row: PurchaseRow): Promise<{ state: 'refunded' }> {
  if (!row.paymentIntentId) throw new Error(`purchase ${row.id} has nothing to refund`);
  await giveBack(ctx, undefined, row.paymentIntentId, { purchase_id: row.id });
  return { state: 'refunded' };
}
