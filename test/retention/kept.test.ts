import { beforeAll, expect, test } from 'vitest';
import {
  bulkResult,
  outbox,
  parkedJob,
  poolResult,
  webhookEvent,
  workflowDelivery,
  workflowEvent,
  workflowRun,
} from '../../schema/index.ts';
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
  const [events, deliveries, results, ofPool] = await ctx.db.read.batch([
    ctx.db.read.select({ id: webhookEvent.id }).from(webhookEvent),
    ctx.db.read.select({ key: outbox.key }).from(outbox),
    ctx.db.read.select({ id: bulkResult.requestId }).from(bulkResult),
    ctx.db.read.select({ id: poolResult.requestId }).from(poolResult),
  ]);
  const ids = [...events, ...results, ...ofPool].map(row => row.id);
  return [...ids, ...deliveries.map(row => row.key)].sort();
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
  const part = { agencyId: 'agy_1', asked: '', result: {}, byId: 'usr_1' };
  await ctx.db.read.insert(poolResult).values([
    { ...part, requestId: 'old part', at: at(0) },
    { ...part, requestId: 'young part', at: at(60) },
  ]);
  const before = await kept();
  await sweepKept(ctx.at(at(25)));
  expect(await kept()).toEqual(before);
  await sweepKept(ctx.at(at(95)));
  const gone = ['delivered', 'old', 'old part', 'old result'];
  expect(await kept()).toEqual(before.filter(name => !gone.includes(name)));
});

test('X-2 W-3 of workflows a month is kept; what is still tried, or was sent again lately, stays', async () => {
  const own = await testContext();
  const { read } = own.db;
  const told = (id: string) => ({ id, agencyId: 'agy_1', trigger: 'call_missed', payload: {}, at: at(0) });
  await read.insert(workflowEvent).values([told('old'), told('sent again'), told('open')]);
  const sent = (eventId: string, day: number, deliveredAt: number | null = at(day)) => ({
    ...{ id: newId('dlv', at(0)), agencyId: 'agy_1', eventId, subscriptionId: 'hok_1' },
    ...{ createdAt: at(day), dueAt: at(day), deliveredAt },
  });
  await read.insert(workflowDelivery).values([sent('old', 0), sent('sent again', 20), sent('open', 0, null)]);
  const run = {
    agencyId: 'agy_1',
    action: 'send_text',
    caller: 'key',
    input: {},
    inputHash: '',
    state: 'done',
  } as const;
  await read.insert(workflowRun).values([
    { ...run, id: 'run_old', key: '1', startedAt: at(0) },
    { ...run, id: 'run_young', key: '2', startedAt: at(20) },
  ]);
  await sweepKept(own.at(at(40)));
  const left = await read.select({ id: workflowEvent.id }).from(workflowEvent);
  expect(left.map(row => row.id).sort()).toEqual(['open', 'sent again']);
  expect(await read.select().from(workflowDelivery)).toHaveLength(2);
  expect(await read.select().from(workflowRun)).toMatchObject([{ id: 'run_young' }]);
});

test('X-2 a parked job is forgotten once it is done for long; one that is parked or tried again stays however old', async () => {
  const own = await testContext();
  const job = (id: string, set: Partial<typeof parkedJob.$inferInsert>) => ({
    ...{ id, agencyId: 'agy_1', job: { kind: 'news' }, error: 'x', createdAt: at(0), ...set },
  });
  await own.db.read
    .insert(parkedJob)
    .values([
      job('done', { doneAt: at(0) }),
      job('done lately', { doneAt: at(60) }),
      job('parked', { parkedAt: at(0) }),
      job('tried again', { retriedAt: at(0) }),
    ]);
  await sweepKept(own.at(at(95)));
  const left = await own.db.read.select({ id: parkedJob.id }).from(parkedJob);
  expect(left.map(row => row.id).sort()).toEqual(['done lately', 'parked', 'tried again']);
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
