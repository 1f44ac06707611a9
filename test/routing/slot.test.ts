import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callSlot, companyNumber, number } from '../../schema/index.ts';
import { migrateDatabase } from '../../schema/migrate.ts';
import { askOverHttp } from '../../worker/edge/ask.ts';
import { connect, openDb } from '../../worker/edge/db.ts';
import { load } from '../../worker/routing/load.ts';
import { decide } from '../../worker/routing/rules/decide.ts';
import { testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';
import { freePort } from '../support/port.ts';
import { type Sqld, startSqld } from '../support/sqld.ts';
import { activate, STRANGER } from './line.ts';

/** On a real libSQL server: only there do callers come at once. */
let sqld: Sqld;
let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'slots-'));
  sqld = await startSqld(dir, await freePort(), why => {
    throw new Error(why);
  });
  await migrateDatabase(sqld.url);
}, 30_000);

afterAll(async () => {
  await sqld.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function company(over: { callLimit?: number; wiredTo?: 'company' | null } = {}) {
  const { callLimit = 50, wiredTo = 'company' } = over;
  const made = await testContext();
  const ctx = { ...made, db: openDb(connect(sqld.url, undefined), askOverHttp(sqld.url, undefined)) };
  const tenant = await mintTenant(ctx);
  const { agencyId, subAccountId, numberId } = tenant;
  const assignmentId = await activate(ctx, tenant);
  await ctx.db.read.update(number).set({ wiredTo }).where(eq(number.id, numberId));
  await ctx.db.read
    .insert(companyNumber)
    .values({ assignmentId, agencyId, subAccountId, numberId, callLimit, updatedAt: ctx.now });
  const inbound = { from: STRANGER, to: tenant.e164 };
  const call = async (n: number) => {
    // As in the Worker: a connection of its own for every request.
    const own = { ...ctx, db: openDb(connect(sqld.url, undefined), askOverHttp(sqld.url, undefined)) };
    const { facts } = await load(own, `CA-${numberId}-${n}`, inbound, { takeSlot: true });
    return { facts, decision: decide(inbound, facts, ctx.now) };
  };
  return { ctx, numberId, call };
}

test('R-12 of 200 calls at once exactly 50 get a slot, the others are overflow', async () => {
  const { ctx, numberId, call } = await company();
  const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => call(n)));
  expect(answers.filter(({ decision }) => !decision.overflow)).toHaveLength(50);
  const rows = await ctx.db.read.select().from(callSlot).where(eq(callSlot.numberId, numberId));
  expect(rows.filter(row => row.freedAt === null)).toHaveLength(50);
  expect(rows).toHaveLength(200);
}, 30_000);

test('R-12 a repeat gets what the first got: its slot, or none', async () => {
  const { ctx, numberId, call } = await company({ callLimit: 1 });
  expect((await call(1)).decision.overflow).toBe(false);
  expect((await call(1)).decision.overflow).toBe(false);
  expect((await call(2)).decision.overflow).toBe(true);
  await ctx.db.read
    .update(callSlot)
    .set({ freedAt: ctx.now })
    .where(eq(callSlot.callSid, `CA-${numberId}-1`));
  expect((await call(2)).decision.overflow).toBe(true);
  expect((await call(1)).decision.overflow).toBe(false);
  expect((await call(3)).decision.overflow).toBe(false);
});

test('R-12 any other number takes no slot', async () => {
  const { ctx, numberId, call } = await company({ wiredTo: null });
  expect((await call(1)).facts.slot).toBeNull();
  expect(await ctx.db.read.select().from(callSlot).where(eq(callSlot.numberId, numberId))).toEqual([]);
});
