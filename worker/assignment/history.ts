import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import { endInWords } from './rules/end-words.ts';
import { poolNumber } from './store/candidate.ts';
import { holdersOf } from './store/history.ts';

/** Who held a number of the agency's, from when to when, and how it ended; the newest first (N-10). */
export async function numberHistory(ctx: Ctx, agencyId: string, numberId: string) {
  const rows = await holdersOf(ctx, agencyId, numberId);
  if (!rows.length && !(await poolNumber(ctx, agencyId, numberId))) throw notFound('number');
  return {
    items: rows.map(({ assignment, subAccount }) => {
      const { id, createdAt, activatedAt, endedAt, endReason, state } = assignment;
      return {
        assignmentId: id,
        subAccount,
        from: activatedAt ?? createdAt,
        to: endedAt,
        endReason,
        sentence: endInWords({ state, endReason, wasActive: activatedAt !== null, subAccount: subAccount.name }),
      };
    }),
  };
}
