import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import { conflict } from '../problem.ts';
import { mailTo } from './move.ts';
import { loadAssignment, reminderDue } from './store/assignment.ts';

const HOUR = 3_600_000;

/** Sends the mail with the way to pay again (P-2), at most once an hour. */
export async function remind(ctx: Ctx, agencyId: string, assignmentId: string): Promise<{ sentAt: number }> {
  const held = await loadAssignment(ctx, agencyId, assignmentId);
  const { row } = held;
  if (row.state !== 'pending') {
    throw conflict('not_pending', 'Not sent.', 'This number is not waiting for a payment any more. Reload the page.');
  }
  const line = { agencyId, subAccountId: row.subAccountId, entity: 'assignment', entityId: row.id, act: 'reminded' };
  try {
    await commitWith(
      ctx,
      agencyId,
      [reminderDue(ctx, row, ctx.now - HOUR), auditLine(ctx, line)],
      [mailTo(held, 'number_pending', `${row.id}:${ctx.now}`)],
    );
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    throw conflict('reminded_recently', 'Not sent.', 'A reminder went out less than an hour ago. Try again later.');
  }
  return { sentAt: ctx.now };
}
