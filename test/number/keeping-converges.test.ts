import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { agency, number } from '../../schema/index.ts';
import { keepingDrift } from '../../worker/number/keeping.ts';
import { syncKeeping } from '../../worker/number/sync-keeping.ts';
import { freshNumber, type Tenant } from '../support/mint.ts';
import { type Keeping, keepingOf } from './keeping-scene.ts';
import { DAY, HOUR, openWorld, type World } from './world.ts';

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

/** Numbers on our account, bought now at those costs. */
async function hold(t: Tenant, costs: Partial<typeof number.$inferInsert>[]): Promise<void> {
  const bare = { country: 'US', type: 'local', voice: true, sms: true, telcoCurrency: 'usd', telcoCost: 0 } as const;
  const at = { agencyId: t.agencyId, twilioAccountSid: w.ctx().env.TWILIO_ACCOUNT_SID, boughtAt: w.now() };
  const rows = costs.map(cost => {
    const id = w.ctx().id('num');
    return { ...bare, ...at, id, e164: freshNumber(), twilioSid: `PN${id}`, ...cost };
  });
  await w.base.db.read.insert(number).values(rows);
}

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

  test('more prices than Stripe takes in one subscription are paid by several, each once', LONG, async () => {
    const t = await w.tenant();
    await hold(
      t,
      Array.from({ length: 23 }, (_, n) => ({ telcoCost: 100 + n })),
    );
    await syncKeeping(w.ctx(), t.agencyId);
    await w.advance(32 * DAY);
    await syncKeeping(w.ctx(), t.agencyId);
    await syncKeeping(w.ctx(), t.agencyId);
    const lines = (await k.running(t)).map(sub => sub.items.data.length).sort((a, b) => a - b);
    expect(lines).toEqual([3, 20]);
    await w.advance(2 * HOUR);
    expect((await k.paid(t)).reduce((a, b) => a + b, 0)).toBe(23 * 100 + (22 * 23) / 2);
    expect(await keepingDrift(w.ctx(), t.agencyId)).toEqual([]);
  });

  test(
    'A-14 numbers in a currency that Stripe does not take from this customer are a finding; others are paid',
    LONG,
    async () => {
      const t = await w.tenant();
      await hold(t, [{ telcoCost: 90, telcoCurrency: 'eur' }, { telcoCost: 115 }, { telcoCost: 115 }]);
      await syncKeeping(w.ctx(), t.agencyId);
      expect(await k.itemsOf(t)).toEqual([[115, 2]]);
      expect(await keepingDrift(w.ctx(), t.agencyId)).toEqual([]);
      await w.advance(35 * DAY);
      await syncKeeping(w.ctx(), t.agencyId);
      expect(await k.paid(t)).toEqual([230]);
      expect(await keepingDrift(w.ctx(), t.agencyId)).toMatchObject([
        { kind: 'keeping_unbilled', detail: { count: 1 } },
      ]);
      const other = await w.tenant();
      await hold(other, [{ telcoCost: 115 }]);
      await w.base.db.read.update(agency).set({ stripeCustomerId: null }).where(eq(agency.id, other.agencyId));
      await w.advance(35 * DAY);
      expect(await keepingDrift(w.ctx(), other.agencyId)).toMatchObject([{ kind: 'keeping_unbilled', subject: 'usd' }]);
    },
  );
});
