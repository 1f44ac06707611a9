import { attempt } from '../company-number/attempt.ts';
import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import type { PurposeChange } from './shape.ts';
import { numbersPlaced } from './store/bulk.ts';
import { heldAmong } from './store/numbers.ts';

/** N-7: what numbers call for, one or many. All or none: a number that is not held here is none of theirs (T-1). */
export function setPurpose(ctx: Ctx, place: Place, { numberIds, purpose }: PurposeChange) {
  return attempt('Not saved.', async () => {
    const ids = [...new Set(numberIds)];
    const held = await heldAmong(ctx, place, 'id', ids);
    if (held.length < ids.length) throw notFound('number');
    const changes = held.filter(was => was.callPurpose !== purpose).map(was => ({ was, to: was, purpose }));
    if (changes.length) await ctx.db.commit(numbersPlaced(ctx, place, 'purpose_set', changes));
    return {
      items: held.map(({ numberId, e164 }) => ({ numberId, e164, callPurpose: purpose })),
      changed: changes.length,
    };
  });
}
