import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { plan } from '../../schema/index.ts';
import { changePrices, listPriceChanges } from '../../worker/assignment/price-change.ts';
import { release } from '../../worker/assignment/release.ts';
import { interrupted } from '../support/interrupted.ts';
import type { Tenant } from '../support/mint.ts';
import { HOUR, MONTH, problem, type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

const planAsks = (t: Tenant, numberPrice: number) =>
  w.base.db.read.update(plan).set({ numberPrice }).where(eq(plan.id, t.planId));

const offered = async (t: Tenant) =>
  (await listPriceChanges(w.ctx(), t.agencyId, t.planId)).items.map(({ price, newPrice }) => [price, newPrice]);

async function nextMonth(): Promise<void> {
  await w.advance(MONTH);
  await w.work();
  await w.tick();
}

/** What was charged for the number, in order. */
async function charged(t: Tenant): Promise<number[]> {
  const [sub] = await s.subscriptionsOf(t);
  const { data } = await w.stripe.invoices.list({ subscription: sub?.id ?? '', limit: 100 }, s.on);
  return data.map(one => one.amount_paid).reverse();
}

describe('A-16 a plan’s new price', () => {
  test('touches nothing by itself; chosen, it is paid from the next cycle without proration', async () => {
    const t = await w.tenant();
    const { id } = await s.paid(t);
    expect(await offered(t)).toEqual([]);
    await planAsks(t, 535);
    expect(await offered(t)).toEqual([[450, 650]]);
    expect(await changePrices(w.ctx(), t.agencyId, [id, id])).toEqual({ changed: 1 });
    expect(await changePrices(w.ctx(), t.agencyId, [id])).toEqual({ changed: 0 });
    await w.work();
    expect(await w.row(id)).toMatchObject({ price: 450, nextPrice: 650 });
    expect(await offered(t)).toEqual([]);
    expect(await charged(t)).toEqual([450]);
    await nextMonth();
    expect(await charged(t)).toEqual([450, 650]);
    expect(await w.row(id)).toMatchObject({ price: 650, markup: 535, nextPrice: null, nextMarkup: null });
    expect((await s.acts(id)).filter(act => act.startsWith('price_'))).toEqual(['price_chosen', 'price_changed']);
    const mails = w.base.sent.mails.filter(mail => mail.to === `${t.ownerId}@example.com`);
    expect(mails.at(-1)?.subject).toMatch(/will cost \$6\.50 a month$/);
  });

  test('of two prices chosen at the same moment the first one counts', async () => {
    const t = await w.tenant();
    const { id } = await s.paid(t);
    await planAsks(t, 535);
    const slow = interrupted(w.ctx(), async () => {
      await planAsks(t, 635);
      await changePrices(w.ctx(), t.agencyId, [id]);
    });
    await expect(changePrices(slow, t.agencyId, [id])).rejects.toEqual(problem('changed_meanwhile'));
    expect(await w.row(id)).toMatchObject({ price: 450, nextPrice: 750 });
  });

  test('not chosen, it stays as it was', async () => {
    const t = await w.tenant();
    await s.paid(t);
    await planAsks(t, 535);
    await nextMonth();
    expect(await charged(t)).toEqual([450, 450]);
  });

  test('taken back before the cycle ends, the old price stays', async () => {
    const t = await w.tenant();
    const { id } = await s.paid(t);
    await planAsks(t, 535);
    await changePrices(w.ctx(), t.agencyId, [id]);
    await w.work();
    await planAsks(t, 335);
    expect(await offered(t)).toEqual([[450, 450]]);
    await w.advance(HOUR);
    await changePrices(w.ctx(), t.agencyId, [id]);
    await w.work();
    await nextMonth();
    expect(await charged(t)).toEqual([450, 450]);
    expect(await w.row(id)).toMatchObject({ price: 450, nextPrice: null });
  });

  test('Stripe down at that moment: it is told later, and what is charged meanwhile is the old price, as our row says', async () => {
    const t = await w.tenant();
    const { id } = await s.paid(t);
    await planAsks(t, 535);
    w.faults({ vendor: 'stripe', method: 'GET', path: '/v1/subscriptions/', kind: 'before', status: 503, times: 1 });
    await changePrices(w.ctx(), t.agencyId, [id]);
    await w.work();
    await nextMonth();
    expect(await charged(t)).toEqual([450, 450]);
    expect(await w.row(id)).toMatchObject({ price: 450, nextPrice: 650 });
    await w.sweepOutbox();
    await nextMonth();
    expect(await charged(t)).toEqual([450, 450, 650]);
    expect(await w.row(id)).toMatchObject({ price: 650, nextPrice: null });
  });

  test('T-1 is refused for what ends, and unknown for another agency', async () => {
    const [t, other] = [await w.tenant(), await w.tenant()];
    const { id } = await s.paid(t);
    await planAsks(t, 535);
    await expect(changePrices(w.ctx(), other.agencyId, [id])).rejects.toEqual(problem('not_found'));
    expect((await listPriceChanges(w.ctx(), other.agencyId, undefined)).items).toEqual([]);
    await release(w.ctx(), w.client(t), id);
    await expect(changePrices(w.ctx(), t.agencyId, [id])).rejects.toEqual(problem('price_fixed'));
  });
});
