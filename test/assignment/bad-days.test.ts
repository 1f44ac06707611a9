import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { assignment, audit, outbox } from '../../schema/index.ts';
import { assign } from '../../worker/assignment/assign.ts';
import { keep } from '../../worker/assignment/keep.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { release } from '../../worker/assignment/release.ts';
import { sync } from '../../worker/assignment/sync.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import type { Tenant } from '../support/mint.ts';
import { openWorld, type World } from './world.ts';

const DAY = 86_400_000;
const MONTH = 32 * DAY;
const MINUTE = 60_000;
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
afterEach(() => {
  w.sandbox.setWebhooks(true);
  w.sandbox.setChaos({});
  w.calm();
});

const given = (t: Tenant) =>
  assign(w.ctx(), w.person(t), t.numberId, { userId: t.ownerId, subAccountId: t.subAccountId });
const open = async (t: Tenant) => {
  const { id } = await given(t);
  return { id, ...(await pay(w.ctx(), w.client(t), id)) };
};
async function paid(t: Tenant) {
  const { id, url } = await open(t);
  await w.pay(url);
  await w.work();
  return w.row(id);
}
const on = { stripeAccount: '' };
beforeAll(() => {
  on.stripeAccount = w.account;
});
const subscriptionsOf = async (t: Tenant) => {
  const { stripeCustomerId } = await w.place(t.subAccountId);
  const all = await w.stripe.subscriptions.list({ customer: stripeCustomerId ?? '', status: 'all', limit: 100 }, on);
  return all.data.filter(sub => sub.metadata.assignment_id);
};
const refundsFor = async (t: Tenant) => {
  const { stripeCustomerId } = await w.place(t.subAccountId);
  const intents = await w.stripe.paymentIntents.list({ customer: stripeCustomerId ?? '', limit: 100 }, on);
  const refunds = await w.stripe.refunds.list({ limit: 100 }, on);
  const own = new Set(intents.data.map(intent => intent.id));
  return refunds.data.filter(refund => own.has(String(refund.payment_intent))).map(refund => refund.amount);
};
const acts = async (id: string) => {
  const lines = await w.base.db.read.select({ act: audit.act }).from(audit).where(eq(audit.entityId, id));
  return lines.map(line => line.act);
};
const problem = (code: string) => expect.objectContaining({ body: expect.objectContaining({ code }) });

describe('races', () => {
  test('A-2 of two assigns at once one wins and the other hears why', async () => {
    const t = await w.tenant();
    const both = await Promise.allSettled([given(t), given(t)]);
    expect(both.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find(result => result.status === 'rejected');
    expect(lost?.reason).toEqual(problem('number_already_assigned'));
    const rows = await w.base.db.read.select().from(assignment).where(eq(assignment.numberId, t.numberId));
    expect(rows).toHaveLength(1);
    await expect(given(t)).rejects.toEqual(problem('number_already_assigned'));
  });

  test('A-5 paying twice, and twice at once, opens one page and makes one subscription', async () => {
    const t = await w.tenant();
    const { id } = await given(t);
    const urls = await Promise.all([1, 2, 3].map(() => pay(w.ctx(), w.client(t), id)));
    urls.push(await pay(w.ctx(), w.client(t), id));
    expect(new Set(urls.map(({ url }) => url)).size).toBe(1);
    const url = urls[0]?.url ?? '';
    await Promise.all([w.pay(url), w.pay(url)]);
    await w.work();
    expect(await w.row(id)).toMatchObject({ state: 'active', checkoutCount: 1 });
    expect(await subscriptionsOf(t)).toHaveLength(1);
    await expect(pay(w.ctx(), w.client(t), id)).rejects.toEqual(problem('already_paid'));
  });

  test('A-9 many at once converge once: one activation, one mail', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await open(t);
    await w.pay(url);
    await Promise.all([1, 2, 3, 4].map(() => sync(w.ctx(), t.agencyId, id)));
    expect(await acts(id)).toEqual(['assigned', 'checkout_opened', 'activated']);
    const rows = await w.base.db.read.select({ key: outbox.key }).from(outbox).where(eq(outbox.agencyId, t.agencyId));
    expect(rows.filter(row => row.key.startsWith('mail:number_activated'))).toHaveLength(1);
  });
});

