import { and, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { agency, audit, number, subAccount, user } from '../../schema/index.ts';
import type { Ctx, Person } from '../../worker/context.ts';
import { chooseColumns, readColumns } from '../../worker/number/columns.ts';
import { linkToPool } from '../../worker/number/export.ts';
import { numbersNear } from '../../worker/number/near.ts';
import { poolExportRoutes } from '../../worker/number/routes.ts';
import { USUAL_COLUMNS } from '../../worker/number/rules/columns.ts';
import { type PurposesOutcome, setPurposes } from '../../worker/number/set-purposes.ts';
import type { PoolPurposes } from '../../worker/number/shape.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import type { Wired } from '../../worker/wire.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { problemOf } from './world.ts';

let base: TestCtx;
let t: Tenant;
let other: Tenant;
let person: Person;

beforeEach(async () => {
  base = await testContext();
  [t, other] = [await mintTenant(base), await mintTenant(base)];
  person = { userId: t.agencyUserId, agencyId: t.agencyId, role: 'agency_owner' };
});

const later = (ms = 0): Ctx => {
  const made = base.at(base.now + ms);
  return { ...made, env: { ...made.env, SESSION_SECRET: 'secret-of-the-sessions-of-this-test' } };
};

async function download(ctx: Ctx, url: string): Promise<{ status: number; text: string; headers: Headers }> {
  const app = new Hono<Wired>();
  app.use(async (c, next) => {
    c.set('ctx', ctx);
    await next();
  });
  app.onError(cause => {
    if (cause instanceof Problem) return problemResponse(cause, 'req_test');
    throw cause;
  });
  app.route('/', poolExportRoutes);
  const answer = await app.request(new URL(url).pathname);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

async function more(count: number): Promise<void> {
  const [like] = await base.db.read.select().from(number).where(eq(number.id, t.numberId));
  if (!like) throw new Error('no number');
  const rows = Array.from({ length: count }, (_, n) => ({
    ...like,
    ...{ id: `${like.id}${n}`, e164: `+1646${2_000_000 + n}`, wiredTo: null, wiredUserId: null, twilioSid: `PN${n}` },
  }));
  for (let at = 0; at < count; at += 500) {
    await base.db.commit([base.db.read.insert(number).values(rows.slice(at, at + 500))]);
  }
}

describe('N-4 the pool as CSV', () => {
  test('holds every number that fits, in the order asked for, over many pages', async () => {
    await more(1203);
    const { url } = await linkToPool(later(), person, { sort: 'number', q: '1646' });
    const { status, text, headers } = await download(later(), url);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = text.slice(0, -2).split('\r\n');
    expect(lines[0]).toMatch(/^Number,Status,Sub-account,/);
    expect(lines.slice(1).map(line => line.split(',')[0])).toEqual(
      Array.from({ length: 1203 }, (_, n) => `'+1646${2_000_000 + n}`),
    );
    expect(text).not.toContain(other.e164);
  });

  test('holds the chosen numbers only, and none of another agency', async () => {
    await more(30);
    const rows = await base.db.read.select().from(number).where(eq(number.agencyId, t.agencyId));
    const chosen = rows.filter(row => row.e164.endsWith('3'));
    const numberIds = [...chosen.map(row => row.id), other.numberId, 'num_none'];
    const { url } = await linkToPool(later(), person, { sort: 'number', numberIds });
    const { text } = await download(later(), url);
    const cells = text.trim().split('\r\n').slice(1);
    expect(cells.map(cell => cell.split(',')[0])).toEqual(chosen.map(row => `'${row.e164}`).sort());
  });

  test('no cell is a formula, whatever a client calls itself', async () => {
    await base.db.read.update(subAccount).set({ name: '=HYPERLINK("https://evil.example","x")' });
    const { url } = await linkToPool(later(), person, { sort: 'newest' });
    const { text } = await download(later(), url);
    for (const line of text.trim().split('\r\n')) {
      for (const cell of line.split(',')) expect(cell).not.toMatch(/^"?[=+\-@]/);
    }
  });

  test('money is written as it is charged, also in currencies usually written without decimals', async () => {
    await base.db.read.update(number).set({ telcoCost: 150_000, telcoCurrency: 'huf' });
    const { url } = await linkToPool(later(), person, { sort: 'newest' });
    expect((await download(later(), url)).text).toContain(',1500.00,HUF,');
  });

  test('its address ends after five minutes, and nobody can write one', async () => {
    const { url } = await linkToPool(later(), person, { sort: 'newest' });
    expect((await download(later(5 * 60_000 - 1), url)).status).toBe(200);
    expect((await download(later(5 * 60_000), url)).status).toBe(403);
    expect((await download(later(), url.replace(/pool\/..../, 'pool/AAAA'))).status).toBe(403);
  });
});

describe('N-7 call purposes of the pool', () => {
  const purposes = async (agencyId: string) =>
    new Set(
      (await base.db.read.select().from(number).where(eq(number.agencyId, agencyId))).map(row => row.callPurpose),
    );
  const lines = async () =>
    (
      await base.db.read
        .select()
        .from(audit)
        .where(and(eq(audit.agencyId, t.agencyId), eq(audit.act, 'purpose_set')))
    ).length;

  /** As a panel asks: part after part until nothing is left. */
  async function allParts(of: Partial<PoolPurposes>, purpose: PoolPurposes['purpose'], mark: string) {
    const parts: PurposesOutcome[] = [];
    for (let cursor: string | undefined; ; ) {
      const part = await setPurposes(later(), person, { ...of, purpose, cursor, requestId: `${mark}-${parts.length}` });
      parts.push(part);
      if (part.next === null) return parts;
      cursor = part.next;
    }
  }
  const sum = (parts: PurposesOutcome[], of: 'changed' | 'same') => parts.reduce((n, part) => n + part[of], 0);

  test('are set for all that match a filter, part by part, also when that takes them out of the filter', async () => {
    await more(603);
    const parts = await allParts({ filter: { q: '1646', purpose: 'none' } }, 'survey', 'request-all');
    expect(parts.map(part => part.changed)).toEqual([500, 103]);
    expect(await lines()).toBe(603);
    const [mine] = await base.db.read.select().from(number).where(eq(number.id, t.numberId));
    expect(mine?.callPurpose).toBe(null);
    const all = await allParts({ filter: {} }, 'survey', 'request-more');
    expect([sum(all, 'changed'), sum(all, 'same')]).toEqual([1, 603]);
    await allParts({ filter: {} }, null, 'request-away');
    expect(await purposes(t.agencyId)).toEqual(new Set([null]));
    expect(await purposes(other.agencyId)).toEqual(new Set([null]));
  });

  test('a part asked for again after its answer was lost repeats nothing and counts the same', async () => {
    await more(20);
    const ask = { requestId: 'request-lost', filter: {}, purpose: 'prison' as const };
    const first = await setPurposes(later(), person, ask);
    await base.db.read.update(number).set({ callPurpose: null }).where(eq(number.id, t.numberId));
    const [again, atOnce] = await Promise.all([setPurposes(later(), person, ask), setPurposes(later(), person, ask)]);
    expect([again, atOnce]).toEqual([first, first]);
    expect(await lines()).toBe(21);
    expect(await purposes(t.agencyId)).toEqual(new Set([null, 'prison']));
    const reused = setPurposes(later(), person, { ...ask, purpose: null });
    expect(await problemOf(reused)).toBe('request_reused');
  });

  test('T-1 of chosen numbers one that has left the pool, or is another agency’s, is rejected and harms no other', async () => {
    await more(2);
    await base.db.read
      .update(number)
      .set({ releasedAt: 1 })
      .where(eq(number.id, `${t.numberId}0`));
    const gone = [`${t.numberId}0`, other.numberId];
    const numberIds = [t.numberId, ...gone, `${t.numberId}1`];
    const part = await setPurposes(later(), person, { requestId: 'request-some', numberIds, purpose: 'charity' });
    expect(part).toMatchObject({ changed: 2, same: 0, rejected: gone, next: null });
    expect(await purposes(other.agencyId)).toEqual(new Set([null]));
    expect(await lines()).toBe(2);
  });
});

describe('N-4 the columns of the pool', () => {
  test('are the usual ones until somebody chooses, and then theirs alone, wherever they sign in', async () => {
    const usual = (await readColumns(later(), person)).columns;
    expect(usual).toEqual(USUAL_COLUMNS);
    await chooseColumns(later(), person, { columns: ['cost', 'type', 'status', 'type'] });
    expect((await readColumns(later(), person)).columns).toEqual(['status', 'type', 'cost']);
    expect((await readColumns(later(), { ...person, userId: 'usr_colleague' })).columns).toEqual(usual);
    const stranger = { ...person, agencyId: other.agencyId };
    expect((await readColumns(later(), stranger)).columns).toEqual(usual);
    await chooseColumns(later(), person, { columns: [] });
    expect((await readColumns(later(), person)).columns).toEqual([]);
    expect(await base.db.read.select().from(audit).where(eq(audit.act, 'columns_chosen'))).toHaveLength(2);
  });
});

describe('N-1 numbers that suit a client', () => {
  test('are the free ones of its area and toll-free ones, without what rests, is linked or another’s', async () => {
    await more(6);
    const free = (n: number) => eq(number.id, `${t.numberId}${n}`);
    const set = (n: number, to: Partial<typeof number.$inferInsert>) =>
      base.db.read.update(number).set(to).where(free(n));
    await base.db.read.update(user).set({ phone: '+16465550100' }).where(eq(user.id, t.ownerId));
    await base.db.read.update(agency).set({ cooldownDays: 7 });
    await set(1, { returnedAt: base.now - 86_400_000 });
    await set(2, { wiredTo: 'agent', wiredAgentId: 'agt_1' });
    await set(3, { type: 'toll_free', e164: '+18335550100' });
    await set(4, { e164: '+12125550100' });
    const found = await numbersNear(later(), person, t.subAccountId);
    expect(found.near).toEqual({ areaCode: '646', why: 'people' });
    expect(found.local.map(item => item.e164)).toEqual(['+16462000000', '+16462000005']);
    expect(found.tollFree.map(item => item.e164)).toEqual(['+18335550100']);
    expect(await problemOf(numbersNear(later(), person, other.subAccountId))).toBe('not_found');
  });
});
