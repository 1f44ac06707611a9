import { type SQL, sql } from 'drizzle-orm';
import type { PoolFilter, PoolSorting, STATUSES } from '../shape.ts';

/**
 * Where a page of the pool begins (N-4): the sub-account's assignments, the digits, the assignments of a status, or the
 * numbers themselves, whichever index leads to the fewest rows. `cross join` keeps SQLite to that order.
 */
export interface Asked extends PoolFilter, PoolSorting {
  agencyId: string;
  cursor?: string | undefined;
}

export interface Source {
  from: SQL;
  where: SQL;
  /** The number's id, from the table it begins with. */
  id: SQL;
  order: SQL;
  /** What lies behind the cursor. */
  after: SQL | undefined;
}

/** The order of statuses in a sorted list. */
export const RANK: Record<(typeof STATUSES)[number], number> = {
  unassigned: 0,
  pending: 1,
  active: 2,
  ending: 3,
  past_due: 4,
  suspended: 5,
};

/** A state's place in that order. */
export function orderOf(state: SQL): SQL {
  const cases = Object.entries(RANK).map(([name, rank]) => sql.raw(` when '${name}' then ${rank}`));
  return sql`(case ${state}${sql.join(cases)} else 0 end)`;
}

/** Digits in the index stand by fours; searches of one or two fit so many numbers that reading along is quicker. */
const FOUR = 4;
const THREE = 3;

export function source(asked: Asked): Source {
  const { subAccountId, status, q = '' } = asked;
  const held = status !== 'unassigned' && (subAccountId !== undefined || status !== undefined);
  if (held && (subAccountId !== undefined || q.length < FOUR)) return assigned(asked);
  return q.length >= FOUR ? byDigits(asked, q) : numbers(asked);
}

function assigned(asked: Asked): Source {
  const { agencyId, subAccountId, status, q } = asked;
  const ofNumber = [...facts(asked), ...(q ? [like(q)] : [])];
  const joins = ofNumber.length > 0 || asked.sort === 'number' || asked.sort === 'cost';
  return built(asked, {
    id: sql`a.number_id`,
    from: joins ? sql`assignment a cross join number n on n.id = a.number_id` : sql`assignment a`,
    where: [
      sql`a.agency_id = ${agencyId} and a.state <> 'ended'`,
      ...(subAccountId !== undefined ? [sql`a.sub_account_id = ${subAccountId}`] : []),
      ...(status !== undefined ? [sql`a.state = ${status}`] : []),
      ...ofNumber,
    ],
  });
}

function byDigits(asked: Asked, q: string): Source {
  const { agencyId, status, sort } = asked;
  const ofNumber = [...facts(asked), ...(q.length > FOUR ? [like(q)] : [])];
  const joins = ofNumber.length > 0 || sort === 'number' || sort === 'cost';
  const id = sql`d.number_id`;
  return built(asked, {
    id,
    from: sql`number_digits d${joins ? sql` cross join number n on n.id = d.number_id` : sql``}${live(asked, id)}`,
    where: [
      // The last of the digits tell numbers apart best: the first are often an area's.
      sql`d.agency_id = ${agencyId} and d.digits = ${q.slice(-FOUR)}`,
      ...ofNumber,
      ...free(asked, id),
      ...(status !== undefined && status !== 'unassigned' ? [sql`a.state = ${status}`] : []),
    ],
  });
}

function numbers(asked: Asked): Source {
  const { agencyId, q } = asked;
  const id = sql`n.id`;
  const three = sql`n.id in (select number_id from number_digits
    where agency_id = ${agencyId} and digits >= ${q} and digits < ${`${q}:`})`;
  return built(asked, {
    id,
    from: sql`number n${live(asked, id)}`,
    where: [
      sql`n.agency_id = ${agencyId} and n.released_at is null`,
      ...(q ? [q.length === THREE ? three : like(q)] : []),
      ...facts(asked),
      ...free(asked, id),
    ],
  });
}

/** The live assignment, where something asks for it. */
function live({ status, sort }: Asked, id: SQL): SQL {
  const asks = sort === 'status' || (status !== undefined && status !== 'unassigned');
  return asks ? sql` left join assignment a on a.number_id = ${id} and a.state <> 'ended'` : sql``;
}

function free({ status, subAccountId }: Asked, id: SQL): SQL[] {
  if (status !== 'unassigned') return [];
  // A number that nobody holds is of no sub-account.
  if (subAccountId !== undefined) return [sql`0`];
  return [sql`not exists (select 1 from assignment f where f.number_id = ${id} and f.state <> 'ended')`];
}

const like = (q: string) => sql`n.e164 like ${`%${q}%`}`;

function facts({ type, purpose, can }: Asked): SQL[] {
  return [
    ...(type ? [sql`n.type = ${type}`] : []),
    ...(purpose ? [purpose === 'none' ? sql`n.call_purpose is null` : sql`n.call_purpose = ${purpose}`] : []),
    ...(can ? [can === 'voice' ? sql`n.voice = 1` : sql`n.sms = 1`] : []),
  ];
}

/** Whether the high end comes first. */
export const isDown = ({ sort, dir }: PoolSorting) => (dir ?? (sort === 'newest' ? 'desc' : 'asc')) === 'desc';

function built(asked: Asked, { id, from, where }: { id: SQL; from: SQL; where: SQL[] }): Source {
  const { sort, cursor } = asked;
  const down = sql.raw(isDown(asked) ? ' desc' : ' asc');
  const past = sql.raw(isDown(asked) ? '<' : '>');
  const base = { id, from, where: sql.join(where, sql` and `) };
  if (sort === 'newest' || sort === 'number') {
    const key = sort === 'newest' ? id : sql`n.e164`;
    return { ...base, order: sql`${key}${down}`, after: cursor ? sql`${key} ${past} ${cursor}` : undefined };
  }
  const key = sort === 'cost' ? sql`n.telco_cost` : orderOf(sql`a.state`);
  const [value = '', last = ''] = (cursor ?? '').split('~');
  return {
    ...base,
    order: sql`${key}${down}, ${id}${down}`,
    after: cursor ? sql`(${key}, ${id}) ${past} (${Number.parseInt(value, 10) || 0}, ${last})` : undefined,
  };
}
