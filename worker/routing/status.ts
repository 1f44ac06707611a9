import type { Ctx } from '../context.ts';
import { isOver } from './rules/progress.ts';
import { field } from './signature.ts';
import { end, openCall } from './store.ts';
import { onlyFrom, type Webhook } from './verify.ts';

/** The caller's leg changed. Only its end matters; a final status never goes back. */
export async function noteStatus(ctx: Ctx, hook: Webhook): Promise<void> {
  if (!isOver(field(hook.form, 'CallStatus'))) return;
  const open = await openCall(ctx, { callSid: field(hook.form, 'CallSid') });
  if (!open) return;
  onlyFrom(open.twilioAccountSid, hook);
  await end(ctx, open.call, Number(field(hook.form, 'CallDuration')) || 0);
}
