import type { List, Thing } from '../object/thing.ts';
import type { Params } from './params.ts';
import { badParameter, missing } from './problem.ts';

/** The parameters every list takes. */
export const PAGING = ['limit', 'starting_after', 'ending_before'] as const;

/** One page of `all` (newest first), cut by `limit`, `starting_after` and `ending_before`. */
export function page<T extends Thing>(all: readonly T[], params: Params, url: string): List<T> {
  const limit = params.int('limit') ?? 10;
  if (limit < 1 || limit > 100)
    throw badParameter('limit', `Invalid limit: must be between 1 and 100, got ${limit}`, 'parameter_invalid_integer');
  const after = params.text('starting_after');
  const before = params.text('ending_before');
  if (after && before)
    throw badParameter('ending_before', 'You may only specify one of these: starting_after, ending_before.');
  if (before) {
    const end = place(all, before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: all.slice(start, end), has_more: start > 0, url };
  }
  const start = after ? place(all, after, 'starting_after') + 1 : 0;
  return { object: 'list', data: all.slice(start, start + limit), has_more: start + limit < all.length, url };
}

function place(all: readonly Thing[], id: string, param: string): number {
  const index = all.findIndex(thing => thing.id === id);
  if (index < 0) throw missing('object', id, param);
  return index;
}

/** Tells whether a thing's `created` is within `created` / `created[gte]` … of the request. */
export function createdWithin(params: Params): (thing: { created: number }) => boolean {
  if (typeof params.tree.created === 'string') {
    const exact = params.int('created');
    return thing => thing.created === exact;
  }
  const range = params.child('created');
  if (!range) return () => true;
  const [gt, gte, lt, lte] = [range.int('gt'), range.int('gte'), range.int('lt'), range.int('lte')];
  return ({ created }) =>
    (gt === undefined || created > gt) &&
    (gte === undefined || created >= gte) &&
    (lt === undefined || created < lt) &&
    (lte === undefined || created <= lte);
}
