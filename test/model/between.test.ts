import { eq } from 'drizzle-orm';
import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { number } from '../../schema/index.ts';
import { assign } from '../../worker/assignment/assign.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { buyNumber } from '../../worker/number/buy.ts';
import { releaseToCarrier } from '../../worker/number/release-to-carrier.ts';
import { resumePurchase } from '../../worker/number/resume.ts';
import { DAY, openWorld, problemOf, type World } from '../number/world.ts';
import { interrupted as interruptedBy } from '../support/interrupted.ts';
import type { Tenant } from '../support/mint.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterEach(() => w.calm());
afterAll(() => w.close());

const interrupted = (meanwhile: () => Promise<unknown>) => interruptedBy(w.ctx(), meanwhile);

const give = (t: Tenant, numberId: string) =>
  assign(w.ctx(), w.person(t), numberId, { userId: t.ownerId, subAccountId: t.subAccountId });

describe('somebody else acts between reading and writing', () => {
  test('N-9 a number that was assigned meanwhile is not handed back', async () => {
    const t = await w.tenant();
    const slow = interrupted(() => give(t, t.numberId));
    expect(await problemOf(releaseToCarrier(slow, w.person(t), t.numberId, t.e164))).toBe('still_assigned');
    expect(await w.rows(t.e164)).toMatchObject([{ releasedAt: null }]);
  });

  test('N-9 a number that was handed back meanwhile is not assigned', async () => {
    const t = await w.tenant();
    const slow = interrupted(() => releaseToCarrier(w.ctx(), w.person(t), t.numberId, t.e164));
    const to = { userId: t.ownerId, subAccountId: t.subAccountId };
    expect(await problemOf(assign(slow, w.person(t), t.numberId, to))).not.toBe('not refused');
  });

  const linked = (t: Tenant) => () =>
    w.base.db.read.update(number).set({ wiredTo: 'agent', wiredAgentId: 'agt_1' }).where(eq(number.id, t.numberId));

  test('A-3 a number that was linked to an agent meanwhile is neither assigned nor handed back', async () => {
    const [t, other] = [await w.tenant(), await w.tenant()];
    const to = { userId: t.ownerId, subAccountId: t.subAccountId };
    expect(await problemOf(assign(interrupted(linked(t)), w.person(t), t.numberId, to))).toBe('already_linked');
    const handing = releaseToCarrier(interrupted(linked(other)), w.person(other), other.numberId, other.e164);
    expect(await problemOf(handing)).toBe('linked_to_agent');
    expect(await w.rows(other.e164)).toMatchObject([{ releasedAt: null }]);
  });

  test('N-2 a purchase that another worker carried on is not carried on again', async () => {
    const t = await w.tenant('consent');
    const order = await w.order();
    const { id, consentUrl } = await w.buy(t, order);
    w.sandbox.setWebhooks(false);
    await w.browse(consentUrl ?? '', { consent: 'given' });
    await resumePurchase(
      interrupted(() => resumePurchase(w.ctx(), id)),
      id,
    );
    expect((await w.acts(id)).filter(act => act === 'purchase.charged')).toHaveLength(1);
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [] });
  });

  test('N-2 two workers that charge at the same moment charge once', async () => {
    const t = await w.tenant();
    const order = await w.order();
    const ctx = w.ctx();
    const create: Stripe['paymentIntents']['create'] = async (...given) => {
      await resumePurchase(ctx, (await w.purchase(t, order.requestId)).id);
      return ctx.stripe.paymentIntents.create(...(given as [Stripe.PaymentIntentCreateParams]));
    };
    const paymentIntents = Object.assign(Object.create(ctx.stripe.paymentIntents), { create });
    const stripe = Object.assign(Object.create(ctx.stripe), { paymentIntents });
    await buyNumber({ ...ctx, stripe }, w.person(t), order);
    expect((await w.purchase(t, order.requestId)).state).toBe('done');
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [] });
  });

  test('A-5 a page that ran out is replaced although no event told of it', async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    const { id } = await give(t, t.numberId);
    const client = { agencyId: t.agencyId, subAccountId: t.subAccountId };
    const first = await pay(w.ctx(), client, id);
    await w.advance(2 * DAY);
    expect((await pay(w.ctx(), client, id)).url).not.toBe(first.url);
  });
});
