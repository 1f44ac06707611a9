import type { Ctx } from '../context.ts';
import { inboundOf } from './answer-call.ts';
import { bridged, notPutThrough } from './answer-store.ts';
import { findCall } from './find-call.ts';
import { DatabaseUnreachable, reach } from './reach.ts';
import { isAnswered, isOver } from './rules/progress.ts';
import { field } from './signature.ts';
import { callTwiml } from './step-twiml.ts';
import { beginStep, cutOff, end, type OpenCall } from './store.ts';
import { endTwiml, sayTwiml } from './twiml.ts';
import type { Webhook } from './verify.ts';
import { forwardWithoutDatabase } from './without-database.ts';

/** A step is over: hangs up when somebody took the call, else goes one step on. */
export async function nextStep(ctx: Ctx, hook: Webhook): Promise<string> {
  try {
    return await goOn(ctx, hook);
  } catch (cause) {
    if (!(cause instanceof DatabaseUnreachable)) throw cause;
    ctx.log.error('voice.database_unreachable', cause, { to: field(hook.form, 'To'), at: 'next' });
    if (dialAnswered(hook, false)) return endTwiml('silent');
    return hook.query.k === 'forward' ? sayTwiml('apology') : forwardWithoutDatabase(ctx, hook);
  }
}

async function goOn(ctx: Ctx, hook: Webhook): Promise<string> {
  const { form } = hook;
  const open = await reach(findCall(ctx, hook, field(form, 'CallSid'), inboundOf(form)));
  const index = Number(hook.query.s);
  const done = open?.decision.steps[index];
  if (!open || !done) return dialAnswered(hook, false) ? endTwiml('silent') : sayTwiml('apology');
  const wasAnswered = open.call.step === index && open.call.answeredAt !== null;
  // An agent that passed the call on has what became of the Dial told.
  const isAgents = (done.kind === 'stream' || done.kind === 'webhook') && !field(form, 'DialCallStatus');
  if (isAgents ? wasAnswered : dialAnswered(hook, wasAnswered)) {
    await reach(bridged(ctx, open, index, field(form, 'DialCallSid')));
    return endTwiml('silent');
  }
  if (isOver(field(form, 'CallStatus'))) {
    // An agent that passed the call on had it before.
    if (field(form, 'DialCallStatus') && !('agentId' in done)) await reach(notPutThrough(ctx, open, index));
    await reach(end(ctx, open, null));
    return endTwiml('silent');
  }
  return stepOn(ctx, hook, open, index);
}

/** Begins the step behind `index`, once, and says it. */
export async function stepOn(ctx: Ctx, hook: Webhook, open: OpenCall, index: number): Promise<string> {
  const { call, decision } = open;
  const next = decision.steps[index + 1];
  if (!next) return endTwiml('silent');
  // L-6: whoever held the number no longer does, so no new leg, nor mailbox, of theirs is begun.
  if (!open.isServed) {
    await reach(cutOff(ctx, call));
    return sayTwiml('not_in_service');
  }
  if (call.step <= index) await reach(beginStep(ctx, call, index + 1, next));
  return callTwiml(ctx, call, decision, index + 1, hook.accountSid);
}

function dialAnswered(hook: Webhook, wasAnswered: boolean): boolean {
  const isBridged = field(hook.form, 'DialBridged') || undefined;
  return isAnswered({ status: field(hook.form, 'DialCallStatus'), bridged: isBridged, wasAnswered });
}
