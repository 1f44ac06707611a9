import type { Ctx } from '../context.ts';
import { lastResort } from './last-resort.ts';
import { sayTwiml } from './twiml.ts';
import type { Webhook } from './verify.ts';

/** the mirrored forwarding number of the called number, or an apology. Asks nothing of the database, then or later. */
export async function forwardWithoutDatabase(ctx: Ctx, hook: Webhook): Promise<string> {
  try {
    return await lastResort(ctx.fallback, hook.form, `${ctx.env.PUBLIC_URL}/twilio/voice/after-last-resort`);
  } catch (cause) {
    ctx.log.error('voice.mirror_unreachable', cause);
    return sayTwiml('apology');
  }
}
