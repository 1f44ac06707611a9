import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { assignment, call, number, voicemail } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import type { Decision } from './rules/decide.ts';
import { replacedBy, statusAt } from './rules/progress.ts';
import type { Step } from './rules/step.ts';

export type CallRow = typeof call.$inferSelect;

/** A call with what its next step depends on: whether its assignment still lives (L-6), and whose requests may speak of it. */
export interface OpenCall {
  call: CallRow;
  decision: Decision;
  assignment: { state: (typeof assignment.$inferSelect)['state']; endsAt: number | null } | null;
  twilioAccountSid: string;
}

/** The decision as `decide` made it; only `storeCall` writes the column. */
export function decisionOf(row: CallRow): Decision {
  return row.decision as unknown as Decision;
}

/** Writes a new call down. Throws `LostRace` when the same CallSid is there already. */
export async function storeCall(ctx: Ctx, row: Omit<typeof call.$inferInsert, 'decision'>, decision: Decision) {
  const stored = { ...row, decision: { ...decision } };
  await ctx.db.commit([
    ctx.db.read.insert(call).values(stored),
    line(ctx, row, 'received', { outcome: decision.outcome }),
  ]);
}

/** A call by our id or by Twilio's; the webhook's signature is what entitles to it, there is no tenant in the request. */
export async function openCall(ctx: Ctx, by: { id: string } | { callSid: string }): Promise<OpenCall | undefined> {
  const [row] = await ctx.db.read
    .select({
      call,
      assignment: { state: assignment.state, endsAt: assignment.endsAt },
      twilioAccountSid: number.twilioAccountSid,
    })
    .from(call)
    .innerJoin(number, eq(number.id, call.numberId))
    .leftJoin(assignment, eq(assignment.id, call.assignmentId))
    .where('id' in by ? eq(call.id, by.id) : eq(call.callSid, by.callSid));
  return row && { ...row, decision: decisionOf(row.call) };
}

/** Begins step `index`, once; what was noted of an earlier step's phone no longer holds. */
export function beginStep(ctx: Ctx, row: CallRow, index: number, step: Step): Promise<boolean> {
  const begun = ctx.db.read
    .update(call)
    .set({ step: index, status: statusAt(step), answeredByUserId: null, answeredAt: null, endedAt: null })
    .where(and(eq(call.id, row.id), lt(call.step, index)));
  return happens(ctx, [begun, line(ctx, row, 'step', { step: index, kind: step.kind })]);
}

/** The phone rung by step `index` took the call; `userId` is null at a forwarding number. */
export function answer(ctx: Ctx, row: CallRow, index: number, userId: string | null): Promise<boolean> {
  const answered = ctx.db.read
    .update(call)
    .set({ status: 'answered', answeredByUserId: userId, answeredAt: ctx.now })
    .where(and(eq(call.id, row.id), eq(call.step, index), isNull(call.answeredAt)));
  return happens(ctx, [answered, line(ctx, row, 'answered', { step: index, userId })]);
}

/** The phone that took the call has hung up: its user is free again. Also when its answering was never reported. */
export function hangUp(ctx: Ctx, row: CallRow, index: number, userId: string | null): Promise<boolean> {
  const over = ctx.db.read
    .update(call)
    .set({
      status: 'answered',
      answeredByUserId: userId,
      answeredAt: sql`coalesce(${call.answeredAt}, ${ctx.now})`,
      endedAt: sql`coalesce(${call.endedAt}, ${ctx.now})`,
    })
    .where(and(eq(call.id, row.id), eq(call.step, index), or(isNull(call.answeredAt), isNull(call.endedAt))));
  return happens(ctx, [over, line(ctx, row, 'hung_up', { step: index, userId })]);
}

/** Nothing more is begun because the number's holder no longer holds it (L-6). */
export function cutOff(ctx: Ctx, row: CallRow): Promise<boolean> {
  const cut = ctx.db.read
    .update(call)
    .set({ status: 'missed' })
    .where(and(eq(call.id, row.id), inArray(call.status, replacedBy('missed'))));
  return happens(ctx, [cut, line(ctx, row, 'cut_off', {})]);
}

/** The caller's leg is over; while a phone still rang that means they gave up. @param durationS as the carrier counts it, when it said */
export function end(ctx: Ctx, row: CallRow, durationS: number | null): Promise<boolean> {
  const ended = ctx.db.read
    .update(call)
    .set({
      status: sql`case ${call.status} when 'in_progress' then 'abandoned' else ${call.status} end`,
      endedAt: sql`coalesce(${call.endedAt}, ${ctx.now})`,
      durationS: sql`coalesce(${call.durationS}, ${durationS})`,
    })
    .where(
      and(
        eq(call.id, row.id),
        or(
          isNull(call.endedAt),
          eq(call.status, 'in_progress'),
          durationS === null ? undefined : isNull(call.durationS),
        ),
      ),
    );
  return happens(ctx, [ended, line(ctx, row, 'ended', { durationS })]);
}

/** Keeps a message that was left, once per recording (S-3). */
export function keepMessage(ctx: Ctx, message: Omit<typeof voicemail.$inferInsert, 'id' | 'at'>): Promise<boolean> {
  const id = ctx.id('vml');
  const { agencyId, subAccountId, callId, userId } = message;
  return happens(ctx, [
    ctx.db.read.insert(voicemail).values({ ...message, id, at: ctx.now }),
    auditLine(ctx, {
      agencyId,
      subAccountId,
      entity: 'voicemail',
      entityId: id,
      act: 'left',
      after: { callId, userId, durationS: message.durationS },
    }),
    ctx.db.read
      .update(call)
      .set({ status: 'voicemail' })
      .where(and(eq(call.id, callId), inArray(call.status, replacedBy('voicemail')))),
  ]);
}

/** Commits, or finds that it has happened already: then nothing changes. */
async function happens(ctx: Ctx, statements: Statement[]): Promise<boolean> {
  try {
    await ctx.db.commit(statements);
    return true;
  } catch (cause) {
    if (cause instanceof LostRace) return false;
    throw cause;
  }
}

function line(
  ctx: Ctx,
  row: { id: string; agencyId: string; subAccountId?: string | null | undefined },
  act: string,
  after: Record<string, unknown>,
): Statement {
  const { agencyId, subAccountId = null } = row;
  return auditLine(ctx, { agencyId, subAccountId, entity: 'call', entityId: row.id, act, after });
}
