import { beforeAll, expect, test } from 'vitest';
import * as schema from '../../schema/index.ts';
import { sweepAssignments } from '../../worker/assignment/check.ts';
import { NOON, type TestCtx, testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';

const MINUTE = 60_000;
let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testContext();
});

test('A-9 the sweep leaves what is not due yet, and takes what is', async () => {
  const t = await mintTenant(ctx);
  const row = (numberId: string, checkAt: number) => ({
    ...{ id: ctx.id('asg'), agencyId: t.agencyId, subAccountId: t.subAccountId, numberId, userId: t.ownerId, checkAt },
    ...{ state: 'pending' as const, mode: 'paid' as const, telcoCost: 115, telcoCurrency: 'usd', markup: 335 },
    ...{ price: 450, currency: 'usd', createdAt: NOON },
  });
  const [due, later] = [row('num_1', NOON), row('num_2', NOON + MINUTE)];
  await ctx.db.commit([due, later].map(one => ctx.db.read.insert(schema.assignment).values(one)));
  await sweepAssignments(ctx);
  expect(ctx.sent.jobs.splice(0)).toEqual([{ kind: 'check', assignmentIds: [due.id] }]);
  await sweepAssignments(ctx.at(NOON + MINUTE));
  expect(ctx.sent.jobs.splice(0)).toEqual([{ kind: 'check', assignmentIds: [due.id, later.id] }]);
});
