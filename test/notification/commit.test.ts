import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { number, outbox } from '../../schema/index.ts';
import { auditLine } from '../../worker/audit/store.ts';
import { LostRace } from '../../worker/edge/db.ts';
import { commitWith } from '../../worker/notification/commit.ts';
import { testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';

test('X-3 a conditional update that hits nothing rolls back with its audit line and outbox rows', async () => {
  const ctx = await testContext();
  const t = await mintTenant(ctx);
  const change = (from: string) => [
    ctx.db.read.update(number).set({ forwardTo: '+12125550199' }).where(eq(number.id, from)),
    auditLine(ctx, { agencyId: t.agencyId, entity: 'number', entityId: t.numberId, act: 'forwarded' }),
  ];
  const effect = { key: 'k', effect: { kind: 'mirror_forwarding', numberId: t.numberId } as const };

  await expect(commitWith(ctx, t.agencyId, change('num_nowhere'), [effect])).rejects.toBeInstanceOf(LostRace);
  expect(await ctx.db.read.select().from(outbox)).toHaveLength(0);
  expect(ctx.sent.jobs).toHaveLength(0);

  await commitWith(ctx, t.agencyId, change(t.numberId), [effect]);
  expect(await ctx.db.read.select().from(outbox)).toHaveLength(1);
  expect(ctx.sent.jobs).toEqual([{ kind: 'deliver', outboxIds: [expect.stringMatching(/^out_/)] }]);
});
