import { beforeEach, expect, test } from 'vitest';
import { commitWith } from '../../worker/notification/commit.ts';
import { deliver, sweepOutbox } from '../../worker/notification/deliver.ts';
import type { KeyedEffect } from '../../worker/notification/rules/effect.ts';
import { NOON, type TestCtx, testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';

let ctx: TestCtx;
let id: string;
let told: { agencyId: string; keyed: KeyedEffect };
beforeEach(async () => {
  ctx = await testContext();
  const { agencyId, ownerId: userId } = await mintTenant(ctx);
  const params = { e164: '+12122000001', price: 450, currency: 'usd', timezone: 'UTC' };
  const effect = { kind: 'mail', template: 'number_activated', agencyId, userId, params } as const;
  told = { agencyId, keyed: { key: 'mail:one', effect } };
  await commitWith(ctx, agencyId, [], [told.keyed]);
  const [job] = ctx.sent.jobs.splice(0);
  id = job?.kind === 'deliver' ? (job.outboxIds[0] ?? '') : '';
});

test('M-1 a mail that went out does not go out again, however often it is tried', async () => {
  await deliver(ctx, id);
  await deliver(ctx.at(NOON + 86_400_000), id);
  expect(ctx.sent.mails).toHaveLength(1);
});

test('M-1 an event that is told twice is one mail', async () => {
  await commitWith(ctx, told.agencyId, [], [told.keyed]);
  await sweepOutbox(ctx);
  const [job] = ctx.sent.jobs.slice(-1);
  for (const one of job?.kind === 'deliver' ? job.outboxIds : []) await deliver(ctx, one);
  expect(ctx.sent.mails).toHaveLength(1);
});

test('M-1 of two who would send a mail at once one does', async () => {
  await Promise.all([deliver(ctx, id), deliver(ctx, id)]);
  expect(ctx.sent.mails).toHaveLength(1);
});

test('X-2 one who died with it in hand is followed by another after a minute', async () => {
  const dying = { ...ctx, mail: () => ({ send: () => new Promise<never>(() => {}) }) };
  void deliver(dying, id);
  await new Promise(done => setTimeout(done, 20));
  await deliver(ctx.at(NOON + 30_000), id);
  expect(ctx.sent.mails).toHaveLength(0);
  await deliver(ctx.at(NOON + 61_000), id);
  expect(ctx.sent.mails).toHaveLength(1);
});
