import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { assignment, call, callLeg, callSlot, number, voicemail } from '../../schema/index.ts';
import { isLive } from '../assignment/rules/live.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { outboxRow } from '../notification/store.ts';
import { triggered } from '../workflow/fire.ts';
import type { Decision } from './rules/decide.ts';
import { replacedBy, statusAt } from './rules/progress.ts';
import { legsOf, type Step } from './rules/step.ts';

export type CallRow = typeof call.$inferSelect;

/** A call with what its next step depends on: whether its number still serves its holder (L-6), and whose requests may speak of it. */
export interface OpenCall {
  call: CallRow;
  decision: Decision;
  isServed: boolean;
  wiredTo: string | null;
  twilioAccountSid: string;
  /** The record was not there yet: its first webhook may still be under way. */
  isAnew?: boolean;
}

/** The decision as `decide` made it; only `storeCalls` writes the column. */
export function decisionOf(row: Pick<CallRow, 'decision'>): Decision {
  return row.decision as unknown as Decision;
}

/** An inbound call by Twilio's id; the webhook's signature is what entitles to it, there is no tenant in the request. */
export async function openCall(ctx: Ctx, callSid: string): Promise<OpenCall | undefined> {
  const [row] = await ctx.db.read
    .select({
      call,
      assignment: { state: assignment.state, endsAt: assignment.endsAt },
      wiredTo: number.wiredTo,
      twilioAccountSid: number.twilioAccountSid,
    })
    .from(call)
    .innerJoin(number, eq(number.id, call.numberId))
    .leftJoin(assignment, eq(assignment.id, call.assignmentId))
    .where(and(eq(call.callSid, callSid), eq(call.direction, 'in')));
  if (!row) return undefined;
  // the agency's own agent answers a number that is not assigned.
  const isServed = row.assignment
    ? isLive(row.assignment, ctx.now)
    : row.call.assignmentId === null && row.wiredTo === 'agent';
  const { call: found, wiredTo, twilioAccountSid } = row;
  return { call: found, decision: decisionOf(found), isServed, wiredTo, twilioAccountSid };
}

/** Begins step `index`, once; what was noted of an earlier step's phone no longer holds. */
export function beginStep(ctx: Ctx, row: CallRow, index: number, step: Step): Promise<boolean> {
  const nobody = { answeredByUserId: null, answeredAtNumber: null, answeredAt: null, endedAt: null };
  const begun = ctx.db.read
    .update(call)
    .set({ step: index, status: statusAt(step), ...nobody })
    // One whose end the carrier has told begins nothing any more.
    .where(and(eq(call.id, row.id), lt(call.step, index), isNull(call.durationS)));
  const legs = legsOf(step).map(leg => ({ callId: row.id, step: index, ...leg, rangAt: ctx.now }));
  return happens(ctx, [
    legsOver(ctx, row.id, index),
    begun,
    line(ctx, row, 'step', { step: index, kind: step.kind }),
    ...(legs.length ? [ctx.db.read.insert(callLeg).values(legs).onConflictDoNothing()] : []),
  ]);
}

/** Nothing more is begun because the number's holder no longer holds it (L-6). */
export function cutOff(ctx: Ctx, row: CallRow): Promise<boolean> {
  const cut = ctx.db.read
    .update(call)
    .set({ status: 'missed' })
    .where(and(eq(call.id, row.id), inArray(call.status, replacedBy('missed'))));
  return happens(ctx, [cut, line(ctx, row, 'cut_off', {})]);
}

/** News that may still overtake the end of a call: a phone that answered, a message that was left. */
const LATE_NEWS_S = 3;

/**
 * The caller's leg is over; while a phone still rang that means they gave up. Frees the call's slot, once, and has the
 * contact's timeline told. @param durationS as the carrier counts it, when it said
 */
