import { eq } from 'drizzle-orm';
import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { assignment, number, outbox } from '../../schema/index.ts';
import { assign } from '../../worker/assignment/assign.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { sync } from '../../worker/assignment/sync.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import { problem, type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

describe('races', () => {
  test('A-2 of two assigns at once one wins and the other hears why', async () => {
    const t = await w.tenant();
    const both = await Promise.allSettled([s.given(t), s.given(t)]);
    expect(both.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find(result => result.status === 'rejected');
    expect(lost?.reason).toEqual(problem('number_already_assigned'));
    const rows = await w.base.db.read.select().from(assignment).where(eq(assignment.numberId, t.numberId));
    expect(rows).toHaveLength(1);
    await expect(s.given(t)).rejects.toEqual(problem('number_already_assigned'));
  });

  test('A-3 a number linked to an agent between the look and the write is not taken off it', async () => {
    const t = await w.tenant();
    const db = w.ctx().db;
    const commit: typeof db.commit = async statements => {
      await db.read.update(number).set({ wiredTo: 'agent', wiredAgentId: 'agt_ours' }).where(eq(number.id, t.numberId));
      return db.commit(statements);
    };
    const to = { userId: t.ownerId, subAccountId: t.subAccountId };
    const late = assign(w.ctx({ db: { ...db, commit } }), w.person(t), t.numberId, to);
    await expect(late).rejects.toEqual(problem('already_linked'));
    expect(await w.number(t.numberId)).toMatchObject({ wiredTo: 'agent', wiredAgentId: 'agt_ours' });
  });

  test('A-5 paying twice, and twice at once, opens one page and makes one subscription', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
    const urls = await Promise.all([1, 2, 3].map(() => pay(w.ctx(), w.client(t), id)));
    urls.push(await pay(w.ctx(), w.client(t), id));
    expect(new Set(urls.map(({ url }) => url)).size).toBe(1);
    const url = urls[0]?.url ?? '';
    await Promise.all([w.pay(url), w.pay(url)]);
    await w.work();
    expect(await w.row(id)).toMatchObject({ state: 'active', checkoutCount: 1 });
    expect(await s.subscriptionsOf(t)).toHaveLength(1);
    await expect(pay(w.ctx(), w.client(t), id)).rejects.toEqual(problem('already_paid'));
  });

  test('A-9 many at once converge once: one activation, one mail', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id, url } = await s.opened(t);
    await w.pay(url);
    await Promise.all([1, 2, 3, 4].map(() => sync(w.ctx(), t.agencyId, id)));
    expect(await s.acts(id)).toEqual(['assigned', 'checkout_opened', 'activated']);
    const rows = await w.base.db.read.select({ key: outbox.key }).from(outbox).where(eq(outbox.agencyId, t.agencyId));
    expect(rows.filter(row => row.key.startsWith('mail:number_activated'))).toHaveLength(1);
  });

  test('A-10 taken back twice at once, it ends once', async () => {
    const t = await w.tenant();
    const { id } = await s.paid(t);
    const ended = await Promise.all([1, 2, 3].map(() => unassign(w.ctx(), t.agencyId, id)));
    expect(ended.map(row => row.state)).toEqual(['ended', 'ended', 'ended']);
    expect((await s.acts(id)).filter(act => act === 'unassigned')).toHaveLength(1);
  });

  test('A-10 taken back while its page is being opened: the page is closed, nobody can pay there', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
    const slow = interrupted(w.stripe, () => unassign(w.ctx(), t.agencyId, id));
    await expect(pay(w.ctx({ stripe: slow }), w.client(t), id)).rejects.toEqual(problem('assignment_ended'));
    expect(await w.row(id)).toMatchObject({ state: 'ended', checkoutSessionId: null });
    const sessions = await w.stripe.checkout.sessions.list({ limit: 100 }, s.on);
    expect(sessions.data.filter(one => one.client_reference_id === id).map(one => one.status)).toEqual(['expired']);
  });
});

/** Stripe, with something else happening between its opening a page and our writing that down. */
function interrupted(stripe: Stripe, meanwhile: () => Promise<unknown>): Stripe {
  const create: Stripe['checkout']['sessions']['create'] = async (...given) => {
    const session = await stripe.checkout.sessions.create(...(given as [Stripe.Checkout.SessionCreateParams]));
    await meanwhile();
    return session;
  };
  const sessions = Object.assign(Object.create(stripe.checkout.sessions), { create });
  return Object.assign(Object.create(stripe), { checkout: { sessions } });
}
