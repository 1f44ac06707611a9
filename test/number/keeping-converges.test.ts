import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { syncKeeping } from '../../worker/number/sync-keeping.ts';
import { type Keeping, keepingOf } from './keeping-scene.ts';
import { openWorld, type World } from './world.ts';

/** Months pass. */
const LONG = { timeout: 30_000 };

let w: World;
let k: Keeping;
beforeAll(async () => {
  w = await openWorld();
  k = keepingOf(w);
});
afterEach(() => w.calm());
afterAll(() => w.close());

describe('N-11 keeping converges', () => {
  test('answers lost on the way never make a second subscription or a second item', LONG, async () => {
    const t = await w.tenant();
    w.faults({ vendor: 'stripe', method: 'POST', path: '^/v1/subscriptions$', kind: 'after', status: 500, times: 1 });
    await k.buy(t);
    await k.days(1);
    expect(await k.running(t)).toHaveLength(1);
    await k.buy(t, { type: 'toll_free' });
    await k.days(34, 3);
    await k.buy(t);
    w.faults({ vendor: 'stripe', method: 'POST', path: '^/v1/subscriptions/', kind: 'after', status: 500, times: 1 });
    await k.days(34, 3);
    expect((await k.itemsOf(t)).sort()).toEqual([
      [115, 2],
      [215, 1],
    ]);
    expect(await k.running(t)).toHaveLength(1);
  });

  test('several looks at once do not add twice; a double that came about is ended', LONG, async () => {
    const t = await w.tenant();
    await k.buy(t);
    const [one] = await k.running(t);
    const price = one?.items.data[0]?.price;
    await w.stripe.subscriptions.create({
      customer: await w.payerOf(t),
      items: [{ price: price?.id ?? '' }],
      trial_end: Math.floor(w.now() / 1000) + 86_400,
      metadata: { keeping_of: t.agencyId },
    });
    await w.work();
    expect((await k.running(t)).map(sub => sub.id)).toEqual([one?.id]);
    await k.days(3);
    expect(await k.running(t)).toHaveLength(1);
  });

  test('looking again changes nothing at Stripe', LONG, async () => {
    const t = await w.tenant();
    await k.buy(t);
    await k.days(33, 3);
    const before = (await w.stripe.events.list({ limit: 1 })).data[0]?.id;
    await syncKeeping(w.ctx(), t.agencyId);
    await syncKeeping(w.ctx(), t.agencyId);
    expect((await w.stripe.events.list({ limit: 1 })).data[0]?.id).toBe(before);
  });

  test('at the very moment the second month begins, by whatever clock, nothing is ended or begun', LONG, async () => {
    const t = await w.tenant();
    const made = await k.buy(t);
    const [sub] = await k.running(t);
    await w.box.clock.advanceTo((sub?.trial_end ?? 0) * 1000);
    await syncKeeping(w.ctx({ now: (sub?.trial_end ?? 0) * 1000 - 2000 }), t.agencyId);
    await syncKeeping(w.ctx({ now: (sub?.trial_end ?? 0) * 1000 }), t.agencyId);
    expect(made.state).toBe('done');
    expect((await k.subscriptions(t)).map(({ id, status }) => [id, status])).toEqual([[sub?.id, 'active']]);
    expect(await k.paid(t)).toEqual([115]);
  });

  test('an agency without numbers has no subscription', LONG, async () => {
    const t = await w.tenant();
    await syncKeeping(w.ctx(), t.agencyId);
    expect(await k.subscriptions(t)).toEqual([]);
  });
});
