import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { outbox } from '../../schema/index.ts';
import { keep } from '../../worker/assignment/keep.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { release } from '../../worker/assignment/release.ts';
import { sync } from '../../worker/assignment/sync.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import { DAY, HOUR, MINUTE, MONTH, problem, type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

describe('payments that land too late', () => {
  test('A-10 force-unassign closes the open page: nobody can pay there', async () => {
    const t = await w.tenant();
    const { id, url } = await s.opened(t);
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect((await w.pay(url)).text).toContain('expired');
    expect(await s.subscriptionsOf(t)).toEqual([]);
  });

  test('A-10 a payment after the end is cancelled and refunded, and activates nothing', async () => {
    const t = await w.tenant();
    const { id, url } = await s.opened(t);
    await unassign(w.ctx(), t.agencyId, id);
    await w.pay(url);
    await w.work();
    expect((await w.row(id)).state).toBe('ended');
    expect((await s.subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
    expect(await s.refundsFor(t)).toEqual([450]);
    expect((await w.number(t.numberId)).wiredTo).toBeNull();
    expect(await s.acts(id)).toContain('late_payment_refunded');
  });

  test('A-10 also when no event of it ever arrives', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await s.opened(t);
    await w.pay(url);
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect((await s.subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
    expect(await s.refundsFor(t)).toEqual([450]);
  });

  test('A-10 paid, and cancelled at Stripe before anybody here saw it: given back once, and the number can be paid anew', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await s.opened(t);
    await w.pay(url);
    const [sub] = await s.subscriptionsOf(t);
    await w.stripe.subscriptions.cancel(sub?.id ?? '', {}, s.on);
    for (let look = 0; look < 2; look += 1) {
      await sync(w.ctx(), t.agencyId, id, { subscriptionId: sub?.id ?? '' });
      await w.work();
    }
    expect(await s.refundsFor(t)).toEqual([450]);
    expect((await s.acts(id)).filter(act => act === 'late_payment_refunded')).toHaveLength(1);
    expect((await w.row(id)).state).toBe('pending');
    await w.pay((await pay(w.ctx(), w.client(t), id)).url);
    await sync(w.ctx(), t.agencyId, id);
    expect((await w.row(id)).state).toBe('active');
  });

  test('A-10 paid only after its refund was looked for in vain, it is given back all the same', async () => {
    const t = await w.tenant();
    const { id, url } = await s.opened(t);
    await unassign(w.ctx(), t.agencyId, id);
    w.base.sent.jobs.length = 0;
    await w.pay(url);
    const [sub] = await s.subscriptionsOf(t);
    const { stripeAccountId } = await w.row(id);
    const effect = { kind: 'refund_late_payment', assignmentId: id, stripeAccountId, subscriptionId: sub?.id };
    const key = `refund_late_payment:${id}:${sub?.id}`;
    const done = { id: `out_${id}`, agencyId: t.agencyId, key, effect, createdAt: w.now(), dueAt: w.now() };
    await w.base.db.read.insert(outbox).values({ ...done, deliveredAt: w.now() });
    await w.work();
    expect((await s.subscriptionsOf(t)).map(one => one.status)).toEqual(['canceled']);
    expect(await s.refundsFor(t)).toEqual([450]);
  });

  test.each(['before', 'after'] as const)(
    'A-10 a refund whose answer was an error of Stripe’s, %s the money went back, is made once and noted within minutes',
    async kind => {
      const t = await w.tenant();
      const { id, url } = await s.opened(t);
      await unassign(w.ctx(), t.agencyId, id);
      w.faults({ vendor: 'stripe', method: 'POST', path: '/v1/refunds$', kind, status: 500, times: 2 });
      await w.pay(url);
      await w.work();
      for (const minutes of [2, 6, 16]) {
        await w.advance(minutes * MINUTE);
        await w.sweepOutbox();
      }
      expect(await s.refundsFor(t)).toEqual([450]);
      expect((await s.acts(id)).filter(act => act === 'late_payment_refunded')).toHaveLength(1);
    },
  );

  test('A-10 a refund that was made, and not written down, is written down', async () => {
    const t = await w.tenant();
    const { id, url } = await s.opened(t);
    await unassign(w.ctx(), t.agencyId, id);
    w.sandbox.setWebhooks(false);
    await w.pay(url);
    const { data } = await w.stripe.paymentIntents.list({ customer: await s.customerOf(t), limit: 1 }, s.on);
    await w.stripe.refunds.create({ payment_intent: data[0]?.id ?? '' }, s.on);
    await w.work();
    expect(await s.refundsFor(t)).toEqual([450]);
    expect(await s.acts(id)).toContain('late_payment_refunded');
  });

  test('A-10 what the agency gave back by hand is noted, and only the rest is given back', async () => {
    const t = await w.tenant();
    const { id, url } = await s.opened(t);
    await unassign(w.ctx(), t.agencyId, id);
    w.sandbox.setWebhooks(false);
    await w.pay(url);
    const { data } = await w.stripe.paymentIntents.list({ customer: await s.customerOf(t), limit: 1 }, s.on);
    await w.stripe.refunds.create({ payment_intent: data[0]?.id ?? '', amount: 200 }, s.on);
    await w.work();
    expect((await s.refundsFor(t)).toSorted()).toEqual([200, 250]);
    expect(await s.acts(id)).toContain('late_payment_refunded');
  });

  test('A-10 a renewal paid after the end is refunded, the month before it is not', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await s.paid(t);
    w.sandbox.setWebhooks(false);
    await unassign(w.ctx(), t.agencyId, id);
    w.base.sent.jobs.length = 0;
    await w.advance(MONTH);
    await sync(w.ctx(), t.agencyId, id, { subscriptionId: subscriptionId ?? '' });
    await w.work();
    expect(await s.refundsFor(t)).toEqual([450]);
    expect((await s.subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
  });

  test('A-7 a reservation lapses by the sweep; its page is closed and paying is refused', async () => {
    const t = await w.tenant();
    const { id } = await s.opened(t);
    await w.advance(15 * DAY);
    await expect(pay(w.ctx(), w.client(t), id)).rejects.toEqual(problem('assignment_ended'));
    expect(await w.row(id)).toMatchObject({ state: 'ended', endReason: 'expired' });
    const other = await w.tenant();
    const waiting = await s.given(other);
    await w.advance(15 * DAY);
    await w.tick();
    expect(await w.row(waiting.id)).toMatchObject({ state: 'ended', endReason: 'expired' });
    expect((await s.given(other)).state).toBe('pending');
  });

  test('A-5 a page that ran out after a day is replaced', async () => {
    const t = await w.tenant();
    const first = await s.opened(t);
    await w.advance(2 * DAY);
    await w.work();
    const { url } = await pay(w.ctx(), w.client(t), first.id);
    expect(url).not.toBe(first.url);
    await w.pay(url);
    await w.work();
    expect((await w.row(first.id)).state).toBe('active');
  });

  test('A-8 keeping is refused once the period is over, even before cron has run', async () => {
    const t = await w.tenant();
    const { id } = await s.paid(t);
    await release(w.ctx(), w.client(t), id);
    w.sandbox.setWebhooks(false);
    await w.advance(MONTH);
    await expect(keep(w.ctx(), w.client(t), id)).rejects.toEqual(problem('period_over'));
  });
});

describe('A-12 a renewal that fails', () => {
  test('is past due, then suspended, and works again once paid', async () => {
    const t = await w.tenant();
    const { id } = await s.paid(t);
    w.sandbox.setDunning({ retryDays: [3], after: 'unpaid' }, w.account);
    const { stripeCustomerId } = await w.place(t.subAccountId);
    const { data } = await w.stripe.subscriptions.list({ customer: stripeCustomerId ?? '', limit: 10 }, s.on);
    const own = data.find(sub => sub.metadata.assignment_id);
    await w.stripe.subscriptions.update(own?.id ?? '', { default_payment_method: '' }, s.on);
    w.sandbox.setCard(stripeCustomerId ?? '', 'declines');
    const before = (await w.row(id)).paidThrough ?? 0;
    await w.box.clock.advanceTo(before + HOUR);
    await w.work();
    expect(await w.row(id)).toMatchObject({ state: 'past_due', paidThrough: before });
    await w.advance(5 * DAY);
    await w.work();
    expect((await w.row(id)).state).toBe('suspended');
    w.sandbox.setCard(stripeCustomerId ?? '', 'ok');
    const invoices = await w.stripe.invoices.list({ subscription: own?.id ?? '', limit: 10 }, s.on);
    for (const invoice of invoices.data.filter(one => one.status === 'open'))
      await w.stripe.invoices.pay(invoice.id, {}, s.on);
    await w.work();
    expect((await w.row(id)).state).toBe('active');
  });
});