describe('events that are lost, doubled, late or out of order', () => {
  test('A-13 doubled and reordered events end in the same state', async () => {
    const t = await w.tenant();
    w.sandbox.setChaos({ duplicate: true, reorder: true });
    const { id } = await paid(t);
    expect((await w.row(id)).state).toBe('active');
    expect(await acts(id)).toEqual(['assigned', 'checkout_opened', 'activated']);
  });

  test('A-9 without any event the sweep activates, and ends what was released', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await open(t);
    await w.pay(url);
    await w.tick();
    expect((await w.row(id)).state).toBe('pending');
    await w.advance(3 * MINUTE);
    await w.tick();
    expect((await w.row(id)).state).toBe('active');
    await release(w.ctx(), w.client(t), id);
    await w.advance(MONTH);
    await Promise.all([w.tick(), w.tick()]);
    await w.tick();
    expect(await w.row(id)).toMatchObject({ state: 'ended', endReason: 'released' });
    expect(await acts(id)).toEqual(['assigned', 'checkout_opened', 'activated', 'release_scheduled', 'released']);
    expect(await acts(t.numberId)).toEqual(['reserved', 'returned']);
  });

  test('A-6 the return page activates before any event does', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await open(t);
    const { location } = await w.pay(url);
    const page = await w.browse((location ?? '').replace('http://panel.test', w.origin));
    expect(page.status).toBe(200);
    expect(page.text).toContain('You can close this tab');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await w.row(id)).state).toBe('active');
  });

  test('A-6 the return page tells a stranger nothing and moves nothing', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await open(t);
    const { location } = await w.pay(url);
    const real = await w.browse((location ?? '').replace('http://panel.test', w.origin).replace(/a=.*/, 'a=asg_other'));
    const none = await w.browse(`${w.origin}/return/checkout?session_id=cs_none&a=${id}`);
    expect(real.text).toBe(none.text);
    expect((await w.row(id)).state).toBe('pending');
  });

  test('A-13 a late event of a former holder never touches the present one', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const former = await paid(t);
    await sync(w.ctx(), t.agencyId, former.id);
    await unassign(w.ctx(), t.agencyId, former.id);
    await w.work();
    const present = await given(t);
    w.sandbox.setWebhooks(true);
    const events = await w.stripe.events.list({ limit: 100 }, on);
    for (const event of events.data) w.sandbox.resend(event.id);
    await w.work();
    expect((await w.row(former.id)).state).toBe('ended');
    expect(await w.row(present.id)).toMatchObject({ state: 'pending', subscriptionId: null });
    expect(await refundsFor(t)).toEqual([]);
  });
});

describe('Stripe does not answer, or we die in between', () => {
  test('A-9 nothing changes while Stripe is down, and the next sweep goes on', async () => {
    const t = await w.tenant();
    const active = await paid(t);
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
    const { id } = await given(t);
    const broken = { ...w.ctx().db, commit: () => Promise.reject(new Error('gone')) };
    await expect(pay(w.ctx({ db: broken }), w.client(t), id)).rejects.toThrow('gone');
    expect((await w.row(id)).checkoutSessionId).toBeNull();
    const { url } = await pay(w.ctx(), w.client(t), id);
    const sessions = await w.stripe.checkout.sessions.list({ limit: 100 }, on);
    expect(sessions.data.filter(s => s.client_reference_id === id).map(s => s.url)).toEqual([url]);
  });

  test('A-6 dying before we stored the page: a payment there still activates', async () => {
    const t = await w.tenant();
    const { id } = await given(t);
    const broken = { ...w.ctx().db, commit: () => Promise.reject(new Error('gone')) };
    await expect(pay(w.ctx({ db: broken }), w.client(t), id)).rejects.toThrow('gone');
    const sessions = await w.stripe.checkout.sessions.list({ limit: 100 }, on);
    const url = sessions.data.find(s => s.client_reference_id === id)?.url ?? '';
    await w.pay(url);
    await w.work();
    expect((await w.row(id)).state).toBe('active');
  });

  test('A-5 an error Stripe replays does not bar the page for ever', async () => {
    const t = await w.tenant();
    const { id } = await given(t);
    w.faults({ vendor: 'stripe', method: 'POST', path: '/v1/checkout/sessions$', kind: 'after', status: 500 });
    await expect(pay(w.ctx(), w.client(t), id)).rejects.toEqual(problem('stripe_unreachable'));
    const { url } = await pay(w.ctx(), w.client(t), id);
    await w.pay(url);
    await w.work();
    expect(await w.row(id)).toMatchObject({ state: 'active', checkoutCount: 2 });
  });

  test('A-8 dying after Stripe took the release: its event finishes it', async () => {
    const t = await w.tenant();
    const { id } = await paid(t);
    const broken = { ...w.ctx().db, commit: () => Promise.reject(new Error('gone')) };
    await expect(release(w.ctx({ db: broken }), w.client(t), id)).rejects.toThrow('gone');
    expect((await w.row(id)).state).toBe('active');
    await w.work();
    expect((await w.row(id)).state).toBe('ending');
  });

  test('X-2 an effect that fails is tried again until Stripe took it', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await paid(t);
    w.faults({ vendor: 'stripe', method: 'DELETE', path: '/v1/subscriptions', kind: 'before', status: 500, times: 1 });
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect((await w.stripe.subscriptions.retrieve(subscriptionId ?? '', {}, on)).status).toBe('active');
    await w.advance(10 * MINUTE);
    await w.sweepOutbox();
    expect((await w.stripe.subscriptions.retrieve(subscriptionId ?? '', {}, on)).status).toBe('canceled');
  });

  test('T-5 assigning while Stripe is down is refused with a reason, and changes nothing', async () => {
    const t = await w.tenant();
    w.faults({ vendor: 'stripe', path: '/v1/customers', kind: 'before', status: 500, times: 5 });
    await expect(given(t)).rejects.toEqual(problem('stripe_unreachable'));
    w.calm();
    expect((await given(t)).state).toBe('pending');
  });
});

