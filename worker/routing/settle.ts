import { and, eq } from 'drizzle-orm';
import { call } from '../../schema/index.ts';
import { timelineEffect } from '../contact/timeline.ts';
import type { Ctx } from '../context.ts';
import { outboxRow } from '../notification/store.ts';
import { decisionOf } from './store.ts';

/** C-2: tells the contact's timeline what became of a call, once it is over. Harmless when repeated. */
export async function settleCall(ctx: Ctx, callId: string): Promise<void> {
  const [row] = await ctx.db.read
    .select()
    .from(call)
    .where(and(eq(call.id, callId), eq(call.direction, 'in')));
  if (!row?.subAccountId) return;
  const { agencyId, subAccountId, from, to, status, durationS, answeredByUserId, startedAt } = row;
  const effects = timelineEffect({
    agencyId,
    subAccountId,
    contactIds: decisionOf(row).timeline,
    key: `call:${callId}`,
    kind: 'call',
    direction: 'in',
    at: startedAt,
    from,
    to,
    status,
    ...(durationS !== null && { durationS }),
    ...(answeredByUserId && { userId: answeredByUserId }),
  });
  const rows = effects.map(keyed => outboxRow(ctx, agencyId, keyed));
  if (!rows.length) return;
  await ctx.db.commit(rows);
  await ctx.queue.send([{ kind: 'deliver', outboxIds: rows.map(out => out.outboxId) }]);
}
