import type { Ctx } from '../context.ts';
import { voicemailNews } from '../voicemail/tell.ts';
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
  const message = { id: ctx.id('vml'), agencyId, subAccountId, assignmentId, userId: step.userId ?? null, durationS };
  const { from, to } = open.call;
  const { contact, timeline } = open.decision;
  const caller = { from, to, callerName: contact?.name ?? null, contactIds: timeline };
  await keepMessage(ctx, { ...message, callId: id, recordingSid }, await voicemailNews(ctx, { ...message, ...caller }));
}
