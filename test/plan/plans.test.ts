import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { assignment, audit, subAccount } from '../../schema/index.ts';
import { choosePlan } from '../../worker/plan/choose.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { interrupted } from '../support/interrupted.ts';
import { mintTenant } from '../support/mint.ts';
import { agent, owner, type Visit, visitor } from './door.ts';

const BASIC = { name: 'Basic', currency: 'usd', basePrice: 2900, numberPrice: 300 };
let ctx: TestCtx;
let as: Visit;
beforeAll(async () => {
  ctx = await testContext();
  as = visitor(() => ctx);
});

const acts = async (entityId: string) =>
  (await ctx.db.read.select().from(audit).where(eq(audit.entityId, entityId))).map(({ act, before, after }) => ({
    act,
    before,
    after,
  }));

describe('T-4 the plan editor', () => {
  test('a plan is added with its defaults, and listed with how many are on it', async () => {
    const t = await mintTenant(ctx);
    const made = await as(agent(t), 'POST', '/plans', BASIC);
    expect(made).toMatchObject({
      status: 201,
      body: { ...BASIC, trialDays: 0, mode: 'paid', clientsMayBuy: false, directNumbers: true, subAccounts: 0 },
    });
    const { items } = (await as(agent(t), 'GET', '/plans')).body;
    expect(items.map((one: { name: string; subAccounts: number }) => [one.name, one.subAccounts])).toEqual([
      ['Basic', 0],
      ['Standard', 1],
    ]);
    expect(await acts(made.body.id)).toMatchObject([{ act: 'plan.created', after: { name: 'Basic' } }]);
  });

  test.each([
    ['a name somebody uses', { name: ' standard ' }, 'name'],
    ['no name', { name: ' ' }, 'name'],
    ['a made-up currency', { currency: 'zzz' }, 'currency'],
    ['another currency without its rate', { currency: 'eur' }, 'conversionRate'],
    ['a price Stripe cannot charge', { basePrice: 20 }, 'basePrice'],
    ['half a cent', { numberPrice: 0.5 }, 'numberPrice'],
    ['a trial beyond what Stripe allows', { trialDays: 731 }, 'trialDays'],
  ])('%s is refused, naming the field', async (_what, over, field) => {
    const t = await mintTenant(ctx);
    const answer = await as(agent(t), 'POST', '/plans', { ...BASIC, ...over });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field }] } });
    expect((await as(agent(t), 'GET', '/plans')).body.items).toHaveLength(1);
  });

  test('sent twice at one instant it is added once, and so it is when two rename plans alike', async () => {
    const t = await mintTenant(ctx);
    const twins = await Promise.all([as(agent(t), 'POST', '/plans', BASIC), as(agent(t), 'POST', '/plans', BASIC)]);
    expect(twins.map(one => one.status).sort()).toEqual([201, 422]);
    const { id } = twins.find(one => one.status === 201)?.body ?? {};
    const rename = (plan: string) => as(agent(t), 'PATCH', `/plans/${plan}`, { name: 'Gold' });
    const renamed = await Promise.all([rename(id), rename(t.planId)]);
    expect(renamed.map(one => one.status).sort()).toEqual([200, 422]);
    expect((await as(agent(t), 'GET', '/plans')).body.items).toHaveLength(2);
  });

  test('a change writes before and after; a change to nothing writes nothing', async () => {
    const t = await mintTenant(ctx);
    const change = { numberPrice: 400, trialDays: 14 };
    expect(await as(agent(t), 'PATCH', `/plans/${t.planId}`, change)).toMatchObject({ status: 200, body: change });
    expect(await as(agent(t), 'PATCH', `/plans/${t.planId}`, change)).toMatchObject({ status: 200, body: change });
    expect(await acts(t.planId)).toEqual([
      { act: 'plan.changed', before: { numberPrice: 335, trialDays: 0 }, after: change },
    ]);
  });

  test('A-16 a plan somebody is on keeps its currency; an unused one may change, with its rate', async () => {
    const t = await mintTenant(ctx);
    const euro = { currency: 'eur', conversionRate: 920_000 };
    expect(await as(agent(t), 'PATCH', `/plans/${t.planId}`, euro)).toMatchObject({
      status: 409,
      body: { code: 'plan_in_use' },
    });
    const { id } = (await as(agent(t), 'POST', '/plans', BASIC)).body;
    expect(await as(agent(t), 'PATCH', `/plans/${id}`, { currency: 'eur' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'conversionRate' }] },
    });
    expect(await as(agent(t), 'PATCH', `/plans/${id}`, euro)).toMatchObject({ status: 200, body: euro });
  });

  test('an archived plan keeps who is on it and takes nobody new', async () => {
    const t = await mintTenant(ctx);
    const { id } = (await as(agent(t), 'POST', '/plans', BASIC)).body;
    for (const plan of [id, id, t.planId]) await as(agent(t), 'POST', `/plans/${plan}/archive`);
    expect((await acts(id)).map(line => line.act)).toEqual(['plan.created', 'plan.archived']);
    const path = `/sub-accounts/${t.subAccountId}`;
    expect(await as(agent(t), 'PATCH', path, { planId: id })).toMatchObject({
      status: 422,
      body: { code: 'plan_archived' },
    });
    expect((await as(agent(t), 'GET', path)).body).toMatchObject({ planId: t.planId, standing: { ok: true } });
  });
});

