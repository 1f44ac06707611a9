import { isLive } from '../assignment/rules/live.ts';
import type { Ctx } from '../context.ts';
import { DatabaseUnreachable, reach } from './reach.ts';
import { isAnswered, isOver } from './rules/progress.ts';
import { userOf } from './rules/step.ts';
import { field } from './signature.ts';
import { callTwiml } from './step-twiml.ts';
import { beginStep, cutOff, end, hangUp, openCall } from './store.ts';
import { endTwiml, sayTwiml } from './twiml.ts';
import { onlyFrom, type Webhook } from './verify.ts';
import { forwardWithoutDatabase } from './without-database.ts';

/** A Dial is over: hangs up when somebody took the call, else goes one step on. */
export async function nextStep(ctx: Ctx, hook: Webhook): Promise<string> {
  try {
    return await goOn(ctx, hook);
  } catch (cause) {
    if (!(cause instanceof DatabaseUnreachable)) throw cause;
    ctx.log.error('voice.database_unreachable', cause, { to: field(hook.form, 'To'), at: 'next' });
    if (dialAnswered(hook, false)) return endTwiml('silent');
    return hook.query.k === 'ring' ? forwardWithoutDatabase(ctx, hook) : sayTwiml('apology');
  }
}

async function goOn(ctx: Ctx, hook: Webhook): Promise<string> {
  const open = await reach(openCall(ctx, { id: hook.query.c ?? '' }));
  const index = Number(hook.query.s);
  const done = open?.decision.steps[index];
  if (!open || !done || open.call.callSid !== field(hook.form, 'CallSid')) {
    return dialAnswered(hook, false) ? endTwiml('silent') : sayTwiml('apology');
  }
  onlyFrom(open.twilioAccountSid, hook);
  const { call } = open;
  if (dialAnswered(hook, call.step === index && call.answeredAt !== null)) {
    await reach(hangUp(ctx, call, index, userOf(done)));
    return endTwiml('silent');
  }
  if (isOver(field(hook.form, 'CallStatus'))) {
    await reach(end(ctx, call, null));
    return endTwiml('silent');
  }
  const next = open.decision.steps[index + 1];
  if (!next) return endTwiml('silent');
  // L-6: whoever held the number no longer does, so no new leg, nor mailbox, of theirs is begun.
  if (!open.assignment || !isLive(open.assignment, ctx.now)) {
    await reach(cutOff(ctx, call));
    return sayTwiml('not_in_service');
  }
  if (call.step <= index) await reach(beginStep(ctx, call, index + 1, next));
  return callTwiml(ctx, call, open.decision, index + 1);
}

function dialAnswered(hook: Webhook, wasAnswered: boolean): boolean {
  const bridged = field(hook.form, 'DialBridged') || undefined;
  return isAnswered({ status: field(hook.form, 'DialCallStatus'), bridged, wasAnswered });
}
