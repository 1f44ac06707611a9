import type { Ctx } from '../context.ts';
import { inboundOf } from './answer-call.ts';
import { findCall } from './find-call.ts';
import { field } from './signature.ts';
import { keepMessage } from './store.ts';
import type { Webhook } from './verify.ts';

/** A message was left (R-8, S-3). Twilio says so twice, as the Record's action and as its status; it is kept once. */
export async function keepRecording(ctx: Ctx, hook: Webhook): Promise<void> {
  const open = await findCall(ctx, hook, field(hook.form, 'CallSid'), inboundOf(hook.form));
  const step = open?.decision.steps[Number(hook.query.s)];
  if (!open || step?.kind !== 'voicemail') return;
  const { agencyId, subAccountId, assignmentId, id } = open.call;
  const recordingSid = field(hook.form, 'RecordingSid');
  const durationS = Number(field(hook.form, 'RecordingDuration')) || 0;
  if (!subAccountId || !assignmentId || !recordingSid || durationS === 0) return;
  await keepMessage(ctx, {
    agencyId,
    subAccountId,
    assignmentId,
    callId: id,
    userId: step.userId ?? null,
    recordingSid,
    durationS,
  });
}
