import { attempt } from '../company-number/attempt.ts';
import type { Ctx, Person } from '../context.ts';
import { notFound } from '../problem.ts';
import type { PoolPurpose } from './shape.ts';
import { heldByIds, purposesSet } from './store/purpose.ts';

/** N-7 for the agency: what numbers of the pool call for, one or many. All or none: one that is not theirs is none (T-1). */
export function setPoolPurpose(ctx: Ctx, { agencyId }: Person, { numberIds, purpose }: PoolPurpose) {
  return attempt('Not saved.', async () => {
    const ids = [...new Set(numberIds)];
    const held = await heldByIds(ctx, agencyId, ids);
    if (held.length < ids.length) throw notFound('number');
    const changes = held.filter(was => was.callPurpose !== purpose);
    if (changes.length) await ctx.db.commit(purposesSet(ctx, agencyId, changes, purpose));
    return { items: held.map(({ id, e164 }) => ({ id, e164, callPurpose: purpose })), changed: changes.length };
  });
}
