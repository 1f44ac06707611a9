import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { assignment, number } from '../../schema/index.ts';
import type { Person } from '../../worker/context.ts';
import { listPool } from '../../worker/number/list.ts';
import { releaseToCarrier } from '../../worker/number/release-to-carrier.ts';
import { type PoolFilter, type PoolSorting, SORTS, STATUSES } from '../../worker/number/shape.ts';
import { poolRows } from '../../worker/number/store/pool-page.ts';
import { RANK } from '../../worker/number/store/pool-source.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';

type Row = typeof number.$inferInsert & { status: (typeof STATUSES)[number]; subAccountId: string | null };
type Asked = PoolFilter & PoolSorting;

const COUNT = 240;
let ctx: TestCtx;
let person: Person;
let rows: Row[];

/** Some hundred numbers of every kind, and as many of another agency that nobody here may see. */
beforeAll(async () => {
  ctx = await testContext({ twilio: () => ({ remove: async () => undefined }) as never });
  const mine = await mintTenant(ctx);
  const theirs = await mintTenant(ctx);
  await ctx.db.read.run('delete from number');
  person = { userId: mine.agencyUserId, agencyId: mine.agencyId, role: 'agency_owner' };
  rows = Array.from({ length: COUNT }, (_, n) => rowAt(n, mine.agencyId));
  const others = rows.map(row => ({ ...row, id: `x${row.id}`, agencyId: theirs.agencyId, e164: `${row.e164}9` }));
  const handedBack = rows.slice(0, 40).map(row => ({ ...row, id: `z${row.id}`, e164: `${row.e164}8`, releasedAt: 1 }));
  for (const row of [...rows, ...others, ...handedBack]) await ctx.db.commit([ctx.db.read.insert(number).values(row)]);
  for (const row of rows) {
    const ended = assigned(row, 'ended', 'sub_a', `e${row.id}`);
    const now = row.status === 'unassigned' ? [] : [assigned(row, row.status, row.subAccountId ?? '', row.id)];
    await ctx.db.commit([ended, ...now].map(values => ctx.db.read.insert(assignment).values(values)));
  }
});

function rowAt(n: number, agencyId: string): Row {
  const status = STATUSES[n % STATUSES.length] ?? 'active';
  const base = {
    agencyId,
    country: 'US',
    twilioSid: `PN${n}`,
    twilioAccountSid: 'AC1',
    telcoCurrency: 'usd',
    boughtAt: n,
  };
  return {
    ...base,
    id: `num_${String(n * 7).padStart(6, '0')}`,
    e164: `+1${2_120_000_000 + ((n * 7_919_337) % 900_000_000)}`,
    type: n % 5 ? 'local' : 'toll_free',
    voice: n % 7 > 0,
    sms: n % 3 > 0,
    telcoCost: 100 + (n % 4),
    callPurpose: n % 6 > 3 ? 'survey' : null,
    status,
    subAccountId: status === 'unassigned' ? null : n % 2 ? 'sub_a' : 'sub_b',
  };
}

function assigned(row: Row, state: typeof assignment.$inferInsert.state, subAccountId: string, mark: string) {
  return {
    id: `asg_${mark}`,
    agencyId: row.agencyId,
    subAccountId,
    numberId: row.id,
    userId: 'usr',
    state,
    mode: 'paid' as const,
    telcoCost: row.telcoCost,
    telcoCurrency: 'usd',
    markup: 300,
    price: 400,
    currency: 'usd',
    createdAt: 1,
  };
}

/** Every page, one after another. */
async function all(asked: Asked, limit: number) {
  const ids: string[] = [];
  let total = 0;
  for (let cursor: string | undefined; ; ) {
    const page = await listPool(ctx, person, { ...asked, limit, cursor });
    ids.push(...page.items.map(item => item.id));
    total = page.total;
    if (page.next === null) return { ids, total };
    cursor = page.next;
  }
}

/** The same, said plainly. */
function expected({ q, status, subAccountId, type, purpose, can, sort, dir }: Asked): string[] {
  const fit = rows.filter(
    row =>
      (!q || row.e164.includes(q)) &&
      (!status || row.status === status) &&
      (!subAccountId || row.subAccountId === subAccountId) &&
      (!type || row.type === type) &&
      (!purpose || (row.callPurpose ?? 'none') === purpose) &&
      (!can || row[can]),
  );
  const key = (row: Row): number | string =>
    ({ newest: 0, number: row.e164, cost: row.telcoCost, status: RANK[row.status] })[sort];
  const less = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);
  const down = (dir ?? (sort === 'newest' ? 'desc' : 'asc')) === 'desc';
  fit.sort((a, b) => less(key(a), key(b)) || less(a.id, b.id));
  return (down ? fit.reverse() : fit).map(row => row.id);
}

const digits = fc
  .record({ n: fc.nat(COUNT - 1), from: fc.nat(9), length: fc.integer({ min: 1, max: 7 }) })
  .map(({ n, from, length }) =>
    rowAt(n, '')
      .e164.slice(1)
      .slice(from, from + length),
  );
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

