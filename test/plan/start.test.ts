import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { customerFor } from '../../worker/plan/customer.ts';
import { startPlan } from '../../worker/plan/start.ts';
import { placeOf } from '../../worker/plan/sub-account-store.ts';
import { openWorld, type World } from '../assignment/world.ts';
import { agent, owner } from './door.ts';
import { type Till, tillOf } from './till.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let w: World;
let till: Till;
beforeAll(async () => {
  w = await openWorld();
  till = tillOf(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

describe('T-5 starting the plan', () => {
  test('agency and client at once come to one page; paid, it runs and the client has standing', async () => {
    const t = await till.newcomer();
    const pages = await Promise.all([
      till.as(agent(t), 'POST', `/sub-accounts/${t.subAccountId}/start-plan`),
      till.as(owner(t), 'POST', '/plan/start'),
      till.as(owner(t), 'POST', '/plan/start'),
    ]);
    expect(pages.map(page => page.status)).toEqual([200, 200, 200]);
    const urls = [...new Set(pages.map(page => page.body.url))];
    expect(urls).toHaveLength(1);
    await w.pay(urls[0]);
    await w.work();
    expect(await w.place(t.subAccountId)).toMatchObject({
      planStatus: 'active',
      cardValid: true,
      planCheckoutId: null,
      planCheckoutUrl: null,
    });
    expect((await till.as(owner(t), 'GET', '/plan')).body.standing).toMatchObject({ ok: true });
    const [made, ...more] = await till.plansAt(t);
    expect(more).toEqual([]);
    expect(made).toMatchObject({ status: 'active', metadata: { sub_account_id: t.subAccountId, plan_id: t.planId } });
    const told = (await till.acts(t.subAccountId)).filter(act => act !== 'standing_changed');
    expect(told).toEqual(['customer.made', 'plan.page_opened', 'plan.started']);
    expect(await till.as(owner(t), 'POST', '/plan/start')).toMatchObject({ status: 409, body: { code: 'plan_runs' } });
  });

  test('a page that ran out is told once, and replaced', async () => {
    const t = await till.newcomer();
    const { url } = (await till.as(owner(t), 'POST', '/plan/start')).body;
    w.sandbox.setWebhooks(false);
    await w.advance(DAY + MINUTE);
    for (let look = 0; look < 3; look += 1) {
      await till.sweep();
      await w.advance(6 * MINUTE);
    }
    expect((await till.acts(t.subAccountId)).filter(act => act === 'plan.page_closed')).toHaveLength(1);
    expect((await till.as(owner(t), 'POST', '/plan/start')).body.url).not.toBe(url);
  });

  test('dying after Stripe made the customer, or the page: the next click comes to the same one', async () => {
    const t = await till.newcomer();
    /** Writes down how the client stands, and dies before what comes after that. */
    const dying = () => {
      const { db } = w.ctx();
      let left = 1;
      const commit: typeof db.commit = async statements => {
        left -= 1;
        if (left < 0) throw new Error('gone');
        return db.commit(statements);
      };
      return w.ctx({ db: { ...db, read: db.read, commit } });
    };
    await expect(startPlan(dying(), t.agencyId, t.subAccountId)).rejects.toThrow('gone');
    await customerFor(w.ctx(), await placeOf(w.ctx(), t.agencyId, t.subAccountId), w.account);
    await expect(startPlan(dying(), t.agencyId, t.subAccountId)).rejects.toThrow('gone');
    const { url } = await startPlan(w.ctx(), t.agencyId, t.subAccountId);
    const { data: sessions } = await w.stripe.checkout.sessions.list({ limit: 100 }, till.on);
    const pages = sessions.filter(one => one.client_reference_id === t.subAccountId);
    expect(pages.map(one => one.url)).toEqual([url]);
    const { data: customers } = await w.stripe.customers.list({ limit: 100 }, till.on);
    expect(customers.filter(one => one.metadata.sub_account_id === t.subAccountId)).toHaveLength(1);
  });

  test('a trial costs nothing yet and takes a card', async () => {
    const t = await till.newcomer({ trialDays: 14 });
    const { url } = (await till.as(owner(t), 'POST', '/plan/start')).body;
    await w.pay(url);
    await w.work();
    expect(await w.place(t.subAccountId)).toMatchObject({ planStatus: 'trialing', cardValid: true });
    const [made] = await till.plansAt(t);
    expect((made?.trial_end ?? 0) * 1000 - w.now()).toBeGreaterThan(13 * DAY);
  });

  test('a trial is for the first plan only', async () => {
    const t = await till.newcomer({ trialDays: 14 });
    await w.pay((await till.as(owner(t), 'POST', '/plan/start')).body.url);
    await w.work();
    const [first] = await till.plansAt(t);
    await w.stripe.subscriptions.cancel(first?.id ?? '', {}, till.on);
    await w.work();
    await w.pay((await till.as(owner(t), 'POST', '/plan/start')).body.url);
    await w.work();
    expect((await till.plansAt(t)).map(one => one.status).sort()).toEqual(['active', 'canceled']);
    expect(await w.place(t.subAccountId)).toMatchObject({ planStatus: 'active' });
  });

  test('a free plan takes a card all the same', async () => {
    const t = await till.newcomer({ basePrice: 0 });
    await w.pay((await till.as(owner(t), 'POST', '/plan/start')).body.url);
    await w.work();
    expect(await w.place(t.subAccountId)).toMatchObject({ planStatus: 'active', cardValid: true });
  });

  test('put on another plan, the page of the former one is closed', async () => {
    const t = await till.newcomer();
    const { url } = (await till.as(owner(t), 'POST', '/plan/start')).body;
    await till.as(agent(t), 'PATCH', `/sub-accounts/${t.subAccountId}`, { planId: null });
    await w.pay(url);
    await w.work();
    expect(await till.plansAt(t)).toEqual([]);
  });

  test('every event lost: the way back from the page makes it run', async () => {
    const t = await till.newcomer();
    const { url } = (await till.as(owner(t), 'POST', '/plan/start')).body;
    w.sandbox.setWebhooks(false);
    const { location } = await w.pay(url);
    expect((await w.place(t.subAccountId)).planStatus).toBeNull();
    expect(await till.back(location)).toBe(200);
    expect(await w.place(t.subAccountId)).toMatchObject({ planStatus: 'active', planCheckoutId: null });
  });

  test('every event lost and the tab closed: the sweep finds it, and an abandoned page as well', async () => {
    const [paid, left] = [await till.newcomer(), await till.newcomer()];
    w.sandbox.setWebhooks(false);
    await w.pay((await till.as(owner(paid), 'POST', '/plan/start')).body.url);
    const first = (await till.as(owner(left), 'POST', '/plan/start')).body.url;
    await w.advance(6 * MINUTE);
    await till.sweep();
    expect((await w.place(paid.subAccountId)).planStatus).toBe('active');
    expect((await w.place(left.subAccountId)).planCheckoutUrl).toBe(first);
    await w.advance(25 * 60 * MINUTE);
    await till.sweep();
    expect((await w.place(left.subAccountId)).planCheckoutId).toBeNull();
    const again = (await till.as(owner(left), 'POST', '/plan/start')).body.url;
    expect(again).not.toBe(first);
    await w.pay(again);
    await till.back(`${w.origin}/return/plan?s=${left.subAccountId}&session_id=${again.split('/').pop()}`);
    expect((await till.plansAt(left)).map(one => one.status)).toEqual(['active']);
  });

  test('a page of before a price change is closed and replaced', async () => {
    const t = await till.newcomer();
    const first = (await till.as(owner(t), 'POST', '/plan/start')).body.url;
    await till.as(agent(t), 'PATCH', `/plans/${t.planId}`, { basePrice: 5900 });
    const second = (await till.as(owner(t), 'POST', '/plan/start')).body.url;
    expect(second).not.toBe(first);
    await w.pay(first);
    await w.pay(second);
    await w.work();
    const plans = await till.plansAt(t);
    expect(plans.map(one => one.items.data[0]?.price.unit_amount)).toEqual([5900]);
  });

  test('events twice, late and newest first start it once', async () => {
    const t = await till.newcomer();
    const { url } = (await till.as(owner(t), 'POST', '/plan/start')).body;
    w.sandbox.setChaos({ duplicate: true, reorder: true });
    const { location } = await w.pay(url);
    await Promise.all([till.back(location), till.back(location), w.work()]);
    await w.work();
    expect((await till.acts(t.subAccountId)).filter(act => act === 'plan.started')).toHaveLength(1);
    expect(await w.place(t.subAccountId)).toMatchObject({ planStatus: 'active', planCheckoutId: null });
  });

  test.each([
    ['before', '/v1/customers'],
    ['after', '/v1/customers'],
    ['before', '/v1/checkout/sessions'],
    ['after', '/v1/checkout/sessions'],
  ] as const)(
    'a failure of Stripe’s %s the effect at %s is said, and the next try starts it once',
    async (kind, path) => {
      const t = await till.newcomer();
      w.faults({ vendor: 'stripe', method: 'POST', path, kind, status: 500, times: 1 });
      expect(await till.as(owner(t), 'POST', '/plan/start')).toMatchObject({
        status: 503,
        body: { code: 'stripe_unreachable' },
      });
      const { url } = (await till.as(owner(t), 'POST', '/plan/start')).body;
      await w.pay(url);
      await w.work();
      expect((await till.plansAt(t)).map(one => one.status)).toEqual(['active']);
    },
  );

  test('a plan whose payment is missing is not paid a second time', async () => {
    const t = await w.tenant();
    const { stripeCustomerId, planSubscriptionId } = await w.place(t.subAccountId);
    w.sandbox.setCard(stripeCustomerId ?? '', 'declines');
    await w.advance(32 * DAY);
    await w.work();
    const { status } = await w.stripe.subscriptions.retrieve(planSubscriptionId ?? '', {}, till.on);
    expect(status).toBe('past_due');
    expect(await till.as(owner(t), 'POST', '/plan/start')).toMatchObject({
      status: 409,
      body: { code: 'plan_unpaid' },
    });
  });

  test('no plan, an included one, and an agency without Stripe are refused with what to do', async () => {
    const t = await till.newcomer({ mode: 'included' });
    expect((await till.as(owner(t), 'POST', '/plan/start')).body.code).toBe('plan_included');
    await till.as(agent(t), 'PATCH', `/sub-accounts/${t.subAccountId}`, { planId: null });
    expect((await till.as(owner(t), 'POST', '/plan/start')).body.code).toBe('no_plan');
  });
});

describe('T-5 paid twice', () => {
  test('a page that is paid though another plan runs is undone: ended and given back once', async () => {
    const t = await till.newcomer();
    const { url } = (await till.as(owner(t), 'POST', '/plan/start')).body;
    const { stripeCustomerId } = await w.place(t.subAccountId);
    w.sandbox.setWebhooks(false);
    const method = await w.stripe.paymentMethods.attach('pm_card_visa', { customer: stripeCustomerId ?? '' }, till.on);
    const other = await w.stripe.subscriptions.create(
      {
        customer: stripeCustomerId ?? '',
        default_payment_method: method.id,
        items: [
          {
            price_data: {
              currency: 'usd',
              unit_amount: 4900,
              recurring: { interval: 'month' },
              product: (
                await w.stripe.prices.create({ currency: 'usd', unit_amount: 1, product_data: { name: 'x' } }, till.on)
              ).product as string,
            },
          },
        ],
      },
      till.on,
    );
    await till.as(agent(t), 'POST', `/sub-accounts/${t.subAccountId}/reread`);
    expect((await w.place(t.subAccountId)).planSubscriptionId).toBe(other.id);
    const { location } = await w.pay(url);
    w.faults({ vendor: 'stripe', method: 'POST', path: '/v1/refunds$', kind: 'after', status: 500 });
    await Promise.all([till.back(location), till.back(location)]);
    w.sandbox.setWebhooks(true);
    await w.work();
    const plans = await till.plansAt(t);
    expect(Object.fromEntries(plans.map(one => [one.id === other.id ? 'known' : 'double', one.status]))).toEqual({
      known: 'active',
      double: 'canceled',
    });
    const refunds = await w.stripe.refunds.list({ limit: 100 }, till.on);
    expect(refunds.data.map(refund => refund.amount)).toEqual([4900]);
    expect((await till.acts(t.subAccountId)).filter(act => act === 'plan.double_undone')).toHaveLength(1);
    expect(await w.place(t.subAccountId)).toMatchObject({ planSubscriptionId: other.id, planCheckoutId: null });
  });
});
