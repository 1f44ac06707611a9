import type { Ctx } from '../context.ts';
import type { ListedCall, ListedText, TwilioClient } from '../edge/twilio.ts';
import { type News, noteNews } from '../routing/news.ts';
import type { Webhook } from '../routing/verify.ts';

/** A text that never reached us is taken in as of when it came, as if its webhook had. */
export async function takeInText(ctx: Ctx, twilio: TwilioClient, text: ListedText): Promise<void> {
  const media = text.mediaCount ? await twilio.media(text.sid) : [];
  const form = {
    ...{ AccountSid: twilio.account.sid, MessageSid: text.sid },
    ...{ From: text.from, To: text.to, Body: text.body, NumMedia: String(media.length) },
    ...Object.fromEntries(media.map((url, n) => [`MediaUrl${n}`, url])),
  };
  const hook: Webhook = { form, accountSid: twilio.account.sid, query: {} };
  ctx.log.info('catch_up.text', { sid: text.sid, to: text.to });
  await note(ctx, { about: 'text', hook, at: text.at });
}

/** A call that never reached us is written down as it went: whom the second Worker rang, if anybody, and who answered. */
export async function takeInCall(ctx: Ctx, twilio: TwilioClient, call: ListedCall): Promise<void> {
  const accountSid = twilio.account.sid;
  const rung = (await twilio.legsOf(call.sid)).at(0);
  const form = {
    ...{ AccountSid: accountSid, CallSid: call.sid, From: call.from, To: call.to },
    ...{ Direction: 'inbound', CallStatus: call.status, CallDuration: String(call.durationS) },
    ...(call.forwardedFrom && { ForwardedFrom: call.forwardedFrom }),
  };
  const hook: Webhook = { form, accountSid, query: { to: rung?.to ?? '', away: '1' } };
  ctx.log.info('catch_up.call', { sid: call.sid, to: call.to });
  await note(ctx, { about: 'unreached', hook, at: call.at });
  const endedAt = call.endedAt ?? call.at + call.durationS * 1000;
  if (rung) {
    const isTaken = rung.status === 'completed' && rung.durationS > 0;
    const dialled = {
      ...{ DialCallSid: rung.sid, DialCallStatus: rung.status },
      ...{ DialBridged: String(isTaken), DialCallDuration: String(rung.durationS) },
    };
    const after = { ...hook, form: { ...form, CallStatus: 'in-progress', ...dialled } };
    await note(ctx, { about: 'passed_on', hook: after, at: endedAt });
  }
  await note(ctx, { about: 'status', hook, at: endedAt });
}

/** What cannot be noted now goes through the queue by itself, so that it holds nothing else up. */
async function note(ctx: Ctx, news: News): Promise<void> {
  try {
    await noteNews(ctx, news);
  } catch (cause) {
    if (!(await ctx.queue.entrust({ kind: 'news', news }))) throw cause;
    ctx.log.error('catch_up.kept_for_later', cause, { about: news.about });
  }
}
