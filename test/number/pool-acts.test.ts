import { and, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { audit, number, subAccount } from '../../schema/index.ts';
import type { Ctx, Person } from '../../worker/context.ts';
import { linkToPool } from '../../worker/number/export.ts';
import { poolExportRoutes } from '../../worker/number/routes.ts';
import { setPoolPurpose } from '../../worker/number/set-purpose.ts';
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
    const { url } = await linkToPool(later(), t.agencyId, { sort: 'number', q: '1646' });
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

  test('no cell is a formula, whatever a client calls itself', async () => {
    await base.db.read.update(subAccount).set({ name: '=HYPERLINK("https://evil.example","x")' });
    const { url } = await linkToPool(later(), t.agencyId, { sort: 'newest' });
    const { text } = await download(later(), url);
    for (const line of text.trim().split('\r\n')) {
      for (const cell of line.split(',')) expect(cell).not.toMatch(/^"?[=+\-@]/);
    }
  });

  test('money is written as it is charged, also in currencies usually written without decimals', async () => {
    await base.db.read.update(number).set({ telcoCost: 150_000, telcoCurrency: 'huf' });
    const { url } = await linkToPool(later(), t.agencyId, { sort: 'newest' });
    expect((await download(later(), url)).text).toContain(',1500.00,HUF,');
  });

  test('its address ends after five minutes, and nobody can write one', async () => {
    const { url } = await linkToPool(later(), t.agencyId, { sort: 'newest' });
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

  test('are set for many numbers at once, each with its line, and taken away again', async () => {
    await more(120);
    const rows = await base.db.read.select().from(number).where(eq(number.agencyId, t.agencyId));
    const numberIds = rows.map(row => row.id);
    const set = await setPoolPurpose(later(), person, { numberIds, purpose: 'survey' });
    expect(set.changed).toBe(rows.length);
    expect(await purposes(t.agencyId)).toEqual(new Set(['survey']));
    expect(await lines()).toBe(rows.length);
    expect((await setPoolPurpose(later(), person, { numberIds, purpose: 'survey' })).changed).toBe(0);
    expect(await lines()).toBe(rows.length);
    await setPoolPurpose(later(), person, { numberIds, purpose: null });
    expect(await purposes(t.agencyId)).toEqual(new Set([null]));
  });

  test('T-1 another agency’s number among them changes none', async () => {
    const act = setPoolPurpose(later(), person, { numberIds: [t.numberId, other.numberId], purpose: 'prison' });
    expect(await problemOf(act)).toBe('not_found');
    expect(await purposes(t.agencyId)).toEqual(new Set([null]));
    expect(await purposes(other.agencyId)).toEqual(new Set([null]));
    expect(await lines()).toBe(0);
  });
});
