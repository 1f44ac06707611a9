import type { Ctx } from '../context.ts';
import { field } from '../routing/signature.ts';
import { onlyFrom, type Webhook } from '../routing/verify.ts';
import { noteText } from './hand-over.ts';
import { textStatusOf } from './rules/text-status.ts';
import { outgoing } from './text-store.ts';

/** Twilio tells how a text stands (O-4), in any order, and at times before its answer to our sending it has arrived. */
export async function noteTextStatus(ctx: Ctx, hook: Webhook): Promise<void> {
  const found = await outgoing(ctx, hook.query.m ?? '');
  const status = textStatusOf(field(hook.form, 'MessageStatus'));
  if (!found || !status) return;
  onlyFrom(found.twilioAccountSid, hook);
  const { message } = found;
  const messageSid = field(hook.form, 'MessageSid');
  if (!messageSid || (message.messageSid && message.messageSid !== messageSid)) {
    ctx.log.warn('text.other_status', { id: message.id, messageSid });
    return;
  }
  const hasFailed = status === 'failed' || status === 'undelivered';
  // Without a code the carrier gave no reason: 30008 says so in words.
  const errorCode = hasFailed ? field(hook.form, 'ErrorCode') || '30008' : null;
  await noteText(ctx, message, { messageSid, status, errorCode });
}
