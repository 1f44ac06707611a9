import { and, asc, desc, eq, ne, type SQL, sql } from 'drizzle-orm';
import { agent, assignment, number, subAccount, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { PoolFilter, PoolSorting } from '../shape.ts';
import { type Asked, byStatus, isDown, orderOf, RANK, source } from './pool-source.ts';

/** Counting ends here: beyond it the pool says "more than". */
export const MOST_COUNTED = 10_000;

const COLUMNS = {
  id: number.id,
  e164: number.e164,
  country: number.country,
  type: number.type,
  voice: number.voice,
  sms: number.sms,
  callPurpose: number.callPurpose,
  telcoCost: number.telcoCost,
  telcoCurrency: number.telcoCurrency,
  wiredTo: number.wiredTo,
  boughtAt: number.boughtAt,
  state: assignment.state,
  assignmentId: assignment.id,
  price: assignment.price,
  currency: assignment.currency,
  expiresAt: assignment.expiresAt,
  endsAt: assignment.endsAt,
  subAccountId: subAccount.id,
  subAccountName: subAccount.name,
  wiredUserId: user.id,
  wiredUserName: user.name,
  wiredAgentId: agent.id,
  wiredAgentName: agent.name,
};

type Db = Pick<Ctx, 'db'>;
type Page = PoolFilter & PoolSorting & { cursor?: string | undefined; limit: number };

/** One page of the pool and how many fit in all, as far as they are counted (N-4): one round trip. */
export async function poolPage(ctx: Db, agencyId: string, query: Page) {
  const { read } = ctx.db;
  const { from, where } = source({ agencyId, ...query, sort: 'newest' });
  const some = sql`(select 1 from ${from} where ${where} limit ${MOST_COUNTED + 1})`;
  const [rows, [count]] = await read.batch([
    rowsOf(ctx, agencyId, query),
    read.select({ n: sql<number>`count(*)` }).from(some),
  ]);
  return { rows, total: Math.min(count?.n ?? 0, MOST_COUNTED), totalCapped: (count?.n ?? 0) > MOST_COUNTED };
}

/** One page alone; a row more than asked tells that another follows. */
export function poolRows(ctx: Db, agencyId: string, query: Page) {
  return rowsOf(ctx, agencyId, query);
}

export type PoolRow = Awaited<ReturnType<typeof poolRows>>[number];

/** What of a page comes next, if anything. */
export function cursorOf({ sort }: PoolSorting, row: PoolRow): string {
  if (sort === 'number') return row.e164;
  if (sort === 'cost') return `${row.telcoCost}~${row.id}`;
  return sort === 'status' ? `${rankOf(row.state)}~${row.id}` : row.id;
}

const rankOf = (state: PoolRow['state']) => (state && state !== 'ended' ? RANK[state] : RANK.unassigned);

/** The page's ids come out of an index; only those rows are joined to what they show. */
function rowsOf(ctx: Db, agencyId: string, query: Page) {
  const asked: Asked = { agencyId, ...query };
  const { from, where, id, order, after } = source(asked);
  const found = sql`select ${id} from ${from} where ${after ? sql`${where} and ${after}` : where}
    order by ${order} limit ${query.limit + 1}`;
  return shownRows(ctx, agencyId, query, byStatus(asked, query.limit + 1) ?? found);
}

/** The named numbers that are in the pool, in the order asked for. */
export function namedRows(ctx: Db, agencyId: string, sorting: PoolSorting, ids: readonly string[]) {
  const held = sql`select n.id from json_each(${JSON.stringify(ids)}) j cross join number n on n.id = j.value
    where n.agency_id = ${agencyId} and n.released_at is null`;
  return shownRows(ctx, agencyId, sorting, held);
}

function shownRows(ctx: Db, agencyId: string, sorting: PoolSorting, ids: SQL) {
  return ctx.db.read
    .select(COLUMNS)
    .from(number)
    .leftJoin(assignment, and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended')))
    .leftJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .leftJoin(user, eq(user.id, number.wiredUserId))
    .leftJoin(agent, and(eq(agent.id, number.wiredAgentId), eq(agent.agencyId, agencyId)))
    .where(sql`${number.id} in (${ids})`)
    .orderBy(...shown(sorting));
}

function shown(query: PoolSorting): SQL[] {
  const way = isDown(query) ? desc : asc;
  if (query.sort === 'newest') return [way(number.id)];
  if (query.sort === 'number') return [way(number.e164)];
  const by = query.sort === 'cost' ? sql`${number.telcoCost}` : orderOf(sql`${assignment.state}`);
  return [way(by), way(number.id)];
}
