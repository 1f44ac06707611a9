import type { Ctx } from '../context.ts';
import { afterLastResort, forwardTwiml, mirroredNumber } from './last-resort.ts';
import type { Webhook } from './verify.ts';

const AFTER = '/twilio/voice/after-last-resort';

/** the mirrored forwarding number of the called number, or an apology. Asks nothing of the database, then or later. */
export async function forwardWithoutDatabase(ctx: Ctx, hook: Webhook): Promise<string> {
  const to = await mirrored(ctx, hook);
  const goingOn = new URLSearchParams({ on: to ?? '' });
  return forwardTwiml(to, hook.form, `${ctx.env.PUBLIC_URL}${AFTER}?${goingOn}`);
}

/** The same for a new call, which the queue has written down once the database is back. */
export async function answerWithoutDatabase(ctx: Ctx, hook: Webhook): Promise<string> {
  const to = await mirrored(ctx, hook);
  const passedTo = new URLSearchParams({ to: to ?? '' });
  await ctx.queue.entrust({ kind: 'news', news: unreached(ctx, 'unreached', hook, to ?? '') });
  return forwardTwiml(to, hook.form, `${ctx.env.PUBLIC_URL}${AFTER}?${passedTo}`);
}

/** What follows the Dial to a mirrored number. It is stateless; what became of the call is kept for later. */
export async function afterWithoutDatabase(ctx: Ctx, hook: Webhook): Promise<string> {
  const { to, on } = hook.query;
  if (to) await ctx.queue.entrust({ kind: 'news', news: unreached(ctx, 'passed_on', hook, to) });
  if (on) await ctx.queue.entrust({ kind: 'news', news: unreached(ctx, 'went_on', hook, on) });
  return afterLastResort(hook.form);
}

function unreached(ctx: Ctx, about: 'unreached' | 'passed_on' | 'went_on', hook: Webhook, to: string) {
  return { about, hook: { ...hook, query: { to } }, at: ctx.now };
}

async function mirrored(ctx: Ctx, hook: Webhook): Promise<string | undefined> {
  try {
    return await mirroredNumber(ctx.fallback, hook.form);
  } catch (cause) {
    ctx.log.error('voice.mirror_unreachable', cause);
    return undefined;
  }
}
