import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit, number as numberTable } from '../../schema/index.ts';
import { assign } from '../../worker/assignment/assign.ts';
import { keep } from '../../worker/assignment/keep.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { release } from '../../worker/assignment/release.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import type { Tenant } from '../support/mint.ts';
import { openWorld, type World } from './world.ts';

const DAY = 86_400_000;
const MONTH = 32 * DAY;
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const given = (t: Tenant) =>
  assign(w.ctx(), w.person(t), t.numberId, { userId: t.ownerId, subAccountId: t.subAccountId });

async function paid(t: Tenant) {
  const { id } = await given(t);
  const { url } = await pay(w.ctx(), w.client(t), id);
  await w.pay(url);
  await w.work();
  return w.row(id);
}

const subjects = (t: Tenant) =>
  w.base.sent.mails
    .filter(mail => mail.to === `${t.ownerId}@example.com`)
    .map(mail => mail.subject.replace(/\+[\d ]+\d/, '#'));

const stripeSubscription = (id: string | null) =>
  w.stripe.subscriptions.retrieve(id ?? '', {}, { stripeAccount: w.account });

describe('the main job', () => {
  test('A-4 assigning reserves the number, snapshots its price and tells the user; nothing is subscribed yet', async () => {
    const t = await w.tenant();
    const row = await given(t);
    expect(row).toMatchObject({ state: 'pending', price: 450, telcoCost: 115, markup: 335, subscriptionId: null });
    expect(row.expiresAt).toBe(row.createdAt + 14 * DAY);
    expect(row.checkAt).toBeGreaterThan(w.now());
    await w.work();
    expect(subjects(t)).toEqual(['# is reserved for Bayside Dental']);
  });

  test('A-5 A-6 paying at Stripe activates it; the page shows one line and no margin', async () => {
    const t = await w.tenant();
    const { id } = await given(t);
    const { url } = await pay(w.ctx(), w.client(t), id);
    const page = await w.browse(url);
    expect(page.text).toMatch(/Phone number \(212\) \d{3}-\d{4}/);
    expect(page.text).toContain('$4.50');
    expect(page.text).not.toContain('1.15');
    expect((await w.row(id)).state).toBe('pending');
    await w.pay(url);
    await w.work();
    const row = await w.row(id);
    expect(row).toMatchObject({ state: 'active', subscriptionId: expect.stringMatching(/^sub_/), endsAt: null });
    expect(row.checkAt).toBeGreaterThan(row.paidThrough ?? Number.POSITIVE_INFINITY);
    expect(subjects(t)).toEqual(['# is reserved for Bayside Dental', '# is active']);
  });

  test('A-8 A-9 L-6 releasing ends it with the period, by Stripe’s event; every wire is cleared', async () => {
    const t = await w.tenant();
    const active = await paid(t);
    await w.base.db.read
      .update(numberTable)
      .set({ wiredTo: 'user', wiredUserId: t.staffId, forwardTo: '+12125550199' })
      .where(eq(numberTable.id, t.numberId));
    const ending = await release(w.ctx(), w.client(t), active.id);
    expect(ending).toMatchObject({ state: 'ending', endsAt: active.paidThrough, checkAt: active.paidThrough });
    await release(w.ctx(), w.client(t), active.id);
    await w.work();
    await w.advance(MONTH);
    await w.work();
    expect(await w.row(active.id)).toMatchObject({ state: 'ended', endReason: 'released', checkAt: null });
    expect(await w.number(t.numberId)).toMatchObject({ wiredTo: null, wiredUserId: null, forwardTo: null });
    expect((await w.number(t.numberId)).returnedAt).toBeGreaterThan(active.createdAt);
    expect(subjects(t).slice(2)).toEqual([expect.stringMatching(/^# will be released on/), '# was released']);
    const lines = await w.base.db.read.select({ act: audit.act }).from(audit).where(eq(audit.entityId, active.id));
    expect(lines.map(line => line.act)).toEqual([
      'assigned',
      'checkout_opened',
      'activated',
      'release_scheduled',
      'released',
    ]);
    const again = await given(t);
    expect(again.state).toBe('pending');
  });

  test('A-8 a released number can be kept until its period ends', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await paid(t);
    await release(w.ctx(), w.client(t), id);
    expect(await keep(w.ctx(), w.client(t), id)).toMatchObject({ state: 'active', endsAt: null });
    expect((await stripeSubscription(subscriptionId)).cancel_at_period_end).toBe(false);
    await w.advance(MONTH);
    await w.work();
    const row = await w.row(id);
    expect(row.state).toBe('active');
    expect(row.paidThrough).toBeGreaterThan(w.now());
  });

  test('A-10 taking it back cancels at once, refunds nothing and clears the wires', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await paid(t);
    const ended = await unassign(w.ctx(), t.agencyId, id);
    expect(ended).toMatchObject({ state: 'ended', endReason: 'unassigned' });
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect((await stripeSubscription(subscriptionId)).status).toBe('canceled');
    const refunds = await w.stripe.refunds.list({ limit: 100 }, { stripeAccount: w.account });
    expect(refunds.data).toEqual([]);
    expect(subjects(t).at(-1)).toBe('# was taken back');
    expect(
      w.base.sent.mails.filter(mail => mail.subject.includes('taken back') && mail.to.startsWith(t.ownerId)),
    ).toHaveLength(1);
  });
});
