import { and, eq, isNull, like, lt, or, sql } from 'drizzle-orm';
import { agency, assignment, call, callLeg, number } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { type OutboundStatus, outboundStatusesBefore } from './rules/call-progress.ts';
import type { Place } from './store.ts';

type Db = Pick<Ctx, 'db' | 'now' | 'actor'>;
export type CallRow = typeof call.$inferSelect;

const MINUTE = 60_000;
/** A call nobody told us the end of hinders the next one so long at most. */
const LONGEST_CALL_MS = 4 * 60 * MINUTE;
/** A call that Twilio never confirmed is given up after so long. */
const UNCONFIRMED_MS = 2 * MINUTE;

/** Stands for Twilio's id until Twilio has told it. */
export function pendingSid(callId: string): string {
  return `pending:${callId}`;
}

export async function outgoingCallOf(ctx: Pick<Ctx, 'db'>, place: Place, id: string): Promise<CallRow | undefined> {
  const [row] = await ctx.db.read
    .select()
    .from(call)
    .where(and(eq(call.agencyId, place.agencyId), eq(call.subAccountId, place.subAccountId), eq(call.id, id)));
  return row;
}

/** An outgoing call for a signed webhook that names it: the signature entitles, there is no tenant in the request. */
export async function openOutbound(ctx: Pick<Ctx, 'db'>, id: string) {
  const [row] = await ctx.db.read
    .select({
      call,
      assignment: { state: assignment.state, endsAt: assignment.endsAt },
      twilioAccountSid: number.twilioAccountSid,
      wiredAgentId: number.wiredAgentId,
      callPurpose: number.callPurpose,
      allowedCountries: agency.allowedCountries,
    })
    .from(call)
    .innerJoin(number, eq(number.id, call.numberId))
    .innerJoin(assignment, eq(assignment.id, call.assignmentId))
    .innerJoin(agency, eq(agency.id, call.agencyId))
    .where(and(eq(call.id, id), eq(call.direction, 'out')));
  return row;
}

export type OpenOutbound = NonNullable<Awaited<ReturnType<typeof openOutbound>>>;

/**
 * A new outgoing call with its leg to the user's own phone. The whole batch is refused on `audit_changed` when that user
 * has another call under way (O-3), and on `call.id` when it is a repeat.
 */
export function callPlaced(
  ctx: Db,
  row: typeof call.$inferInsert & { subAccountId: string; placedByUserId: string },
  phone: string,
): Statement[] {
  const isOnlyOne = ctx.db.read
    .update(call)
    .set({ step: 0 })
    .where(
      and(
        eq(call.id, row.id),
        sql`not exists (select 1 from call other where other.ended_at is null
          and other.started_at > ${ctx.now - LONGEST_CALL_MS} and other.direction = 'out'
          and other.placed_by_user_id = ${row.placedByUserId} and other.id <> ${row.id}
          and (other.call_sid not like 'pending:%' or other.started_at > ${ctx.now - UNCONFIRMED_MS}))`,
      ),
    );
  return [
    ctx.db.read.insert(call).values(row),
    callLine(ctx, row, 'placed', { from: row.from, to: row.to }),
    isOnlyOne,
    callLine(ctx, row, 'own_phone_rung', { userId: row.placedByUserId }),
    legRung(ctx, { callId: row.id, step: 0, to: phone, userId: row.placedByUserId }),
  ];
}

/** A new call of an agent's, with its leg to the contact (O-5). The whole batch is refused on `call.id` when it is a repeat. */
export function agentCallPlaced(ctx: Db, row: typeof call.$inferInsert & { placedByAgentId: string }): Statement[] {
  const { from, to, placedByAgentId: agentId } = row;
  return [
    ctx.db.read.insert(call).values(row),
    callLine(ctx, row, 'placed', { from, to, agentId }),
    legRung(ctx, { callId: row.id, step: 1, to, userId: null }),
  ];
}

export function legRung(ctx: Db, leg: { callId: string; step: 0 | 1; to: string; userId: string | null }): Statement {
  return ctx.db.read
    .insert(callLeg)
    .values({ ...leg, rangAt: ctx.now })
    .onConflictDoNothing();
}

/** A phone took the call: the user's own, who is then on a call, or the contact's, which is connected with it. */
export function legAnswered(ctx: Db, callId: string, step: 0 | 1): Statement {
  return ctx.db.read
    .update(callLeg)
    .set({ answeredAt: ctx.now, acceptedAt: ctx.now, bridged: step === 1 })
    .where(and(eq(callLeg.callId, callId), eq(callLeg.step, step), isNull(callLeg.answeredAt)));
}

export function legsEnded(ctx: Db, callId: string): Statement {
  return ctx.db.read
    .update(callLeg)
    .set({ endedAt: ctx.now })
    .where(and(eq(callLeg.callId, callId), isNull(callLeg.endedAt)));
}

/** Twilio's id of the call, as soon as anything of Twilio's tells it. Changes nothing when it is known. */
export function callLinked(ctx: Pick<Ctx, 'db'>, callId: string, callSid: string): Statement {
  return ctx.db.read
    .update(call)
    .set({ callSid })
    .where(and(eq(call.id, callId), eq(call.callSid, pendingSid(callId))));
}

/** What became of it, unless more is known already. */
export function callMoved(ctx: Db, row: CallRow, status: OutboundStatus): Statement[] {
  const moved = ctx.db.read
    .update(call)
    .set({ status, ...(status === 'answered' && { answeredAt: sql`coalesce(${call.answeredAt}, ${ctx.now})` }) })
    .where(and(eq(call.id, row.id), sql`${call.status} in ${outboundStatusesBefore(status)}`));
  return [moved, callLine(ctx, row, status, {})];
}

/** It is over; what never was answered was missed, or failed. @param durationS of the connected call, when Twilio said */
export function callEnded(ctx: Db, row: CallRow, status: OutboundStatus, durationS: number | null): Statement[] {
  const ended = ctx.db.read
    .update(call)
    .set({
      status: sql`case when ${call.status} in ${outboundStatusesBefore(status)} then ${status} else ${call.status} end`,
      endedAt: sql`coalesce(${call.endedAt}, ${ctx.now})`,
      durationS: sql`coalesce(${call.durationS}, ${durationS})`,
    })
    .where(and(eq(call.id, row.id), or(isNull(call.endedAt), durationS === null ? undefined : isNull(call.durationS))));
  return [ended, callLine(ctx, row, 'ended', { durationS })];
}

/** Cross-tenant: outgoing calls that Twilio never confirmed, or never told the end of. */
export function forgottenAcrossTenants(ctx: Pick<Ctx, 'db' | 'now'>): Promise<CallRow[]> {
  const isForgotten = or(
    lt(call.startedAt, ctx.now - LONGEST_CALL_MS - 30 * MINUTE),
    and(lt(call.startedAt, ctx.now - 5 * MINUTE), like(call.callSid, 'pending:%')),
  );
  return ctx.db.read
    .select()
    .from(call)
    .where(and(isNull(call.endedAt), eq(call.direction, 'out'), lt(call.startedAt, ctx.now - 5 * MINUTE), isForgotten))
    .limit(200);
}

function callLine(
  ctx: Db,
  row: { id: string; agencyId: string; subAccountId?: string | null | undefined },
  act: string,
  after: Record<string, unknown>,
): Statement {
  const { agencyId, subAccountId = null } = row;
  return auditLine(ctx, { agencyId, subAccountId, entity: 'call', entityId: row.id, act, after });
}