describe('T-4 a sub-account’s plan', () => {
  test('it is put on a plan or on none, once, with its audit line', async () => {
    const t = await mintTenant(ctx);
    const { id } = (await as(agent(t), 'POST', '/plans', BASIC)).body;
    const path = `/sub-accounts/${t.subAccountId}`;
    expect((await as(agent(t), 'PATCH', path, { planId: id })).body).toMatchObject({ planId: id, planName: 'Basic' });
    await as(agent(t), 'PATCH', path, { planId: id });
    expect((await as(agent(t), 'PATCH', path, { planId: null })).body).toMatchObject({
      planId: null,
      standing: { ok: false, reason: 'no_plan' },
    });
    expect((await acts(t.subAccountId)).map(line => line.after)).toEqual([{ planId: id }, { planId: null }]);
  });

  test('of two who choose at the same moment the second hears of it', async () => {
    const t = await mintTenant(ctx);
    const { id } = (await as(agent(t), 'POST', '/plans', BASIC)).body;
    const slow = interrupted(ctx, () => choosePlan(ctx, t.agencyId, t.subAccountId, null));
    await expect(choosePlan(slow, t.agencyId, t.subAccountId, id)).rejects.toMatchObject({ body: { code: 'changed' } });
    expect((await acts(t.subAccountId)).map(line => line.after)).toEqual([{ planId: null }]);
  });

  test('one who pays stays with the currency', async () => {
    const t = await mintTenant(ctx);
    const euro = { ...BASIC, currency: 'eur', conversionRate: 920_000 };
    const { id } = (await as(agent(t), 'POST', '/plans', euro)).body;
    const answer = await as(agent(t), 'PATCH', `/sub-accounts/${t.subAccountId}`, { planId: id });
    expect(answer).toMatchObject({ status: 422, body: { code: 'currency_differs' } });
  });

  test('also by way of no plan: its numbers tell the currency', async () => {
    const t = await mintTenant(ctx);
    const euro = { ...BASIC, currency: 'eur', conversionRate: 920_000 };
    const { id } = (await as(agent(t), 'POST', '/plans', euro)).body;
    await ctx.db.read.insert(assignment).values({
      ...{ id: ctx.id('asg'), agencyId: t.agencyId, subAccountId: t.subAccountId, numberId: t.numberId },
      ...{ userId: t.ownerId, state: 'pending', mode: 'paid', telcoCost: 115, telcoCurrency: 'usd', markup: 335 },
      ...{ price: 450, currency: 'usd', createdAt: ctx.now },
    });
    const path = `/sub-accounts/${t.subAccountId}`;
    await as(agent(t), 'PATCH', path, { planId: null });
    expect(await as(agent(t), 'PATCH', path, { planId: id })).toMatchObject({
      status: 422,
      body: { code: 'currency_differs' },
    });
  });

  test('A-5 its own people see the base price and never the agency’s margin', async () => {
    const t = await mintTenant(ctx);
    const { status, body } = await as(owner(t), 'GET', '/plan');
    expect(status).toBe(200);
    expect(body).toMatchObject({ plan: { name: 'Standard', basePrice: 4900 }, standing: { ok: true } });
    expect(JSON.stringify(body)).not.toMatch(/numberPrice|335/);
  });

  test('A-1 its standing says what the assign dialog says', async () => {
    const cases = [
      [{ planStatus: 'canceled' }, 'plan_not_active'],
      [{ cardValid: false }, 'no_valid_card'],
      [{ stripeCustomerId: null }, 'plan_not_active'],
      [{ planId: null }, 'no_plan'],
    ] as const;
    for (const [over, reason] of cases) {
      const t = await mintTenant(ctx, { subAccount: over });
      const { items } = (await as(agent(t), 'GET', '/sub-accounts')).body;
      expect(items).toMatchObject([{ users: 2, numbers: 0, standing: { ok: false, reason } }]);
      expect((await as(owner(t), 'GET', '/plan')).body.standing).toMatchObject({ ok: false, reason });
    }
    const t = await mintTenant(ctx, { plan: { mode: 'included' }, subAccount: { stripeCustomerId: null } });
    expect((await as(agent(t), 'GET', '/sub-accounts')).body.items).toMatchObject([{ standing: { ok: true } }]);
  });

  test('T-1 plans and sub-accounts of another agency do not exist', async () => {
    const [mine, theirs] = [await mintTenant(ctx), await mintTenant(ctx)];
    const answers = await Promise.all([
      as(agent(mine), 'PATCH', `/plans/${theirs.planId}`, { name: 'Mine' }),
      as(agent(mine), 'POST', `/plans/${theirs.planId}/archive`),
      as(agent(mine), 'GET', `/sub-accounts/${theirs.subAccountId}`),
      as(agent(mine), 'PATCH', `/sub-accounts/${theirs.subAccountId}`, { planId: null }),
      as(agent(mine), 'PATCH', `/sub-accounts/${mine.subAccountId}`, { planId: theirs.planId }),
      as(agent(mine), 'PATCH', `/users/${theirs.ownerId}`, { status: 'blocked' }),
    ]);
    expect(answers.map(answer => answer.status)).toEqual(answers.map(() => 404));
    const [row] = await ctx.db.read.select().from(subAccount).where(eq(subAccount.id, theirs.subAccountId));
    expect(row?.planId).toBe(theirs.planId);
  });
});