describe('N-4 the pool', () => {
  test('any filter, search and order shows exactly what fits, once each, page by page', async () => {
    const asked = fc.record({
      q: maybe(fc.oneof(digits, fc.constantFrom('0000', '99999999', '121'))),
      status: maybe(fc.constantFrom(...STATUSES)),
      subAccountId: maybe(fc.constantFrom('sub_a', 'sub_b', 'sub_none')),
      type: maybe(fc.constantFrom('local' as const, 'toll_free' as const)),
      purpose: maybe(fc.constantFrom('survey' as const, 'none' as const, 'prison' as const)),
      can: maybe(fc.constantFrom('voice' as const, 'sms' as const)),
      sort: fc.constantFrom(...SORTS),
      dir: maybe(fc.constantFrom('asc' as const, 'desc' as const)),
    });
    const check = fc.asyncProperty(asked, fc.integer({ min: 7, max: 90 }), async (query, limit) => {
      const ids = expected(query);
      expect(await all(query, limit)).toEqual({ ids, total: ids.length });
    });
    await fc.assert(check, { numRuns: 300 });
  });

  test('a number handed back to the carrier is found by no digits any more', async () => {
    const row = rows.find(one => one.status === 'unassigned');
    const q = row?.e164.slice(4) ?? '';
    const asked: Asked = { q, sort: 'newest' };
    expect((await all(asked, 50)).ids).toContain(row?.id);
    await releaseToCarrier(ctx, person, row?.id ?? '', row?.e164 ?? '');
    rows = rows.filter(one => one !== row);
    expect((await all(asked, 50)).ids).toEqual([]);
    const left = await ctx.db.read.all(`select 1 from number_digits where number_id = '${row?.id}'`);
    expect(left).toEqual([]);
  });

  test('a number is among those nobody has from the moment its assignment ends, and no longer than until the next', async () => {
    const row = rows.find(one => one.status === 'active');
    const isFree = async () => (await all({ status: 'unassigned', sort: 'newest' }, 90)).ids.includes(row?.id ?? '');
    const set = (state: 'ended' | 'active') =>
      ctx.db.read.run(`update assignment set state = '${state}' where id = 'asg_${row?.id}'`);
    expect(await isFree()).toBe(false);
    await set('ended');
    expect(await isFree()).toBe(true);
    const next = assigned({ ...(row as Row) }, 'pending', 'sub_b', 'next');
    await ctx.db.read.insert(assignment).values(next);
    expect(await isFree()).toBe(false);
    await ctx.db.read.run("update assignment set state = 'ended' where id = 'asg_next'");
    await ctx.db.read.run("delete from assignment where id = 'asg_next'");
    expect(await isFree()).toBe(true);
    await ctx.db.read.run(`delete from assignment where id = 'asg_${row?.id}'`);
    await ctx.db.read.insert(assignment).values(assigned(row as Row, 'active', row?.subAccountId ?? '', row?.id ?? ''));
    expect(await isFree()).toBe(false);
  });

  test('a cursor that nobody was given breaks nothing', async () => {
    for (const sort of SORTS) {
      for (const cursor of ["~'x~y", '99~x', '-5~x']) {
        for (const dir of ['asc', 'desc'] as const) {
          const page = await listPool(ctx, person, { sort, dir, cursor, limit: 5 });
          expect(page.items.length).toBeLessThanOrEqual(5);
        }
      }
    }
  });

  const PLANS: [string, PoolFilter & PoolSorting & { cursor?: string }, string][] = [
    ['the first page', { sort: 'newest' }, 'SEARCH n USING INDEX number_pool (agency_id=?)'],
    ['the cheapest', { sort: 'cost' }, 'SEARCH n USING INDEX number_pool_cost (agency_id=?)'],
    [
      'one sub-account’s active numbers',
      { sort: 'newest', subAccountId: 'sub_a', status: 'active' },
      'SEARCH a USING COVERING INDEX assignment_pool (agency_id=? AND sub_account_id=? AND state=?)',
    ],
    [
      'the suspended ones',
      { sort: 'newest', status: 'suspended' },
      'SEARCH a USING COVERING INDEX assignment_pool_state (agency_id=? AND state=?)',
    ],
    ['those nobody has', { sort: 'newest', status: 'unassigned' }, 'SEARCH f USING PRIMARY KEY (agency_id=?)'],
    [
      'all by status',
      { sort: 'status', cursor: '2~num_1' },
      'SEARCH a USING COVERING INDEX assignment_pool_state (agency_id=? AND state=? AND number_id>?)',
    ],
    ['four digits', { sort: 'newest', q: '5551' }, 'SEARCH d USING PRIMARY KEY (agency_id=? AND digits=?)'],
  ];
  test.each(PLANS)('%s come out of an index in order', async (_, asked, step) => {
    const { sql: text, params } = poolRows(ctx, person.agencyId, { ...asked, limit: 50 }).toSQL();
    const bound = params.reduce<string>((sofar, one) => sofar.replace('?', () => literal(one)), text);
    const plan = (await ctx.db.read.all<{ detail: string }>(`explain query plan ${bound}`)).map(row => row.detail);
    expect(plan).toContain(step);
    expect(plan.filter(one => /^SCAN (?!.*VIRTUAL|\(subquery)/.test(one))).toEqual([]);
    // Sorted is no more than the page itself, and beforehand a page of each status.
    const sorts = plan.filter(one => one.includes('USE TEMP B-TREE')).length;
    expect(sorts).toBeLessThanOrEqual(asked.sort === 'status' ? 2 : 1);
  });
});

const literal = (value: unknown) => (typeof value === 'number' ? String(value) : `'${String(value)}'`);
