import type { Ctx } from '../context.ts';
import { inboundOf } from './answer-call.ts';
import { findCall } from './find-call.ts';
import { isOver } from './rules/progress.ts';
import { field } from './signature.ts';
import { slotFreed } from './slot.ts';
import { end } from './store.ts';
import type { Webhook } from './verify.ts';

/** The caller's leg changed. Only its end matters; a final status never goes back. */
export async function noteStatus(ctx: Ctx, hook: Webhook): Promise<void> {
  const { form } = hook;
  if (!isOver(field(form, 'CallStatus'))) return;
  const isInbound = field(form, 'Direction') === 'inbound';
  const inbound = isInbound ? inboundOf(form) : { from: '', to: '' };
  const open = await findCall(ctx, hook, field(form, 'CallSid'), inbound);
  if (!open) return;
  await end(ctx, open, Number(field(form, 'CallDuration')) || 0);
  // The end may be told before the first webhook is dealt with; that one then finds its slot freed already.
  if (open.isAnew && open.wiredTo === 'company')
    await ctx.db.commit([slotFreed(ctx, open.call.callSid, open.call.numberId)]);
}
