import { attempt } from '../company-number/attempt.ts';
import { type Ctx, type Person, stableId } from '../context.ts';
import { conflict } from '../problem.ts';
import type { PoolPurposes } from './shape.ts';
import { cursorOf, poolRows } from './store/pool-page.ts';
import { poolResultInsert, poolResultOf } from './store/pool-result.ts';
import { heldByIds, type Purposed, purposesSet } from './store/purpose.ts';

/** So many numbers are changed in one batch; the rest of what fits is asked for with the cursor. */
export const PART = 500;

export interface PurposesOutcome {
  requestId: string;
  changed: number;
  /** They called for that already. */
  same: number;
  /** Those that are not in the pool, as they were named. */
  rejected: string[];
  /** Where the next part begins; null when all is done. */
  next: string | null;
}

/**
 * N-7 for all numbers that were chosen, or that fit a filter, a part at a time. Every number is judged by itself: one
 * that has left the pool harms no other. The same request id finds what came of its part and repeats nothing.
 */
export function setPurposes(ctx: Ctx, person: Person, request: PoolPurposes): Promise<PurposesOutcome> {
  const { agencyId, userId } = person;
  const { requestId, purpose } = request;
  return attempt('Not saved.', async () => {
    const asked = await stableId('ask', JSON.stringify({ ...request, requestId: '' }));
    const earlier = await poolResultOf(ctx, agencyId, requestId);
    if (earlier && earlier.asked !== asked) throw reused();
    if (earlier) return earlier.result as PurposesOutcome;
    const { held, rejected, next } = await partOf(ctx, agencyId, request);
    const changes = held.filter(was => was.callPurpose !== purpose);
    const counts = { changed: changes.length, same: held.length - changes.length };
    const outcome = { requestId, ...counts, rejected, next };
    await ctx.db.commit([
      ...(changes.length ? purposesSet(ctx, agencyId, changes, purpose) : []),
      poolResultInsert(ctx, { agencyId, requestId, asked, result: outcome, byId: userId, at: ctx.now }),
    ]);
    return outcome;
  });
}

interface Part {
  held: Purposed[];
  rejected: string[];
  next: string | null;
}

async function partOf(ctx: Ctx, agencyId: string, { numberIds, filter, cursor }: PoolPurposes): Promise<Part> {
  if (numberIds) {
    const ids = [...new Set(numberIds)];
    const held = await heldByIds(ctx, agencyId, ids);
    const known = new Set(held.map(({ id }) => id));
    return { held, rejected: ids.filter(id => !known.has(id)), next: null };
  }
  const asked = { ...filter, sort: 'newest' as const };
  const rows = await poolRows(ctx, agencyId, { ...asked, cursor, limit: PART });
  const held = rows.slice(0, PART);
  const last = held.at(-1);
  return { held, rejected: [], next: rows.length > PART && last ? cursorOf(asked, last) : null };
}

function reused() {
  const why = 'This request was already used for something else. Start again.';
  return conflict('request_reused', 'Nothing was changed.', why);
}
