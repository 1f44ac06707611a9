import { isLive } from '../assignment/rules/live.ts';
import { timelineEffect } from '../contact/timeline.ts';
import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import { isAnswered, isOver } from '../routing/rules/progress.ts';
import { field } from '../routing/signature.ts';
import { onlyFrom, type Webhook } from '../routing/verify.ts';
import {
  type CallRow,
  callEnded,
  callLinked,
  callMoved,
  forgottenAcrossTenants,
  legAnswered,
  legRung,
  legsEnded,
  type OpenOutbound,
  openOutbound,
  pendingSid,
} from './call-store.ts';
import { contactTwiml, hangUpTwiml, regretTwiml } from './call-twiml.ts';
import { type OutboundStatus, unansweredAs } from './rules/call-progress.ts';
import { destination } from './rules/destination.ts';
import { happens } from './text-store.ts';

/** The user has answered their own phone (O-3). What was allowed at the click is asked once more (L-6, N-7, R-14). */
export async function connectContact(ctx: Ctx, hook: Webhook): Promise<string> {
  const open = await entitled(ctx, hook, 'CallSid');
  if (!open || open.call.endedAt !== null) return hangUpTwiml();
  const { call } = open;
  if (!mayGoOn(ctx, open)) {
    await finish(ctx, call, 'failed', null);
    return regretTwiml('refused');
  }
  await happens(ctx, [
    legAnswered(ctx, call.id, 0),
    legRung(ctx, { callId: call.id, step: 1, to: call.to, userId: null }),
  ]);
  const at = `c=${call.id}`;
  const base = `${ctx.env.PUBLIC_URL}/twilio/outbound`;
  return contactTwiml({ to: call.to, callerId: call.from, action: `${base}/next?${at}`, leg: `${base}/leg?${at}` });
}

/** The number is in service, may call, and that country is allowed. */
export function mayGoOn(ctx: Ctx, { call, assignment, callPurpose, allowedCountries }: OpenOutbound): boolean {
  const mayCall = isLive(assignment, ctx.now) && callPurpose !== 'do_not_originate';
  return mayCall && destination(call.to, '', allowedCountries).ok;
}

/** The contact's phone answered. */
export async function noteContact(ctx: Ctx, hook: Webhook): Promise<void> {
  const open = await entitled(ctx, hook, 'ParentCallSid');
  if (!open || field(hook.form, 'CallStatus') !== 'in-progress') return;
  await move(ctx, open.call, 'answered', [legAnswered(ctx, open.call.id, 1)]);
}

/** Ringing the contact is over, however it ended. */
export async function afterContact(ctx: Ctx, hook: Webhook): Promise<string> {
  const open = await entitled(ctx, hook, 'CallSid');
  if (!open) return hangUpTwiml();
  const { call } = open;
  const status = field(hook.form, 'DialCallStatus');
  const bridged = field(hook.form, 'DialBridged') || undefined;
  if (isAnswered({ status, bridged, wasAnswered: call.answeredAt !== null })) {
    await move(ctx, call, 'answered', [legAnswered(ctx, call.id, 1)]);
    return hangUpTwiml();
  }
  await move(ctx, call, unansweredAs(status), []);
  return regretTwiml('unanswered');
}

/** The user's own leg is over, and with it the call. */
export async function noteEnd(ctx: Ctx, hook: Webhook): Promise<void> {
  const status = field(hook.form, 'CallStatus');
  if (!isOver(status)) return;
  const open = await entitled(ctx, hook, 'CallSid');
  if (open) await finish(ctx, open.call, unansweredAs(status), Number(field(hook.form, 'CallDuration')) || 0);
}

/** Ends a call once, and writes it on the contacts' timelines (C-2). @param unanswered what it is if nobody answered */
export async function finish(
  ctx: Ctx,
  call: CallRow,
  unanswered: 'missed' | 'failed',
  durationS: number | null,
): Promise<void> {
  const { id, agencyId, subAccountId, from, to, startedAt: at, placedByUserId } = call;
  const status = call.status === 'answered' ? 'answered' : unanswered;
  const { timeline = [] } = call.decision as { timeline?: string[] };
  const news = timelineEffect({
    agencyId,
    subAccountId: subAccountId ?? '',
    contactIds: timeline,
    key: `call:${id}`,
    kind: 'call',
    direction: 'out',
    at,
    from,
    to,
    status,
    ...(durationS !== null && { durationS }),
    ...(placedByUserId && { userId: placedByUserId }),
  });
  const changes = [...callEnded(ctx, call, unanswered, durationS), legsEnded(ctx, id)];
  await unlessKnown(commitWith(ctx, agencyId, changes, news));
}

/** Cross-tenant: gives up outgoing calls that Twilio tells nothing more of, so that they do not go on for ever. */
export async function sweepOutgoingCalls(ctx: Ctx): Promise<void> {
  for (const call of await forgottenAcrossTenants(ctx)) await finish(ctx, call, 'failed', null);
}

/** The call a webhook names, if it comes from its account and speaks of this very call; learns Twilio's id by the way. */
export async function entitled(ctx: Ctx, hook: Webhook, sidField: string): Promise<OpenOutbound | undefined> {
  const open = await openOutbound(ctx, hook.query.c ?? '');
  if (!open) return undefined;
  onlyFrom(open.twilioAccountSid, hook);
  const { call } = open;
  const callSid = field(hook.form, sidField);
  if (call.callSid === callSid) return open;
  if (!callSid || call.callSid !== pendingSid(call.id)) return undefined;
  await happens(ctx, [callLinked(ctx, call.id, callSid)]);
  return open;
}

/** What became of a call, unless more is known already. @param more statements of the same batch */
export function move(ctx: Ctx, call: CallRow, status: OutboundStatus, more: Statement[]): Promise<void> {
  return unlessKnown(ctx.db.commit([...callMoved(ctx, call, status), ...more]));
}

async function unlessKnown(commit: Promise<unknown>): Promise<void> {
  try {
    await commit;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
}
