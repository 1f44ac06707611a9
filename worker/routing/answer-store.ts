import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { call, callLeg } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Leg } from './rules/step.ts';
import { type CallRow, happens, line, type OpenCall } from './store.ts';

/** Somebody took the call in step `index`: a user, a number, or (no leg) an agent. */
export function answer(ctx: Ctx, open: OpenCall, index: number, leg: Leg | null): Promise<boolean> {
  const who = answeredBy(open, index, leg);
  const answered = ctx.db.read
    .update(call)
    .set({ status: 'answered', ...who, answeredAt: ctx.now })
    .where(and(eq(call.id, open.call.id), eq(call.step, index), isNull(call.answeredAt)));
  return happens(ctx, [answered, line(ctx, open.call, 'answered', { step: index, userId: who.answeredByUserId })]);
}

/** The phone that took the call has hung up: its user is free again. Also when its answering was never reported. */
export async function hangUp(ctx: Ctx, open: OpenCall, index: number, leg: Leg): Promise<boolean> {
  return settleAnswer(ctx, open, index, leg, 'hung_up');
}

/** a Dial is over that somebody took: whose leg was bridged is who answered, whoever pressed 1. */
export async function bridged(ctx: Ctx, open: OpenCall, index: number, legSid: string): Promise<boolean> {
  const legs = await ctx.db.read
    .select()
    .from(callLeg)
    .where(and(eq(callLeg.callId, open.call.id), eq(callLeg.step, index)));
  const accepted = legs
    .filter(leg => leg.acceptedAt !== null)
    .sort((a, b) => (b.acceptedAt ?? 0) - (a.acceptedAt ?? 0));
  const leg =
    legs.find(one => legSid !== '' && one.legSid === legSid) ??
    accepted[0] ??
    (legs.length === 1 ? legs[0] : undefined);
  // The Dial is over for all of its phones; whose own end was never told is free again nevertheless.
  await ctx.db.commit([
    ctx.db.read
      .update(callLeg)
      .set({ bridged: sql`${callLeg.to} = ${leg?.to ?? ''}`, endedAt: sql`coalesce(${callLeg.endedAt}, ${ctx.now})` })
      .where(and(eq(callLeg.callId, open.call.id), eq(callLeg.step, index))),
  ]);
  return settleAnswer(ctx, open, index, leg ?? null, 'bridged');
}

function settleAnswer(ctx: Ctx, open: OpenCall, index: number, leg: Leg | null, act: string): Promise<boolean> {
  const who = answeredBy(open, index, leg);
  const over = ctx.db.read
    .update(call)
    .set({
      status: 'answered',
      ...who,
      answeredAt: sql`coalesce(${call.answeredAt}, ${ctx.now})`,
      endedAt: sql`coalesce(${call.endedAt}, ${ctx.now})`,
    })
    .where(
      and(
        eq(call.id, open.call.id),
        eq(call.step, index),
        or(
          isNull(call.answeredAt),
          isNull(call.endedAt),
          sql`${call.answeredByUserId} is not ${who.answeredByUserId}`,
          sql`${call.status} <> 'answered'`,
        ),
      ),
    );
  return happens(ctx, [over, line(ctx, open.call, act, { step: index, userId: who.answeredByUserId })]);
}

/** The caller hung up before whoever had pressed 1 was put through: nobody took the call (U-7). */
export function notPutThrough(ctx: Ctx, open: OpenCall, index: number): Promise<boolean> {
  const nobody = { answeredByUserId: null, answeredAtNumber: null, answeredAt: null };
  const missed = ctx.db.read
    .update(call)
    .set({ status: 'abandoned', ...nobody })
    .where(and(eq(call.id, open.call.id), eq(call.step, index), eq(call.status, 'answered')));
  return happens(ctx, [missed, line(ctx, open.call, 'not_put_through', { step: index })]);
}

function answeredBy({ decision }: OpenCall, index: number, leg: Leg | null) {
  const kind = decision.steps[index]?.kind;
  const isNumber = kind === 'forward' || kind === 'number';
  return { answeredByUserId: leg?.userId ?? null, answeredAtNumber: isNumber ? (leg?.to ?? null) : null };
}

/** Somebody else than who was thought has the call: the phone that pressed 1 first was not the one put through. */
export function reassign(ctx: Ctx, open: OpenCall, index: number, leg: Leg): Promise<boolean> {
  const who = answeredBy(open, index, leg);
  const changed = ctx.db.read
    .update(call)
    .set(who)
    .where(and(eq(call.id, open.call.id), eq(call.step, index), eq(call.status, 'answered'), isNull(call.endedAt)));
  return happens(ctx, [changed, line(ctx, open.call, 'reassigned', { step: index, userId: who.answeredByUserId })]);
}

/** Another phone of the step that has accepted and not hung up. */
export async function acceptedElsewhere(ctx: Ctx, row: CallRow, index: number, leg: Leg): Promise<Leg | undefined> {
  const [other] = await ctx.db.read
    .select({ to: callLeg.to, userId: callLeg.userId })
    .from(callLeg)
    .where(
      and(
        eq(callLeg.callId, row.id),
        eq(callLeg.step, index),
        sql`${callLeg.to} <> ${leg.to}`,
        sql`${callLeg.acceptedAt} is not null`,
        isNull(callLeg.endedAt),
      ),
    );
  return other;
}

/** What one phone did, whatever came first. A leg is not audited by itself; the call it belongs to is. */
export async function noteOfLeg(
  ctx: Ctx,
  row: CallRow,
  index: number,
  leg: Leg,
  news: { legSid: string; answered?: boolean; accepted?: boolean; ended?: boolean },
): Promise<void> {
  const at = {
    legSid: news.legSid || null,
    answeredAt: news.answered ? ctx.now : null,
    acceptedAt: news.accepted ? ctx.now : null,
    endedAt: news.ended ? ctx.now : null,
  };
  await ctx.db.commit([
    ctx.db.read
      .insert(callLeg)
      .values({ callId: row.id, step: index, ...leg, rangAt: row.startedAt, ...at })
      .onConflictDoUpdate({
        target: [callLeg.callId, callLeg.step, callLeg.to],
        set: {
          legSid: sql`coalesce(${callLeg.legSid}, excluded.leg_sid)`,
          answeredAt: sql`coalesce(${callLeg.answeredAt}, excluded.answered_at)`,
          acceptedAt: sql`coalesce(${callLeg.acceptedAt}, excluded.accepted_at)`,
          endedAt: sql`coalesce(${callLeg.endedAt}, excluded.ended_at)`,
        },
      }),
  ]);
}
