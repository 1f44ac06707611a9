import type { Ctx } from '../context.ts';
import { TwilioError } from '../edge/twilio.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { numberUrls } from './order.ts';

interface AtTwilio {
  twilioAccountSid: string;
  twilioSid: string;
}

/** Has Twilio report to us what happens on a number (N-3); nothing is left to set on one that is gone. */
export async function setNumberUrls(ctx: Ctx, at: AtTwilio): Promise<void> {
  const twilio = await twilioFor(ctx, at.twilioAccountSid);
  try {
    await twilio.update(at.twilioSid, numberUrls(ctx.env));
  } catch (cause) {
    if (!(cause instanceof TwilioError) || cause.status !== 404) throw cause;
    ctx.log.warn('number.gone_at_carrier', { sid: at.twilioSid });
  }
}

/** Hands a number back to the carrier (N-9); repeating it changes nothing. */
export async function giveNumberBack(ctx: Ctx, at: AtTwilio): Promise<void> {
  const twilio = await twilioFor(ctx, at.twilioAccountSid);
  await twilio.giveBack(at.twilioSid);
}
