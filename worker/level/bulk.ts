import { attempt } from '../company-number/attempt.ts';
import { type Ctx, type Person, stableId } from '../context.ts';
import { conflict, notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { type Levels, loadLevels, programIn } from './load.ts';
import { entryOf, exactly } from './rules/entry.ts';
import { levelAt, type Position, positionOf } from './rules/level.ts';
import { type Placement, planBulk, type Rejection } from './rules/plan.ts';
import { MOST_ROWS } from './rules/reason.ts';
import type { BulkRequest } from './shape.ts';
import { numbersPlaced, resultInsert, resultOf } from './store/bulk.ts';
import { heldAmong } from './store/numbers.ts';

const ACTS = { add: 'placed', move: 'moved', remove: 'taken_off' } as const;

/**
 * N-8: adds to a level, moves to it or removes from it. Every row is judged by itself; those that fit are done together
 * with the result's own row, so that the same request id finds what came of it and repeats nothing.
 */
export function bulk(ctx: Ctx, person: Person, place: Place, request: BulkRequest) {
  return attempt('Nothing was changed.', async () => {
    const asked = await stableId('ask', JSON.stringify({ ...request, requestId: '' }));
    const earlier = await resultOf(ctx, place, request.requestId);
    if (earlier && earlier.asked !== asked) throw reused();
    if (earlier) return earlier.result as BulkOutcome;
    const levels = await loadLevels(ctx, place);
    const target = positionOf(levels, request.level);
    if (!target) throw notFound('level');
    const { done, rejected } = await planned(ctx, place, levels, target, request);
    const outcome = outcomeOf(levels, target, request, done, rejected);
    const { requestId } = request;
    const row = { ...place, requestId, asked, doneCount: done.length, byId: person.userId, at: ctx.now };
    await ctx.db.commit([
      ...(done.length ? numbersPlaced(ctx, place, ACTS[request.act], done) : []),
      resultInsert(ctx, { ...row, result: outcome }),
    ]);
    return outcome;
  });
}

async function planned(ctx: Ctx, place: Place, levels: Levels, target: Position, request: BulkRequest) {
  const { act, rows, reassign } = request;
  const { country } = levels.business;
  const named = rows.slice(0, MOST_ROWS).map(row => exactly(row.number) ?? entryOf(row.number, country));
  const e164s = [...new Set(named.filter(e164 => e164 !== undefined))];
  const held = new Map((await heldAmong(ctx, place, 'e164', e164s)).map(number => [number.e164, number]));
  const programPurpose = target.programId ? programIn(levels, target.programId).callPurpose : null;
  return planBulk({ act, rows, reassign, target, programPurpose, tree: levels, country, held });
}

function outcomeOf(
  levels: Levels,
  target: Position,
  { requestId, act }: BulkRequest,
  done: readonly Placement[],
  rejected: readonly Rejection[],
) {
  return {
    ...{ requestId, act, level: levelAt(levels, target) },
    done: done.map(({ row, was, to, purpose }) => ({
      ...{ row, numberId: was.numberId, e164: was.e164, purpose },
      from: levelAt(levels, was),
      to: levelAt(levels, to),
    })),
    rejected: [...rejected],
    counts: {
      done: done.length,
      rejected: rejected.length,
      reassignable: rejected.filter(row => row.reassignable).length,
    },
  };
}

export type BulkOutcome = ReturnType<typeof outcomeOf>;

function reused() {
  const why = 'This request was already used for another list. Start again.';
  return conflict('request_reused', 'Nothing was changed.', why);
}
