import { attempt } from '../company-number/attempt.ts';
import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import type { PurposeChange } from './shape.ts';
import { numbersPlaced } from './store/bulk.ts';
import { heldAmong } from './store/numbers.ts';

/**
 * N-7: what numbers call for, one or many, each judged by itself: one that is not held here, or not any more, is named and
 * harms no other. 404 where none is (T-1).
 */
export function setPurpose(ctx: Ctx, place: Place, { numberIds, purpose }: PurposeChange) {
  return attempt('Not saved.', async () => {
    const ids = [...new Set(numberIds)];
    const held = await heldAmong(ctx, place, 'id', ids);
    if (!held.length) throw notFound('number');
    const known = new Set(held.map(({ numberId }) => numberId));
    const changes = held.filter(was => was.callPurpose !== purpose).map(was => ({ was, to: was, purpose }));
    if (changes.length) await ctx.db.commit(numbersPlaced(ctx, place, 'purpose_set', changes));
    return {
      items: held.map(({ numberId, e164 }) => ({ numberId, e164, callPurpose: purpose })),
      changed: changes.length,
      rejected: ids.filter(id => !known.has(id)),
    };
  });
}
