import type { Ctx } from '../context.ts';
import { userOf } from './rules/step.ts';
import { field } from './signature.ts';
import { answer, hangUp, openCall } from './store.ts';
import { onlyFrom, type Webhook } from './verify.ts';

/** What a rung phone did: who is on the call, and since when (R-9's *already on a call*). Late news of a past step is none. */
export async function noteLeg(ctx: Ctx, hook: Webhook): Promise<void> {
  const open = await openCall(ctx, { id: hook.query.c ?? '' });
  const index = Number(hook.query.s);
  const step = open?.decision.steps[index];
  if (!open || !step || open.call.callSid !== field(hook.form, 'ParentCallSid')) return;
  onlyFrom(open.twilioAccountSid, hook);
  const userId = userOf(step);
  if (userId !== (hook.query.u ?? null)) return;
  const status = field(hook.form, 'CallStatus');
  if (status === 'in-progress') await answer(ctx, open.call, index, userId);
  if (status === 'completed') await hangUp(ctx, open.call, index, userId);
}
