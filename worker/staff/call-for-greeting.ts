import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { TwilioError } from '../edge/twilio.ts';
import { destination } from '../outbound/rules/destination.ts';
import { bridgeNumber } from '../outbound/senders.ts';
import { type HeldSender, sendersOf } from '../outbound/store.ts';
import { conflict, notFound, Problem, refused } from '../problem.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { greetingCalled, settingBegun, wasCalled } from './settings.ts';
import type { Place } from './store.ts';

/** So long after one call to record a greeting no second one is placed, ms. */
const PAUSE_MS = 20_000;
const RING_S = 30;
const LONGEST_S = 600;

/**
 * S-2: calls a person's own phone, where they record their greeting. The same request never calls twice.
 * @returns null for a repeat, and where Twilio did not say whether it called
 */
export async function callForGreeting(
  ctx: Ctx,
  place: Place,
  userId: string,
  requestId: string,
): Promise<{ callSid: string | null }> {
  const senders = await sendersOf(ctx, place, userId);
  if (!senders?.person) throw notFound('user');
  const { phone } = senders.person;
  if (!phone) throw noPhone('You have no phone to ring.');
  const to = destination(phone, senders.country, senders.allowedCountries);
  if (!to.ok) throw noPhone(`Your phone cannot be rung. ${to.sentence}`);
  const number = bridgeNumber(ctx, senders);
  if (!number) {
    const why = 'There is no number in service here that could ring your phone. Write the greeting instead.';
    throw refused('no_number', 'Not called.', why);
  }
  if (!(await noted(ctx, place, userId, requestId))) return { callSid: null };
  return { callSid: await ring(ctx, place, userId, to.e164, number) };
}

/** Notes the request before Twilio hears of it. @returns false for a repeat */
async function noted(ctx: Ctx, place: Place, userId: string, requestId: string): Promise<boolean> {
  try {
    await ctx.db.commit([
      settingBegun(ctx, place, userId),
      greetingCalled(ctx, place, userId, requestId, ctx.now - PAUSE_MS),
      auditLine(ctx, {
        ...place,
        entity: 'staff_setting',
        entityId: userId,
        act: 'greeting_call',
        after: { requestId },
      }),
    ]);
    return true;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    if (await wasCalled(ctx, place, userId, requestId)) return false;
    throw conflict(
      'called_just_now',
      'Not called again.',
      'Your phone was called a moment ago. Wait a little, then try again.',
    );
  }
}

async function ring(ctx: Ctx, place: Place, userId: string, to: string, from: HeldSender): Promise<string | null> {
  const who = new URLSearchParams({ a: place.agencyId, l: place.subAccountId, u: userId, n: from.numberId });
  const twilio = await twilioFor(ctx, from.twilioAccountSid);
  try {
    const { sid } = await twilio.createCall({
      from: from.e164,
      to,
      url: `${ctx.env.PUBLIC_URL}/twilio/greeting?${who}`,
      timeout: RING_S,
      timeLimit: LONGEST_S,
    });
    return sid;
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    if (cause.status >= 400 && cause.status < 500) throw notPlaced(cause);
    // It may ring all the same.
    ctx.log.error('greeting_call.unconfirmed', cause);
    return null;
  }
}

function notPlaced(cause: TwilioError): Problem {
  if (cause.status === 429) {
    const detail = 'Too many calls were placed at the same moment. Wait a few seconds and try again.';
    return new Problem(503, { code: 'busy', title: 'Not called.', detail }, { cause });
  }
  const detail = `The carrier did not place the call (error ${cause.code}). Write the greeting instead, or tell support this error.`;
  return refused('call_refused', 'Not called.', detail, { error: cause.code });
}

function noPhone(why: string): Problem {
  return refused('no_phone', 'Not called.', `${why} Enter a phone under Calls first.`);
}
