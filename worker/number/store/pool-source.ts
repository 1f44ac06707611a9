import { type SQL, sql } from 'drizzle-orm';
import { type PoolFilter, type PoolSorting, STATUSES } from '../shape.ts';

/**
 * Where a page of the pool begins (N-4): the sub-account's assignments, the digits, the assignments of a status, the
 * numbers nobody has, or all of them, whichever index leads to the fewest rows. `cross join` keeps SQLite to that order.
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
  if (status === 'unassigned' && subAccountId === undefined && q.length < FOUR) return unassigned(asked);
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

function unassigned(asked: Asked): Source {
  const { agencyId, q, sort } = asked;
  const ofNumber = [...facts(asked), ...(q ? [like(q)] : [])];
  const joins = ofNumber.length > 0 || sort === 'number' || sort === 'cost';
  return built(asked, {
    id: sql`f.number_id`,
    from: joins ? sql`free_number f cross join number n on n.id = f.number_id` : sql`free_number f`,
    where: [sql`f.agency_id = ${agencyId}`, ...ofNumber],
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

function free({ agencyId, status, subAccountId }: Asked, id: SQL): SQL[] {
  if (status !== 'unassigned') return [];
  // A number that nobody holds is of no sub-account.
  if (subAccountId !== undefined) return [sql`0`];
  return [sql`exists (select 1 from free_number f where f.agency_id = ${agencyId} and f.number_id = ${id})`];
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
  const { value, last } = pairOf(cursor);
  if (sort === 'status' && asked.status) {
    return { ...base, order: sql`${id}${down}`, after: cursor ? sql`${id} ${past} ${last}` : undefined };
  }
  const key = sort === 'cost' ? sql`n.telco_cost` : orderOf(sql`a.state`);
  return {
    ...base,
    order: sql`${key}${down}, ${id}${down}`,
    after: cursor ? sql`(${key}, ${id}) ${past} (${value}, ${last})` : undefined,
  };
}

const pairOf = (cursor = '') => {
  const [value = '', last = ''] = cursor.split('~');
  return { value: Number.parseInt(value, 10) || 0, last };
};

/**
 * A page sorted by status as a page of each status, in their order: each begins in an index, where sorting all would read
 * them all. Undefined where few fit anyway.
 */
export function byStatus(asked: Asked, limit: number): SQL | undefined {
  const { sort, status, subAccountId, q = '', cursor } = asked;
  if (sort !== 'status' || status || subAccountId !== undefined || q.length >= FOUR) return undefined;
  const { value, last } = pairOf(cursor);
  const isPast = (rank: number) => cursor && (isDown(asked) ? rank > value : rank < value);
  const way = sql.raw(isDown(asked) ? ' desc' : ' asc');
  const past = sql.raw(isDown(asked) ? '<' : '>');
  const pages = STATUSES.filter(one => !isPast(RANK[one])).map(one => {
    const { from, where, id } = source({ ...asked, status: one, sort: 'newest', cursor: undefined });
    const after = cursor && RANK[one] === value ? sql` and ${id} ${past} ${last}` : sql``;
    return sql`select * from (select ${id} as id, ${sql.raw(`${RANK[one]}`)} as rank from ${from}
      where ${where}${after} order by ${id}${way} limit ${limit})`;
  });
  if (pages.length === 0) return sql`select null where 0`;
  return sql`select id from (${sql.join(pages, sql` union all `)}) order by rank${way}, id${way} limit ${limit}`;
}
