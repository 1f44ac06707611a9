import type { Ctx } from '../context.ts';
import { load } from './load.ts';
import { DatabaseUnreachable, reach } from './reach.ts';
import { recordOf, storeCalls } from './record.ts';
import { decide } from './rules/decide.ts';
import type { Inbound } from './rules/facts.ts';
import { type Form, field } from './signature.ts';
import { callTwiml } from './step-twiml.ts';
import { sayTwiml } from './twiml.ts';
import { onlyFrom, type Webhook } from './verify.ts';
import { answerWithoutDatabase } from './without-database.ts';

/** A call comes in: decides once, has it written down, and says what to do first. */
export async function answerCall(ctx: Ctx, hook: Webhook): Promise<string> {
  try {
    return await decideAndAnswer(ctx, hook);
  } catch (cause) {
    if (!(cause instanceof DatabaseUnreachable)) throw cause;
    ctx.log.error('voice.database_unreachable', cause, { to: field(hook.form, 'To'), at: 'voice' });
    return answerWithoutDatabase(ctx, hook);
  }
}

/** a repeat is answered from what was decided the first time, or by deciding the same again. */
async function decideAndAnswer(ctx: Ctx, hook: Webhook): Promise<string> {
  const callSid = field(hook.form, 'CallSid');
  const inbound = inboundOf(hook.form);
  const loaded = await reach(load(ctx, callSid, inbound, { takeSlot: true }));
  if (loaded.twilioAccountSid) onlyFrom(loaded.twilioAccountSid, hook);
  if (loaded.known) return callTwiml(ctx, inbound, loaded.known, 0, hook.accountSid);
  const decision = decide(inbound, loaded.facts, ctx.now);
  const record = recordOf(ctx, callSid, inbound, loaded, decision);
  if (!record) return sayTwiml('not_in_service');
  // The record follows the answer; only where the queue does not take it does the caller wait for the database again.
  if (!(await ctx.queue.entrust({ kind: 'call', record }))) await reach(storeCalls(ctx, [record]));
  return callTwiml(ctx, inbound, decision, 0, hook.accountSid);
}

/** What Twilio's form says of the caller. */
export function inboundOf(form: Form): Inbound {
  const forwardedFrom = field(form, 'ForwardedFrom');
  return { from: field(form, 'From'), to: field(form, 'To'), ...(forwardedFrom && { forwardedFrom }) };
}
