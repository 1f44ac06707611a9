import { getTableColumns, type Table } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import * as schema from '../../schema/index.ts';
import { LostRace } from '../../worker/edge/db.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

/** What the database refuses whatever the code above it does: the last word on races about money and numbers. */
let ctx: TestCtx;
let t: Tenant;
beforeAll(async () => {
  ctx = await testContext();
  t = await mintTenant(ctx);
});

const money = { telcoCost: 115, telcoCurrency: 'usd', markup: 335, price: 450, currency: 'usd' };

const live = (numberId: string, subscriptionId: string) => ({
  ...{ id: ctx.id('asg'), agencyId: t.agencyId, subAccountId: t.subAccountId, numberId, userId: t.ownerId },
  ...{ state: 'active' as const, mode: 'paid' as const, subscriptionId, ...money, createdAt: ctx.now },
});

const bought = (e164: string, requestId: string) => ({
  ...{ id: ctx.id('pur'), agencyId: t.agencyId, requestId, e164, country: 'US', type: 'local' as const },
  ...{ amount: 115, currency: 'usd', state: 'charged' as const, voice: true, sms: true },
  ...{ createdAt: ctx.now, updatedAt: ctx.now },
});

const held = (e164: string, releasedAt: number | null = null) => ({
  ...{ id: ctx.id('num'), agencyId: t.agencyId, e164, country: 'US', type: 'local' as const, voice: true, sms: true },
  ...{ twilioSid: 'PN1', twilioAccountSid: 'AC1', telcoCost: 115, telcoCurrency: 'usd', boughtAt: ctx.now, releasedAt },
});

const drift = () => ({
  ...{ id: ctx.id('fnd'), agencyId: t.agencyId, kind: 'number_missing', subject: 'num_1', detail: {} },
  ...{ foundAt: ctx.now, seenAt: ctx.now },
});

const told = () => ({
  ...{ id: ctx.id('out'), agencyId: t.agencyId, key: 'mail:once', effect: { kind: 'mail' } },
  ...{ createdAt: ctx.now, dueAt: ctx.now },
});

async function insert(table: Table, row: Record<string, unknown>): Promise<void> {
  expect(Object.keys(getTableColumns(table))).toEqual(expect.arrayContaining(Object.keys(row)));
  await ctx.db.commit([ctx.db.read.insert(table).values(row)]);
}

describe('the database refuses', () => {
  const cases: [string, Table, () => Record<string, unknown>, () => Record<string, unknown>][] = [
    ['A-2 two live assignments of a number', schema.assignment, () => live('num_1', 's1'), () => live('num_1', 's2')],
    [
      'A-13 two assignments on one subscription',
      schema.assignment,
      () => live('num_2', 's3'),
      () => live('num_3', 's3'),
    ],
    [
      'N-2 one request bought twice',
      schema.purchase,
      () => bought('+12125550111', 'r1'),
      () => bought('+12125550112', 'r1'),
    ],
    [
      'N-2 a number bought twice at once',
      schema.purchase,
      () => bought('+12125550113', 'r2'),
      () => bought('+12125550113', 'r3'),
    ],
    ['N-4 a number held twice', schema.number, () => held('+12125550114'), () => held('+12125550114')],
    ['M-1 one event told twice', schema.outbox, told, told],
    ['A-14 one drift found twice', schema.finding, drift, drift],
  ];

  test.each(cases)('%s', async (_what, table, one, other) => {
    await insert(table, one());
    await expect(insert(table, other())).rejects.toBeInstanceOf(LostRace);
  });

  test('N-9 but not a number that was handed back and is bought again', async () => {
    await insert(schema.number, held('+12125550115', ctx.now));
    await insert(schema.number, held('+12125550115'));
    const rows = await ctx.db.read.select().from(schema.number);
    expect(rows.filter(row => row.e164 === '+12125550115')).toHaveLength(2);
  });
});
