import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { assignment, subAccount } from '../../schema/index.ts';
import { sweepAssignments } from '../../worker/assignment/check.ts';
import { sweepOrphans } from '../../worker/assignment/orphan.ts';
import type { Job } from '../../worker/edge/queue.ts';
import { NOON, type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { DAY, HOUR } from './scene.ts';

let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testContext();
});

const paidRow = (t: Tenant, more: Partial<typeof assignment.$inferInsert>) => ({
  ...{ id: ctx.id('asg'), agencyId: t.agencyId, subAccountId: t.subAccountId, numberId: ctx.id('num') },
  ...{ userId: t.ownerId, state: 'active' as const, mode: 'paid' as const, telcoCost: 115, telcoCurrency: 'usd' },
  ...{ markup: 335, price: 450, currency: 'usd', createdAt: NOON, subscriptionId: ctx.id('sub'), paidThrough: NOON },
  ...more,
});

test('A-9 a release that is due does not wait behind a month’s renewals, and Stripe is asked at a set rate', async () => {
  const t = await mintTenant(ctx);
  const renewals = Array.from({ length: 1200 }, () => paidRow(t, { checkAt: NOON - HOUR }));
  const release = paidRow(t, { state: 'ending', endsAt: NOON, checkAt: NOON });
  for (const some of [renewals.slice(0, 600), renewals.slice(600), [release]]) {
    await ctx.db.commit(some.map(one => ctx.db.read.insert(assignment).values(one)));
  }
  const turns: { ids: string[]; delay: number }[] = [];
  const send = async (jobs: Job[], delay = 0) => {
    turns.push({ ids: jobs.flatMap(job => (job.kind === 'check' ? job.assignmentIds : [])), delay });
  };
  await sweepAssignments({ ...ctx, queue: { ...ctx.queue, send } });
  expect(turns[0]?.ids[0]).toBe(release.id);
  expect(turns.map(({ ids, delay }) => [ids.length, delay])).toEqual([
    [500, 0],
    [500, 1],
    [201, 51],
  ]);
  expect(new Set(turns.flatMap(({ ids }) => ids)).size).toBe(1201);
});

test('T-5 one number of a removed sub-account that cannot be taken back does not keep the others', async () => {
  const tenants = [await mintTenant(ctx), await mintTenant(ctx)] as const;
  const [stuck, free] = [paidRow(tenants[0], {}), paidRow(tenants[1], { stripeAccountId: 'acct_1' })];
  await ctx.db.commit([stuck, free].map(one => ctx.db.read.insert(assignment).values(one)));
  for (const { subAccountId } of tenants) {
    const removed = { deletedAt: NOON - 8 * DAY };
    await ctx.db.read.update(subAccount).set(removed).where(eq(subAccount.id, subAccountId));
  }
  for (const [row, t] of [
    [stuck, tenants[0]],
    [free, tenants[1]],
  ] as const) {
    await ctx.db.read.update(assignment).set({ numberId: t.numberId }).where(eq(assignment.id, row.id));
  }
  await sweepOrphans(ctx);
  const states = await Promise.all(
    [stuck, free].map(({ id }) => ctx.db.read.select().from(assignment).where(eq(assignment.id, id))),
  );
  expect(states.map(([row]) => row?.state)).toEqual(['active', 'ended']);
});
