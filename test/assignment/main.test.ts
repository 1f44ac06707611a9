import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { number as numberTable, subAccount } from '../../schema/index.ts';
import { candidates } from '../../worker/assignment/candidates.ts';
import { keep } from '../../worker/assignment/keep.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { release } from '../../worker/assignment/release.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import type { Tenant } from '../support/mint.ts';
import { DAY, MONTH, problem, type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());

const subjects = (t: Tenant) =>
  w.base.sent.mails
    .filter(mail => mail.to === `${t.ownerId}@example.com`)
    .map(mail => mail.subject.replace(/\+[\d ]+\d/, '#'));

describe('the main job', () => {
  test('A-4 assigning reserves the number, snapshots its price and tells the user; nothing is subscribed yet', async () => {
    const t = await w.tenant();
    const row = await s.given(t);
    expect(row).toMatchObject({ state: 'pending', price: 450, telcoCost: 115, markup: 335, subscriptionId: null });
    expect(row.expiresAt).toBe(row.createdAt + 14 * DAY);
    expect(row.checkAt).toBeGreaterThan(w.now());
    await w.work();
    expect(subjects(t)).toEqual(['# is reserved for Bayside Dental']);
  });

  test('A-5 A-6 paying at Stripe activates it; the page shows one line and no margin', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
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

  test('T-4 a number priced in a currency the plan has no rate for is refused, and not given one to one', async () => {
    const t = await w.tenant();
    await w.base.db.read.update(numberTable).set({ telcoCurrency: 'eur' }).where(eq(numberTable.id, t.numberId));
    await expect(s.given(t)).rejects.toEqual(problem('no_rate'));
    expect(await s.acts(t.numberId)).toEqual([]);
    const found = await candidates(w.ctx(), w.person(t), t.numberId, '');
    expect(found.items.map(item => item.price)).toEqual(found.items.map(() => undefined));
  });

  test('A-8 A-9 L-6 releasing ends it with the period, by Stripe’s event; every wire is cleared', async () => {
    const t = await w.tenant();
    const active = await s.paid(t);
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
    expect(await s.acts(active.id)).toEqual([
      'assigned',
      'checkout_opened',
      'activated',
      'release_scheduled',
      'released',
    ]);
    expect(await s.acts(t.numberId)).toEqual(['reserved', 'returned']);
    const again = await s.given(t);
    expect(again.state).toBe('pending');
  });

  test('A-8 a released number can be kept until its period ends', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await s.paid(t);
    await release(w.ctx(), w.client(t), id);
    expect(await keep(w.ctx(), w.client(t), id)).toMatchObject({ state: 'active', endsAt: null });
    expect((await w.stripe.subscriptions.retrieve(subscriptionId ?? '', {}, s.on)).cancel_at_period_end).toBe(false);
    await w.advance(MONTH);
    await w.work();
    const row = await w.row(id);
    expect(row.state).toBe('active');
    expect(row.paidThrough).toBeGreaterThan(w.now());
  });

  test('A-10 taking it back cancels at once, refunds nothing and clears the wires', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await s.paid(t);
    const ended = await unassign(w.ctx(), t.agencyId, id);
    expect(ended).toMatchObject({ state: 'ended', endReason: 'unassigned' });
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect((await w.stripe.subscriptions.retrieve(subscriptionId ?? '', {}, s.on)).status).toBe('canceled');
    const refunds = await w.stripe.refunds.list({ limit: 100 }, { stripeAccount: w.account });
    expect(refunds.data).toEqual([]);
    expect(subjects(t).at(-1)).toBe('# was taken back');
    expect(
      w.base.sent.mails.filter(mail => mail.subject.includes('taken back') && mail.to.startsWith(t.ownerId)),
    ).toHaveLength(1);
  });

  test('X-5 the forwarding mirror follows the assignment’s life', async () => {
    const t = await w.tenant();
    const key = `forward:${t.e164}`;
    await w.base.db.read.update(subAccount).set({ forwardTo: '+12125550188' }).where(eq(subAccount.id, t.subAccountId));
    const { id } = await s.paid(t);
    expect(w.base.sent.kv.get(key)).toContain('+12125550188');
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    expect(w.base.sent.kv.get(key)).toBeUndefined();
  });

  test('T-5 a sub-account removed in the CRM loses its numbers after seven days, not before', async () => {
    const t = await w.tenant();
    const { id } = await s.paid(t);
    await w.base.db.read.update(subAccount).set({ deletedAt: w.now() }).where(eq(subAccount.id, t.subAccountId));
    await w.advance(7 * DAY - 60_000);
    await w.tick();
    expect((await w.row(id)).state).toBe('active');
    await w.advance(2 * 60_000);
    await w.tick();
    expect(await w.row(id)).toMatchObject({ state: 'ended', endReason: 'unassigned' });
    expect((await s.subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
  });

  test('N-10 a returned number rests as long as the agency says', async () => {
    const t = await w.tenant('ok', w.account, { cooldownDays: 3 });
    const { id } = await s.given(t);
    await unassign(w.ctx(), t.agencyId, id);
    await expect(s.given(t)).rejects.toEqual(problem('cooling_down'));
    await w.advance(3 * DAY);
    expect((await s.given(t)).state).toBe('pending');
  });
});
