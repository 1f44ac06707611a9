import { and, asc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { call, callSlot } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import { LONGEST_CALL_MS } from './fact-columns.ts';
import { end, openCall } from './store.ts';

/** No call lasts longer: four hours connected, and the ringing before. What is older was never told to be over. */
const STUCK_MS = LONGEST_CALL_MS + 30 * 60_000;
/** So long a freed slot's row answers repeats. */
const KEPT_MS = 24 * 3_600_000;
const MOST = 200;

/** Cross-tenant: frees slots that leaked and ends calls whose end nobody told. Goes by age, so doubled ticks are harmless. */
export async function sweepCalls(ctx: Ctx): Promise<void> {
  const before = ctx.now - STUCK_MS;
  const db = ctx.db.read;
  const leaked = await db
    .update(callSlot)
    .set({ freedAt: ctx.now })
    .where(and(isNull(callSlot.freedAt), lt(callSlot.takenAt, before)))
    .returning({ callSid: callSlot.callSid });
  if (leaked.length) ctx.log.warn('slots.leaked', { count: leaked.length });
  await db.delete(callSlot).where(and(isNotNull(callSlot.freedAt), lt(callSlot.takenAt, ctx.now - KEPT_MS)));
  const stuck = await db
    .select({ callSid: call.callSid })
    .from(call)
    .where(and(eq(call.direction, 'in'), isNull(call.endedAt), lt(call.startedAt, before)))
    .orderBy(asc(call.startedAt))
    .limit(MOST);
  for (const { callSid } of stuck) {
    const open = await openCall(ctx, callSid);
    if (open) await end(ctx, open, null);
  }
}
