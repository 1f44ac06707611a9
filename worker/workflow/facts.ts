import type { Ctx } from '../context.ts';
import { isCaller } from '../number/rules/phone.ts';
import { decisionOf } from '../routing/store.ts';
import type { Happened } from './fire.ts';
import { type TriggerKey, triggerOfCall } from './rules/trigger.ts';
import { assignmentSubject, callSubject, claimSubject, textSubject, voicemailSubject } from './store/subject.ts';

/** A trigger with its data as the catalogue documents it. */
export interface Told {
  trigger: TriggerKey;
  data: Record<string, unknown>;
}

/** What to tell of a happening; undefined when its subject is gone or turned out to set nothing off. */
export async function dataOf(ctx: Ctx, happened: Happened): Promise<Told | undefined> {
  const { happening, agencyId, subjectId, at } = happened;
  const as = (trigger: TriggerKey, data: Told['data'] | undefined) => data && { trigger, data };
  switch (happening) {
    case 'call_over':
      return ofCall(ctx, agencyId, subjectId);
    case 'voicemail_left':
      return as(happening, await ofVoicemail(ctx, agencyId, subjectId));
    case 'text_received':
      return as(happening, await ofText(ctx, agencyId, subjectId));
    case 'caller_claimed':
      return as(happening, await ofClaim(ctx, agencyId, subjectId));
    case 'call_answered':
    case 'call_missed':
      return undefined;
    default:
      return as(happening, await ofAssignment(ctx, { agencyId, subjectId, happening, at }));
  }
}

async function ofAssignment(ctx: Ctx, { agencyId, subjectId, happening, at }: Omit<Happened, 'subAccountId'>) {
  const row = await assignmentSubject(ctx, agencyId, subjectId);
  if (!row) return undefined;
  const { id, mode, price, currency, expiresAt, paidThrough, pastDueSince, endReason, endedAt } = row.assignment;
  const data = { assignment_id: id, ...ofNumber(row.number), ...ofUser(row.user), mode, price, currency };
  if (happening === 'number_assigned') return { ...data, expires_at: instant(expiresAt) };
  if (happening === 'number_activated') return { ...data, paid_through: instant(paidThrough) };
  if (happening === 'number_released') {
    return { ...data, reason: endReason ?? 'unassigned', ended_at: instant(endedAt ?? at) };
  }
  return { ...data, unpaid_since: instant(pastDueSince) };
}

type CallSubject = NonNullable<Awaited<ReturnType<typeof callSubject>>>;

async function ofCall(ctx: Ctx, agencyId: string, id: string): Promise<Told | undefined> {
  const row = await callSubject(ctx, agencyId, id);
  const trigger = row && triggerOfCall(row.call.status);
  if (!row || !trigger) return undefined;
  const { status, overflow, answeredAt, answeredAtNumber, durationS } = row.call;
  if (trigger === 'call_missed') return { trigger, data: { ...common(row), outcome: status, overflow } };
  const agent = agentOf(row);
  const answeredBy = row.call.answeredByUserId ? 'user' : agent ? 'agent' : 'number';
  const taken = {
    ...{ answered_by: answeredBy, ...ofUser(row.user), answered_at_number: answeredAtNumber, agent_name: agent },
    ...{ answered_at: instant(answeredAt), duration_seconds: durationS },
  };
  return { trigger, data: { ...common(row), ...taken } };
}

function agentOf({ call }: CallSubject): string | null {
  const step = decisionOf(call).steps?.[call.step];
  return step && 'agentId' in step ? step.name : null;
}

async function ofVoicemail(ctx: Ctx, agencyId: string, id: string) {
  const row = await voicemailSubject(ctx, agencyId, id);
  if (!row) return undefined;
  const { userId, durationS, at } = row.voicemail;
  return {
    voicemail_id: id,
    ...common(row),
    ...{ mailbox: userId ? 'user' : 'sub_account', ...ofUser(row.user) },
    ...{ duration_seconds: durationS, left_at: instant(at) },
  };
}

async function ofText(ctx: Ctx, agencyId: string, id: string) {
  const row = await textSubject(ctx, agencyId, id);
  if (!row) return undefined;
  const { from, unknown, body, media, at } = row.message;
  const caller = { from: callerOf(from), ...ofNumber(row.number), ...ofContact(row.contact), unknown };
  return {
    message_id: id,
    ...caller,
    source: row.source,
    ...{ body, media_count: media.length, received_at: instant(at) },
  };
}

async function ofClaim(ctx: Ctx, agencyId: string, id: string) {
  const row = await claimSubject(ctx, agencyId, id);
  if (!row) return undefined;
  const { caller, claimedAt } = row.claim;
  return { claim_id: id, caller: callerOf(caller), ...ofUser(row.user), claimed_at: instant(claimedAt) };
}

function common({ call, number, contact, source }: Omit<CallSubject, 'user'>) {
  return {
    call_id: call.id,
    from: callerOf(call.from),
    ...{ ...ofNumber(number), ...ofContact(contact), unknown: call.unknown, source },
    ...{ rule_name: call.ruleName, started_at: instant(call.startedAt) },
  };
}

const ofNumber = ({ id, e164 }: { id: string; e164: string }) => ({ number_id: id, number: e164 });

const ofUser = (user: { id: string; hostUserId: string; name: string } | null) => ({
  user_id: user?.id ?? null,
  user_host_id: user?.hostUserId ?? null,
  user_name: user?.name ?? null,
});

const ofContact = (contact: { id: string; hostContactId: string; name: string } | null) => ({
  contact_id: contact?.id ?? null,
  contact_host_id: contact?.hostContactId ?? null,
  contact_name: contact?.name ?? null,
});

/** A withheld caller, and the record that stands for one in a claim, have no number. */
function callerOf(from: string): string | null {
  return isCaller(from) ? from : null;
}

function instant(at: number): string;
function instant(at: number | null): string | null;
function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