describe('payments that land too late', () => {
  test('A-10 force-unassign closes the open page: nobody can pay there', async () => {
    const t = await w.tenant();
    const { id, url } = await open(t);
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect((await w.pay(url)).text).toContain('expired');
    expect(await subscriptionsOf(t)).toEqual([]);
  });

  test('A-10 a payment after the end is cancelled and refunded, and activates nothing', async () => {
    const t = await w.tenant();
    const { id, url } = await open(t);
    await unassign(w.ctx(), t.agencyId, id);
    await w.pay(url);
    await w.work();
    expect((await w.row(id)).state).toBe('ended');
    expect((await subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
    expect(await refundsFor(t)).toEqual([450]);
    expect((await w.number(t.numberId)).wiredTo).toBeNull();
    expect(await acts(id)).toContain('late_payment_refunded');
  });

  test('A-10 also when no event of it ever arrives', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await open(t);
    await w.pay(url);
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect((await subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
    expect(await refundsFor(t)).toEqual([450]);
  });

  test('A-10 a renewal paid after the end is refunded, the month before it is not', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await paid(t);
    w.sandbox.setWebhooks(false);
    await unassign(w.ctx(), t.agencyId, id);
    w.base.sent.jobs.length = 0;
    await w.advance(MONTH);
    await sync(w.ctx(), t.agencyId, id, { subscriptionId: subscriptionId ?? '' });
    await w.work();
    expect(await refundsFor(t)).toEqual([450]);
    expect((await subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
  });

  test('A-7 a reservation lapses by the sweep; its page is closed and paying is refused', async () => {
    const t = await w.tenant();
    const { id } = await open(t);
    await w.advance(15 * DAY);
    await expect(pay(w.ctx(), w.client(t), id)).rejects.toEqual(problem('assignment_ended'));
    expect(await w.row(id)).toMatchObject({ state: 'ended', endReason: 'expired' });
    const other = await w.tenant();
    const waiting = await given(other);
    await w.advance(15 * DAY);
    await w.tick();
    expect(await w.row(waiting.id)).toMatchObject({ state: 'ended', endReason: 'expired' });
    expect((await given(other)).state).toBe('pending');
  });

  test('A-5 a page that ran out after a day is replaced', async () => {
    const t = await w.tenant();
    const first = await open(t);
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
    const { id } = await paid(t);
    await release(w.ctx(), w.client(t), id);
    w.sandbox.setWebhooks(false);
    await w.advance(MONTH);
    await expect(keep(w.ctx(), w.client(t), id)).rejects.toEqual(problem('period_over'));
  });
});

describe('A-12 a renewal that fails', () => {
  test('is past due, then suspended, and works again once paid', async () => {
    const t = await w.tenant();
    const { id } = await paid(t);
    w.sandbox.setDunning({ retryDays: [3], after: 'unpaid' }, w.account);
    const { stripeCustomerId } = await w.place(t.subAccountId);
    const { data } = await w.stripe.subscriptions.list({ customer: stripeCustomerId ?? '', limit: 10 }, on);
    const own = data.find(sub => sub.metadata.assignment_id);
    await w.stripe.subscriptions.update(own?.id ?? '', { default_payment_method: '' }, on);
    w.sandbox.setCard(stripeCustomerId ?? '', 'declines');
    const before = (await w.row(id)).paidThrough;
    await w.advance(MONTH);
    await w.work();
    expect(await w.row(id)).toMatchObject({ state: 'past_due', paidThrough: before });
    await w.advance(5 * DAY);
    await w.work();
    expect((await w.row(id)).state).toBe('suspended');
    w.sandbox.setCard(stripeCustomerId ?? '', 'ok');
    const invoices = await w.stripe.invoices.list({ subscription: own?.id ?? '', limit: 10 }, on);
    for (const invoice of invoices.data.filter(one => one.status === 'open'))
      await w.stripe.invoices.pay(invoice.id, {}, on);
    await w.work();
    expect((await w.row(id)).state).toBe('active');
  });
});