export async function end(ctx: Ctx, { call: row, decision }: OpenCall, durationS: number | null): Promise<boolean> {
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
  const told = toldAtEnd(ctx, row, decision).map(keyed => outboxRow(ctx, row.agencyId, keyed));
  const changed = await changedBy(ctx, [
    slotFree(ctx, row.callSid),
    legsOver(ctx, row.id),
    ended,
    line(ctx, row, 'ended', { durationS }),
    ...told,
  ]);
  const step = decision.steps[row.step];
  const isUnsure = step?.kind === 'voicemail' || (step !== undefined && 'pressOne' in step && step.pressOne);
  const mayChange = row.status === 'in_progress' || isUnsure;
  const outboxIds = told.filter((_, n) => changed?.at(n - told.length)).map(out => out.outboxId);
  if (outboxIds.length) {
    await ctx.queue.send([{ kind: 'deliver', outboxIds }], mayChange ? LATE_NEWS_S : undefined);
  }
  return changed !== undefined;
}

/** What a call came to is told to the contact's timeline (C-2), and to workflows where one listens (W-1). */
function toldAtEnd(ctx: Ctx, { id, agencyId, subAccountId }: CallRow, { timeline }: Decision): KeyedEffect[] {
  const over = { key: `call_over:${id}`, effect: { kind: 'call_over' as const, callId: id } };
  const heard = triggered({ happening: 'call_over', agencyId, subAccountId, subjectId: id, at: ctx.now });
  return timeline.length ? [over, heard] : [heard];
}

/** Without its caller no phone of a call rings or talks any more, also where that phone's own end is never told. */
function legsOver(ctx: Ctx, callId: string, before?: number): Statement {
  return ctx.db.read
    .update(callLeg)
    .set({ endedAt: ctx.now })
    .where(
      and(
        eq(callLeg.callId, callId),
        isNull(callLeg.endedAt),
        before === undefined ? undefined : lt(callLeg.step, before),
      ),
    );
}

/** in the same batch as the end itself, so that a slot is freed with the call and only then. */
function slotFree(ctx: Ctx, callSid: string): Statement {
  return ctx.db.read
    .update(callSlot)
    .set({ freedAt: ctx.now })
    .where(and(eq(callSlot.callSid, callSid), isNull(callSlot.freedAt)));
}

/** Keeps a message that was left, once per recording, and tells of it (S-3). @param news mails and timeline entries */
export async function keepMessage(
  ctx: Ctx,
  message: Omit<typeof voicemail.$inferInsert, 'at'>,
  news: readonly KeyedEffect[],
): Promise<void> {
  const { id, agencyId, subAccountId, callId, userId, durationS } = message;
  const after = { callId, userId, durationS };
  try {
    await commitWith(
      ctx,
      agencyId,
      [
        ctx.db.read.insert(voicemail).values({ ...message, at: ctx.now }),
        auditLine(ctx, { agencyId, subAccountId, entity: 'voicemail', entityId: id, act: 'left', after }),
        ctx.db.read
          .update(call)
          .set({ status: 'voicemail' })
          .where(and(eq(call.id, callId), inArray(call.status, replacedBy('voicemail')))),
      ],
      news,
    );
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
}

/** Commits, or finds that it has happened already: then nothing changes. */
export async function happens(ctx: Ctx, statements: Statement[]): Promise<boolean> {
  return (await changedBy(ctx, statements)) !== undefined;
}

/** The rows that each statement changed; undefined where it has happened already. */
async function changedBy(ctx: Ctx, statements: Statement[]): Promise<number[] | undefined> {
  try {
    return await ctx.db.commit(statements);
  } catch (cause) {
    if (cause instanceof LostRace) return undefined;
    throw cause;
  }
}

/** The audit line of a call. */
export function line(
  ctx: Ctx,
  row: { id: string; agencyId: string; subAccountId?: string | null | undefined },
  act: string,
  after: Record<string, unknown>,
): Statement {
  const { agencyId, subAccountId = null } = row;
  return auditLine(ctx, { agencyId, subAccountId, entity: 'call', entityId: row.id, act, after });
}
