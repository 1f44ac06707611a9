import { beforeAll, expect, test } from 'vitest';
import { bulkResult, outbox, webhookEvent } from '../../schema/index.ts';
import { newId } from '../../worker/context.ts';
import { sweepKept } from '../../worker/retention/sweep.ts';
import { NOON, type TestCtx, testContext } from '../support/context.ts';

const DAY = 86_400_000;

let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testContext();
});

const at = (days: number) => NOON + days * DAY;

async function event(id: string, day: number, set: Partial<typeof webhookEvent.$inferInsert> = {}): Promise<void> {
  const row = { id, source: 'stripe', origin: '', type: 'invoice.paid', payload: {}, receivedAt: at(day) } as const;
  await ctx.db.read.insert(webhookEvent).values({ ...row, ...set });
}

async function delivery(key: string, day: number, set: Partial<typeof outbox.$inferInsert> = {}): Promise<void> {
  const row = { id: newId('out', at(day)), agencyId: 'agy_1', key, effect: { kind: 'mail' } };
  await ctx.db.read.insert(outbox).values({ ...row, createdAt: at(day), dueAt: at(day), ...set });
}

const kept = async () => {
  const [events, deliveries, results] = await ctx.db.read.batch([
    ctx.db.read.select({ id: webhookEvent.id }).from(webhookEvent),
    ctx.db.read.select({ key: outbox.key }).from(outbox),
    ctx.db.read.select({ id: bulkResult.requestId }).from(bulkResult),
  ]);
  return [...events.map(row => row.id), ...deliveries.map(row => row.key), ...results.map(row => row.id)].sort();
};

test('X-2 once a night what only serves to recognise repeats is forgotten; what is open or parked stays', async () => {
  await event('old', 0, { processedAt: at(0) });
  await event('old, parked', 0, { parkedAt: at(0) });
  await event('old, open', 0);
  await event('young', 80, { processedAt: at(80) });
  await delivery('delivered', 0, { deliveredAt: at(0) });
  await delivery('delivered late', 0, { deliveredAt: at(50) });
  await delivery('parked long ago', 0, { parkedAt: at(0) });
  const result = { agencyId: 'agy_1', asked: '', result: {}, doneCount: 0, byId: 'usr_1' };
  await ctx.db.read.insert(bulkResult).values([
    { ...result, subAccountId: 'sub_1', requestId: 'old result', at: at(0) },
    { ...result, subAccountId: 'sub_2', requestId: 'young result', at: at(60) },
  ]);
  const before = await kept();
  await sweepKept(ctx.at(at(25)));
  expect(await kept()).toEqual(before);
  await sweepKept(ctx.at(at(95)));
  const gone = ['delivered', 'old', 'old result'];
  expect(await kept()).toEqual(before.filter(name => !gone.includes(name)));
});

test('X-2 more than one tick forgets is gone on with by the next; afterwards there is quiet until the next night', async () => {
  const rows = Array.from({ length: 1200 }, (_, n) => ({
    ...{ id: `many_${n}`, source: 'stripe', origin: '', type: 'x', payload: {} },
    ...{ receivedAt: at(0), processedAt: at(0) },
  })) as (typeof webhookEvent.$inferInsert)[];
  await ctx.db.read.insert(webhookEvent).values(rows);
  const left = async () => (await kept()).filter(name => name.startsWith('many_')).length;
  const night = at(200);
  await sweepKept(ctx.at(night), 2);
  expect(await left()).toBe(200);
  await sweepKept(ctx.at(night + 1000), 2);
  expect(await left()).toBe(0);
  await event('many_more', 0, { processedAt: at(0) });
  await sweepKept(ctx.at(night + 3_600_000));
  expect(await left()).toBe(1);
  await sweepKept(ctx.at(night + DAY));
  expect(await left()).toBe(0);
});
