import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { subAccount } from '../../schema/index.ts';
import { linkCustomer } from '../../worker/plan/link-customer.ts';
import { problem } from '../assignment/scene.ts';
import { openWorld, type World } from '../assignment/world.ts';
import { interrupted } from '../support/interrupted.ts';
import { agent, owner } from './door.ts';
import { type Till, tillOf } from './till.ts';

const DAY = 86_400_000;

let w: World;
let till: Till;
beforeAll(async () => {
  w = await openWorld();
  till = tillOf(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

const billed = (card: 'ok' | 'expired' | 'none' = 'ok') =>
  w.sandbox.seedCustomer({
    account: w.account,
    name: 'Bayside',
    email: 'accounts@bayside.example',
    card,
    planSubscription: { name: 'CRM', amount: 9900 },
  });

describe('T-5 linking a customer the CRM bills already', () => {
  test('A-5 taken off its plan it still pays in the currency Stripe has for it', async () => {
    const t = await till.newcomer();
    await till.as(agent(t), 'POST', `/sub-accounts/${t.subAccountId}/link-customer`, { customerId: billed().customer });
    const euro = { name: 'Euro', currency: 'eur', basePrice: 2900, numberPrice: 300, conversionRate: 920_000 };
    const { id } = (await till.as(agent(t), 'POST', '/plans', euro)).body;
    const choose = (planId: string | null) => till.as(agent(t), 'PATCH', `/sub-accounts/${t.subAccountId}`, { planId });
    await choose(null);
    expect(await choose(id)).toMatchObject({ status: 422, body: { code: 'currency_differs' } });
    expect(await choose(t.planId)).toMatchObject({ status: 200 });
  });

  test('its standing is read at once, and the page of a plan not started is closed', async () => {
    const t = await till.newcomer();
    const { url } = (await till.as(owner(t), 'POST', '/plan/start')).body;
    const { customer, subscription } = billed();
    const path = `/sub-accounts/${t.subAccountId}/link-customer`;
    const answer = await till.as(agent(t), 'POST', path, { customerId: ` ${customer} ` });
    expect(answer).toMatchObject({
      status: 200,
      body: { planStatus: 'active', cardValid: true, standing: { ok: true } },
    });
    expect(await w.place(t.subAccountId)).toMatchObject({
      stripeCustomerId: customer,
      planSubscriptionId: subscription,
      planCheckoutId: null,
    });
    await w.pay(url);
    await w.work();
    expect((await till.plansAt(t)).map(one => one.id)).toEqual([subscription]);
    expect((await till.as(agent(t), 'POST', path, { customerId: customer })).status).toBe(200);
    expect((await till.acts(t.subAccountId)).filter(act => act === 'customer.linked')).toHaveLength(1);
  });

  test('of two sub-accounts linked to one customer at the same moment one is refused', async () => {
    const [t, other] = [await till.newcomer(), await till.newcomer()];
    await w.base.db.read.update(subAccount).set({ agencyId: t.agencyId }).where(eq(subAccount.id, other.subAccountId));
    const { customer } = billed();
    const slow = interrupted(w.ctx(), () => linkCustomer(w.ctx(), t.agencyId, other.subAccountId, customer));
    await expect(linkCustomer(slow, t.agencyId, t.subAccountId, customer)).rejects.toEqual(
      problem('customer_linked_elsewhere'),
    );
    expect((await w.place(t.subAccountId)).stripeCustomerId).toBeNull();
  });

  test('a customer of nobody, of another account, or deleted is refused', async () => {
    const t = await till.newcomer();
    const path = `/sub-accounts/${t.subAccountId}/link-customer`;
    const elsewhere = w.sandbox.seedCustomer({
      account: w.sandbox.seedAccount({ name: 'Else' }),
      name: 'X',
      email: 'x@x.example',
    });
    const gone = billed('none');
    await w.stripe.customers.del(gone.customer, {}, till.on);
    for (const customerId of ['cus_nobody', elsewhere.customer, gone.customer]) {
      expect(await till.as(agent(t), 'POST', path, { customerId })).toMatchObject({
        status: 422,
        body: { code: 'unknown_customer' },
      });
    }
    expect(await till.as(agent(t), 'POST', path, { customerId: 'acct_1' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'customerId' }] },
    });
    expect((await w.place(t.subAccountId)).stripeCustomerId).toBeNull();
  });

  test('a plan that was started here is not left behind to be charged besides', async () => {
    const t = await till.newcomer();
    await w.pay((await till.as(owner(t), 'POST', '/plan/start')).body.url);
    await w.work();
    const path = `/sub-accounts/${t.subAccountId}/link-customer`;
    const { customer } = billed();
    expect(await till.as(agent(t), 'POST', path, { customerId: customer })).toMatchObject({
      status: 409,
      body: { code: 'plan_runs' },
    });
    const [plan] = await till.plansAt(t);
    await w.stripe.subscriptions.cancel(plan?.id ?? '', {}, till.on);
    expect((await till.as(agent(t), 'POST', path, { customerId: customer })).status).toBe(200);
  });

  test('no customer pays for two sub-accounts of an agency, whoever comes first', async () => {
    const t = await till.newcomer();
    const twin = w.ctx().id('sub');
    const row = await w.place(t.subAccountId);
    await w.base.db.read.insert(subAccount).values({ ...row, id: twin, hostLocationId: twin, name: 'Twin' });
    const { customer } = billed();
    const link = (id: string) =>
      till.as(agent(t), 'POST', `/sub-accounts/${id}/link-customer`, { customerId: customer });
    const both = await Promise.all([link(t.subAccountId), link(twin)]);
    expect(both.map(answer => answer.status).sort()).toEqual([200, 409]);
    expect(both.find(answer => answer.status === 409)?.body.code).toBe('customer_linked_elsewhere');
  });
});

describe('T-5 the customer portal', () => {
  test('it opens for who has a customer; the way back reads the standing', async () => {
    const t = await till.newcomer();
    expect(await till.as(owner(t), 'POST', '/plan/portal')).toMatchObject({
      status: 422,
      body: { code: 'no_customer' },
    });
    const { customer } = billed('expired');
    await till.as(agent(t), 'POST', `/sub-accounts/${t.subAccountId}/link-customer`, { customerId: customer });
    expect((await till.as(owner(t), 'GET', '/plan')).body.standing.reason).toBe('no_valid_card');
    const { url } = (await till.as(owner(t), 'POST', '/plan/portal')).body;
    expect((await till.as(agent(t), 'POST', `/sub-accounts/${t.subAccountId}/portal`)).body.url).toContain(
      '/p/session/',
    );
    w.sandbox.setWebhooks(false);
    w.sandbox.setCard(customer, 'ok');
    const page = await w.browse(url);
    const back = /href="([^"]*\/return\/portal[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    expect(await till.back(`${w.origin}/return/portal?s=made-up`)).toBe(200);
    expect((await w.place(t.subAccountId)).cardValid).toBe(false);
    expect(await till.back(back ?? '')).toBe(200);
    expect((await w.place(t.subAccountId)).cardValid).toBe(true);
  });
});

describe('T-5 standing without events', () => {
  test('it is read again every day, and at once when somebody asks', async () => {
    const t = await w.tenant();
    await till.as(agent(t), 'POST', `/sub-accounts/${t.subAccountId}/reread`);
    const { planSubscriptionId } = await w.place(t.subAccountId);
    await w.work();
    w.sandbox.setWebhooks(false);
    await w.stripe.subscriptions.cancel(planSubscriptionId ?? '', {}, till.on);
    await till.sweep();
    expect((await w.place(t.subAccountId)).planStatus).toBe('active');
    await w.advance(DAY);
    await till.sweep();
    expect((await w.place(t.subAccountId)).planStatus).toBe('canceled');
  });

  test('Stripe down: nothing changes, it is said, and others get their turn', async () => {
    const t = await w.tenant();
    await till.as(agent(t), 'POST', `/sub-accounts/${t.subAccountId}/reread`);
    w.faults({ vendor: 'stripe', path: '/v1/customers', kind: 'before', status: 500, times: 50 });
    expect(await till.as(agent(t), 'POST', `/sub-accounts/${t.subAccountId}/reread`)).toMatchObject({
      status: 503,
      body: { code: 'stripe_unreachable' },
    });
    await w.advance(DAY);
    await till.sweep();
    const { planStatus, standingAt } = await w.place(t.subAccountId);
    expect(planStatus).toBe('active');
    expect(standingAt).toBeGreaterThan(w.now() - DAY);
  });
});
