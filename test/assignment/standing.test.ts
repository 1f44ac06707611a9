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
});
