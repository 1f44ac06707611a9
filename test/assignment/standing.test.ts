import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit, subAccount } from '../../schema/index.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { rereadStanding } from '../../worker/assignment/standing.ts';
import { type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());

describe('a sub-account’s standing', () => {
  test('T-5 standing is mirrored by webhook, with its audit line, and lost standing blocks new assignments only', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
    const { stripeCustomerId, planSubscriptionId } = await w.place(t.subAccountId);
    w.sandbox.setCard(stripeCustomerId ?? '', 'expired');
    await w.work();
    await w.stripe.customers.update(
      stripeCustomerId ?? '',
      { metadata: { touched: '1' } },
      { stripeAccount: w.account },
    );
    await w.work();
    expect((await w.place(t.subAccountId)).cardValid).toBe(false);
    await w.stripe.subscriptions.cancel(planSubscriptionId ?? '', {}, { stripeAccount: w.account });
    await w.work();
    expect((await w.place(t.subAccountId)).planStatus).toBe('canceled');
    expect((await pay(w.ctx(), w.client(t), id)).url).toContain('/c/pay/');
    const lines = await w.base.db.read
      .select({ act: audit.act, by: audit.actorKind, from: audit.source })
      .from(audit)
      .where(and(eq(audit.entityId, t.subAccountId), eq(audit.act, 'standing_changed')));
    expect(lines).toContainEqual({ act: 'standing_changed', by: 'stripe', from: 'webhook' });
  });

  test('T-5 what was read of a customer that is no longer linked is not written on the one that is', async () => {
    const t = await w.tenant();
    await rereadStanding(w.ctx(), t.agencyId, t.subAccountId);
    const before = await w.place(t.subAccountId);
    const other = w.sandbox.seedCustomer({ account: w.account, name: 'New', email: 'n@new.example', card: 'none' });
    const db = w.ctx().db;
    let isFirst = true;
    const commit: typeof db.commit = async statements => {
      if (isFirst) {
        isFirst = false;
        const linked = {
          stripeCustomerId: other.customer,
          planSubscriptionId: null,
          planStatus: null,
          cardValid: false,
        };
        await db.read.update(subAccount).set(linked).where(eq(subAccount.id, t.subAccountId));
      }
      return db.commit(statements);
    };
    const seen = await rereadStanding(w.ctx({ db: { ...db, commit } }), t.agencyId, t.subAccountId);
    expect(before).toMatchObject({ planStatus: 'active', cardValid: true });
    expect(seen).toEqual({ planStatus: null, cardValid: false });
    expect(await w.place(t.subAccountId)).toMatchObject({
      planSubscriptionId: null,
      planStatus: null,
      cardValid: false,
    });
  });

  test('T-5 a linked customer without a known plan subscription is searched for one; numbers never count', async () => {
    const t = await w.tenant();
    const { planSubscriptionId } = await w.place(t.subAccountId);
    await w.base.db.read.update(subAccount).set({ planSubscriptionId: null }).where(eq(subAccount.id, t.subAccountId));
    expect(await rereadStanding(w.ctx(), t.agencyId, t.subAccountId)).toEqual({
      planStatus: 'active',
      cardValid: true,
    });
    expect((await w.place(t.subAccountId)).planSubscriptionId).toBe(planSubscriptionId);
    const { id } = await s.given(t);
    await w.pay((await pay(w.ctx(), w.client(t), id)).url);
    await w.work();
    await w.stripe.subscriptions.cancel(planSubscriptionId ?? '', {}, { stripeAccount: w.account });
    expect(await rereadStanding(w.ctx(), t.agencyId, t.subAccountId)).toMatchObject({ planStatus: 'canceled' });
  });

  test('T-5 a plan whose first payment never came does not hide one that was made at Stripe since', async () => {
    const t = await w.tenant();
    const { stripeCustomerId: customer, planSubscriptionId } = await w.place(t.subAccountId);
    const on = { stripeAccount: w.account };
    const ended = await w.stripe.subscriptions.cancel(planSubscriptionId ?? '', {}, on);
    const terms = { customer: customer ?? '', items: ended.items.data.map(({ price }) => ({ price: price.id })) };
    w.sandbox.setCard(customer ?? '', 'declines');
    const former = await w.stripe.subscriptions.create({ ...terms, payment_behavior: 'allow_incomplete' }, on);
    await w.base.db.read.update(subAccount).set({ planSubscriptionId: null }).where(eq(subAccount.id, t.subAccountId));
    expect(await rereadStanding(w.ctx(), t.agencyId, t.subAccountId)).toMatchObject({ planStatus: 'incomplete' });
    await w.advance(24 * 3_600_000);
    expect((await w.stripe.subscriptions.retrieve(former.id, {}, on)).status).toBe('incomplete_expired');
    w.sandbox.setCard(customer ?? '', 'ok');
    const { id } = await w.stripe.subscriptions.create(terms, on);
    expect(await rereadStanding(w.ctx(), t.agencyId, t.subAccountId)).toEqual({
      planStatus: 'active',
      cardValid: true,
    });
    expect((await w.place(t.subAccountId)).planSubscriptionId).toBe(id);
  });
});
