import type { Ctx, Person } from '../context.ts';
import { notFound } from '../problem.ts';
import { itemOf } from './list.ts';
import { areaNear } from './rules/near.ts';
import { freeNear, phonesAround } from './store/near.ts';
import { namedRows } from './store/pool-page.ts';

/** So many of each are proposed. */
const MOST = 5;

/** Free numbers of the pool that suit a sub-account (N-1): those near it, and why it is said to be there; toll-free ones. */
export async function numbersNear(ctx: Ctx, { agencyId }: Person, subAccountId: string) {
  const place = await phonesAround(ctx, agencyId, subAccountId);
  if (!place) throw notFound('sub-account');
  const near = areaNear(place.around);
  const ids = await freeNear(ctx, agencyId, near?.areaCode, place.country, MOST);
  const rows = await namedRows(ctx, agencyId, { sort: 'number' }, [...ids.local, ...ids.tollFree]);
  const items = rows.map(itemOf);
  return {
    near: near ?? null,
    local: items.filter(item => ids.local.includes(item.id)),
    tollFree: items.filter(item => ids.tollFree.includes(item.id)),
  };
}
