import type { Ctx } from '../context.ts';
import { TwilioError } from '../edge/twilio.ts';
import { Problem, refused } from '../problem.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { finish } from './call-course.ts';
import { callLinked, outgoingCallOf } from './call-store.ts';
import { LONGEST_S } from './call-twiml.ts';
import type { HeldSender, Place } from './store.ts';

/**
 * Has Twilio ring the first phone of a call that is written down. Without an answer of Twilio's it may ring all the same:
 * then its callbacks tell. @param to.path where Twilio asks once the phone is picked up
 */
export async function ring(
  ctx: Ctx,
  place: Place,
  id: string,
  to: { from: HeldSender; to: string; seconds: number; path: string },
): Promise<{ callId: string }> {
  const base = ctx.env.PUBLIC_URL;
  const twilio = await twilioFor(ctx, to.from.twilioAccountSid);
  try {
    const { sid } = await twilio.createCall({
      from: to.from.e164,
      to: to.to,
      url: `${base}${to.path}?c=${id}`,
      statusCallback: `${base}/twilio/outbound/status?c=${id}`,
      timeout: to.seconds,
      timeLimit: LONGEST_S,
    });
    await ctx.db.commit([callLinked(ctx, id, sid)]);
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    if (cause.status < 400 || cause.status >= 500) {
      ctx.log.error('call.unconfirmed', cause, { id });
      return { callId: id };
    }
    ctx.log.warn('call.refused', { id, code: cause.code });
    const row = await outgoingCallOf(ctx, place, id);
    if (row) await finish(ctx, row, 'failed', 0);
    throw refusedByCarrier(cause);
  }
  return { callId: id };
}

function refusedByCarrier(cause: TwilioError): Problem {
  if (cause.status === 429) {
    const detail = 'Too many calls were placed at the same moment. Wait a few seconds and call again.';
    return new Problem(503, { code: 'busy', title: 'Not called.', detail }, { cause });
  }
  const detail = `The carrier did not place the call (error ${cause.code}). Show another number, or tell support this error.`;
  return refused('call_refused', 'Not called.', detail, { error: cause.code });
}
