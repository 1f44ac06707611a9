import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pay } from '../../worker/assignment/pay.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import type { Tenant } from '../support/mint.ts';
import { DAY, HOUR, problem, type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
  w.sandbox.setDunning({ retryDays: [3, 5, 7, 7, 7, 7], after: 'past_due' }, w.account);
});
afterAll(() => w.close());
afterEach(() => w.calm());

const subjects = (t: Tenant) =>
  w.base.sent.mails
    .filter(mail => mail.to === `${t.ownerId}@example.com`)
    .map(mail => mail.subject.replace(/\+[\d ]+\d/, '#'));

/** Days go by with a look of the cron every six hours. */
async function days(count: number): Promise<void> {
  for (let quarter = 0; quarter < count * 4; quarter += 1) {
    await w.advance(6 * HOUR);
    await w.tick();
  }
}

/** Paid once; from then on the card declines, and the first renewal has just failed. */
async function failing(t: Tenant) {
  const row = await s.paid(t);
  w.sandbox.setCard(await s.customerOf(t), 'declines');
  const sub = await w.stripe.subscriptions.retrieve(row.subscriptionId ?? '', {}, s.on);
  if (typeof sub.default_payment_method === 'string') {
    await w.stripe.subscriptions.update(sub.id, { default_payment_method: '' }, s.on);
  }
  await w.advance((row.paidThrough ?? 0) + HOUR - w.now());
  await w.work();
  await w.tick();
  return row.id;
}

/** Invoices of its numbers; the plan's own are not ours. */
async function invoicesOf(t: Tenant, status: 'open' | 'draft'): Promise<number> {
  const all = await w.stripe.invoices.list({ customer: await s.customerOf(t), status, limit: 100 }, s.on);
  return all.data.filter(one => one.parent?.subscription_details?.metadata?.assignment_id).length;
}

describe('A-12 a payment that fails', () => {
  test('M-1 is told on day 0, 3 and 6; suspended on day 7; ended after fourteen more, with nothing left to pay', async () => {
    const t = await w.tenant();
    const id = await failing(t);
    expect(await w.row(id)).toMatchObject({ state: 'past_due', reminders: 1 });
    await days(6.5);
    expect((await w.row(id)).state).toBe('past_due');
    await days(1);
    expect((await w.row(id)).state).toBe('suspended');
    expect(await invoicesOf(t, 'open')).toBeGreaterThan(0);
    await days(14);
    expect(await w.row(id)).toMatchObject({ state: 'ended', endReason: 'unpaid' });
    expect((await s.subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
    expect(await invoicesOf(t, 'open')).toBe(0);
    expect(subjects(t).slice(2)).toEqual([
      'The payment for # failed',
      'The payment for # failed',
      'The payment for # failed',
      '# is suspended',
      '# was released',
    ]);
    expect((await w.number(t.numberId)).returnedAt).toBeGreaterThan(0);
  }, 60_000);

  test('paid on the invoice’s own page it is restored at once, and renews as before', async () => {
    const t = await w.tenant();
    const id = await failing(t);
    await days(8);
    expect((await w.row(id)).state).toBe('suspended');
    const { url } = await pay(w.ctx(), w.client(t), id);
    await w.pay(url);
    await w.work();
    expect(await w.row(id)).toMatchObject({ state: 'active', pastDueSince: null, suspendedAt: null, reminders: 0 });
    expect(subjects(t).at(-1)).toBe('# works again');
    await expect(pay(w.ctx(), w.client(t), id)).rejects.toEqual(problem('already_paid'));
  }, 60_000);

  test('called unpaid by Stripe it is suspended without waiting', async () => {
    const t = await w.tenant();
    w.sandbox.setDunning({ retryDays: [1], after: 'unpaid' }, w.account);
    const id = await failing(t);
    await days(1.5);
    expect((await w.row(id)).state).toBe('suspended');
    w.sandbox.setDunning({ retryDays: [3, 5, 7, 7, 7, 7], after: 'past_due' }, w.account);
  }, 30_000);

  test('what Stripe drafted for an unpaid subscription cannot be paid either, once the number is taken back', async () => {
    const t = await w.tenant();
    w.sandbox.setDunning({ retryDays: [1], after: 'unpaid' }, w.account);
    const id = await failing(t);
    await w.advance(33 * DAY);
    expect(await invoicesOf(t, 'draft')).toBeGreaterThan(0);
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect(await invoicesOf(t, 'draft')).toBe(0);
    expect(await invoicesOf(t, 'open')).toBe(0);
    w.sandbox.setDunning({ retryDays: [3, 5, 7, 7, 7, 7], after: 'past_due' }, w.account);
  }, 30_000);

  test('cancelled by Stripe’s own dunning it ends, and its open invoice cannot be paid any more', async () => {
    const t = await w.tenant();
    w.sandbox.setDunning({ retryDays: [1], after: 'canceled' }, w.account);
    const id = await failing(t);
    await days(1.5);
    expect(await w.row(id)).toMatchObject({ state: 'ended', endReason: 'unpaid' });
    expect(await invoicesOf(t, 'open')).toBe(0);
    w.sandbox.setDunning({ retryDays: [3, 5, 7, 7, 7, 7], after: 'past_due' }, w.account);
  }, 30_000);

  test('A-10 taken back while it owes, what is open is voided', async () => {
    const t = await w.tenant();
    const id = await failing(t);
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect(await invoicesOf(t, 'open')).toBe(0);
    expect(await s.refundsFor(t)).toEqual([]);
  }, 30_000);
});

test('A-7 a reservation is spoken of two days before it lapses, once, however often cron looks', async () => {
  const t = await w.tenant();
  const { id } = await s.opened(t);
  await w.advance(12 * DAY + HOUR);
  await Promise.all([w.tick(), w.tick()]);
  await w.tick();
  await w.work();
  expect(subjects(t).slice(1)).toEqual([expect.stringMatching(/^# is reserved until/)]);
  await w.advance(2 * DAY);
  await w.tick();
  expect(await w.row(id)).toMatchObject({ state: 'ended', endReason: 'expired' });
}, 30_000);
