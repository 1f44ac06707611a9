import type { Ctx } from '../context.ts';
import { answer, noteOfLeg } from './answer-store.ts';
import { rungPhone } from './leg.ts';
import { DatabaseUnreachable, reach } from './reach.ts';
import { field } from './signature.ts';
import { endTwiml, putThroughTwiml, whisperTwiml } from './twiml.ts';
import type { Webhook } from './verify.ts';

/** what the person who picked up hears, before they press 1. */
export function whisper(ctx: Ctx, { query }: Webhook): string {
  return whisperTwiml('You have a call.', `${ctx.env.PUBLIC_URL}/twilio/voice/accept?${new URLSearchParams(query)}`);
}

/** They pressed a key: 1 takes the call, anything else frees the leg. The call goes on even where that cannot be noted. */
export async function accept(ctx: Ctx, hook: Webhook): Promise<string> {
  if (field(hook.form, 'Digits') !== '1') return endTwiml('silent');
  try {
    await reach(noteAcceptance(ctx, hook));
  } catch (cause) {
    if (!(cause instanceof DatabaseUnreachable)) throw cause;
    ctx.log.error('voice.database_unreachable', cause, { at: 'accept' });
  }
  return putThroughTwiml();
}

async function noteAcceptance(ctx: Ctx, hook: Webhook): Promise<void> {
  const rung = await rungPhone(ctx, hook);
  if (!rung) return;
  const { open, index, leg, legSid } = rung;
  await noteOfLeg(ctx, open.call, index, leg, { legSid, answered: true, accepted: true });
  // A key pressed when the caller was gone already took nothing; a Dial that was bridged says so itself.
  if (open.call.durationS === null) await answer(ctx, open, index, leg);
}
