import { eq, sql } from 'drizzle-orm';
import { callSlot } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Question, Value } from '../edge/ask.ts';
import type { Statement } from '../edge/db.ts';
import { statement } from '../edge/packed.ts';

/**
 * a company number's slots. A call's row is written once, by its first webhook: held while `freed_at` is null, and 0
 * where none was left. So a repeat finds what the first one got, and a call that is over already takes none.
 */
const take = statement(`insert or ignore into call_slot (call_sid, number_id, taken_at, freed_at)
  select ?3, n.id, ?4, case when (select count(*) from call_slot held where held.number_id = n.id and held.freed_at is null)
    < min(50, coalesce((select c.call_limit from company_number c where c.assignment_id = a.id), 50)) then null else 0 end
  from number n join assignment a on a.number_id = n.id and a.state <> 'ended'
  where n.e164 = ?1 and n.released_at is null and n.wired_to = 'company'
    and not exists (select 1 from call c where c.call_sid = ?3)`);

/**
 * Takes a slot, if the gate opened. The count and the row are one statement, so that the limit is never passed.
 * @param given the number called, the caller, the call's id at Twilio, now
 */
export function takeSlot(given: readonly Value[], when: number): Question {
  return take(given, { when });
}

/** Frees a call's slot, once. One whose end is told before its first webhook is dealt with holds none afterwards. */
export function slotFreed(ctx: Pick<Ctx, 'db' | 'now'>, callSid: string, numberId: string): Statement {
  return ctx.db.read
    .insert(callSlot)
    .values({ callSid, numberId, takenAt: ctx.now, freedAt: ctx.now })
    .onConflictDoUpdate({
      target: callSlot.callSid,
      set: { freedAt: sql`coalesce(${callSlot.freedAt}, ${ctx.now})` },
      setWhere: eq(callSlot.callSid, callSid),
    });
}
