import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { subAccount } from '../../schema/index.ts';
import { refundLatePayment } from '../../worker/assignment/effect.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { release } from '../../worker/assignment/release.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import { MINUTE, MONTH, problem, type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

describe('Stripe does not answer, or we die in between', () => {
  test('A-9 nothing changes while Stripe is down, and the next sweep goes on', async () => {
    const t = await w.tenant();
    const active = await s.paid(t);
    await release(w.ctx(), w.client(t), active.id);
    w.sandbox.setWebhooks(false);
    await w.advance(MONTH);
    w.faults({ vendor: 'stripe', path: '/v1/subscriptions', kind: 'before', status: 500, times: 50 });
    await w.tick();
    expect((await w.row(active.id)).state).toBe('ending');
    w.calm();
    await w.advance(MINUTE);
    await w.tick();
    expect((await w.row(active.id)).state).toBe('ended');
  });

  test('A-5 dying after Stripe opened the page: the next click comes to the same one', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
    await expect(pay(s.dying(), w.client(t), id)).rejects.toThrow('gone');
    expect((await w.row(id)).checkoutSessionId).toBeNull();
    const { url } = await pay(w.ctx(), w.client(t), id);
    const sessions = await w.stripe.checkout.sessions.list({ limit: 100 }, s.on);
    expect(sessions.data.filter(s => s.client_reference_id === id).map(s => s.url)).toEqual([url]);
  });

  test('A-6 dying before we stored the page: a payment there still activates', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
    await expect(pay(s.dying(), w.client(t), id)).rejects.toThrow('gone');
    const sessions = await w.stripe.checkout.sessions.list({ limit: 100 }, s.on);
    const url = sessions.data.find(s => s.client_reference_id === id)?.url ?? '';
    await w.pay(url);
    await w.work();
    expect((await w.row(id)).state).toBe('active');
  });

  test('A-5 an error Stripe replays does not bar the page for ever', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
    w.faults({ vendor: 'stripe', method: 'POST', path: '/v1/checkout/sessions$', kind: 'after', status: 500 });
    await expect(pay(w.ctx(), w.client(t), id)).rejects.toEqual(problem('stripe_unreachable'));
    const { url } = await pay(w.ctx(), w.client(t), id);
    await w.pay(url);
    await w.work();
    expect(await w.row(id)).toMatchObject({ state: 'active', checkoutCount: 2 });
  });

  test('A-8 dying after Stripe took the release: its event finishes it', async () => {
    const t = await w.tenant();
    const { id } = await s.paid(t);
    await expect(release(s.dying(), w.client(t), id)).rejects.toThrow('gone');
    expect((await w.row(id)).state).toBe('active');
    await w.work();
    expect((await w.row(id)).state).toBe('ending');
  });

  test('X-2 an effect that fails is tried again until Stripe took it', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await s.paid(t);
    w.faults({ vendor: 'stripe', method: 'DELETE', path: '/v1/subscriptions', kind: 'before', status: 500, times: 1 });
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect((await w.stripe.subscriptions.retrieve(subscriptionId ?? '', {}, s.on)).status).toBe('active');
    await w.advance(10 * MINUTE);
    await w.sweepOutbox();
    expect((await w.stripe.subscriptions.retrieve(subscriptionId ?? '', {}, s.on)).status).toBe('canceled');
  });

  test('T-5 assigning while Stripe is down is refused with a reason, and changes nothing', async () => {
    const t = await w.tenant();
    w.faults({ vendor: 'stripe', path: '/v1/customers', kind: 'before', status: 500, times: 5 });
    await expect(s.given(t)).rejects.toEqual(problem('stripe_unreachable'));
    w.calm();
    expect((await s.given(t)).state).toBe('pending');
  });

  test('A-8 releasing what Stripe has ended meanwhile says so and makes our row agree', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await s.paid(t);
    w.sandbox.setWebhooks(false);
    await w.stripe.subscriptions.cancel(subscriptionId ?? '', {}, s.on);
    await expect(release(w.ctx(), w.client(t), id)).rejects.toEqual(problem('assignment_ended'));
    w.sandbox.setWebhooks(true);
    expect(await w.row(id)).toMatchObject({ state: 'ended', endReason: 'canceled_at_stripe' });
    await w.work();
    expect(w.base.sent.mails.at(-1)?.text).toContain('was cancelled at Stripe');
  });

  test('A-5 paying on a page we never heard of activates once and closes the other page', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
    w.faults({ vendor: 'stripe', method: 'POST', path: '/v1/checkout/sessions$', kind: 'after', status: 500 });
    await expect(pay(w.ctx(), w.client(t), id)).rejects.toEqual(problem('stripe_unreachable'));
    const known = await pay(w.ctx(), w.client(t), id);
    const sessions = await w.stripe.checkout.sessions.list({ limit: 100 }, s.on);
    const unknown = sessions.data.find(one => one.client_reference_id === id && one.url !== known.url);
    await w.pay(unknown?.url ?? '');
    await w.work();
    expect(await w.row(id)).toMatchObject({ state: 'active', subscriptionId: expect.any(String) });
    await w.pay(known.url);
    await w.work();
    expect((await s.subscriptionsOf(t)).map(sub => sub.status)).toEqual(['active']);
  });

  test('A-5 a key that was used with other facts is given up for the next one', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
    await expect(pay(s.dying(), w.client(t), id)).rejects.toThrow('gone');
    const other = w.sandbox.seedCustomer({ account: w.account, name: 'Bayside', email: 'new@bayside.example' });
    await w.base.db.read
      .update(subAccount)
      .set({ stripeCustomerId: other.customer })
      .where(eq(subAccount.id, t.subAccountId));
    await pay(w.ctx(), w.client(t), id);
    expect(await w.row(id)).toMatchObject({ checkoutCount: 2, stripeCustomerId: other.customer });
  });

  test('A-10 the subscription a number runs on is never refunded by mistake', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await s.paid(t);
    const effect = { assignmentId: id, stripeAccountId: w.account, subscriptionId: subscriptionId ?? '' };
    await refundLatePayment(w.ctx(), { kind: 'refund_late_payment', ...effect });
    expect((await s.subscriptionsOf(t)).map(sub => sub.status)).toEqual(['active']);
    expect(await s.refundsFor(t)).toEqual([]);
  });
});
