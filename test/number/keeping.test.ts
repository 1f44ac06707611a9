import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { finding } from '../../schema/index.ts';
import { keepingDrift } from '../../worker/number/keeping.ts';
import { syncKeeping } from '../../worker/number/sync-keeping.ts';
import { type Keeping, keepingOf } from './keeping-scene.ts';
import { HOUR, MINUTE, openWorld, type World } from './world.ts';

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

describe('N-11 keeping numbers', () => {
  test(
    'the purchase pays the first month; from the second on one subscription takes the telco’s cost',
    LONG,
    async () => {
      const t = await w.tenant();
      await k.buy(t);
      expect(await k.running(t)).toMatchObject([{ status: 'trialing', metadata: { keeping_of: t.agencyId } }]);
      expect(await k.keptAs(t)).toMatchObject({ status: 'trialing' });
      expect(await k.paid(t)).toEqual([]);
      await k.days(32, 3);
      expect(await k.paid(t)).toEqual([115]);
      expect(await k.keptAs(t)).toMatchObject({ status: 'active' });
      await k.days(31, 3);
      expect(await k.paid(t)).toEqual([115, 115]);
      expect(await k.running(t)).toHaveLength(1);
      expect((await w.acts(t.agencyId)).filter(act => act === 'keeping_changed')).toHaveLength(2);
    },
  );

  test(
    'a number that comes within the period pays what is left of it, then a whole month like the others',
    LONG,
    async () => {
      const t = await w.tenant();
      await k.buy(t);
      await k.days(10);
      await k.buy(t);
      expect(await k.itemsOf(t)).toEqual([[115, 1]]);
      await k.days(24);
      expect(await k.itemsOf(t)).toEqual([[115, 1]]);
      await k.days(10);
      expect(await k.itemsOf(t)).toEqual([[115, 2]]);
      await k.days(24);
      const [first, second, ...rest] = await k.paid(t);
      expect(first).toBe(115);
      expect(second).toBeGreaterThan(230 + 60);
      expect(second).toBeLessThan(230 + 90);
      expect(rest).toEqual([]);
      await k.days(31);
      expect((await k.paid(t))[2]).toBe(230);
    },
  );

  test('numbers bought the same day begin together, one line per price', LONG, async () => {
    const t = await w.tenant();
    await k.buy(t);
    await w.advance(MINUTE);
    await k.buy(t);
    await k.buy(t, { type: 'toll_free' });
    await syncKeeping(w.ctx(), t.agencyId);
    const held = (await k.itemsOf(t)).sort();
    expect([
      [
        [115, 2],
        [215, 1],
      ],
      [[115, 1]],
    ]).toContainEqual(held);
    await k.days(34, 3);
    expect((await k.itemsOf(t)).sort()).toEqual([
      [115, 2],
      [215, 1],
    ]);
  });

  test('a number handed back is paid to the month’s end, not given back, and not paid again', LONG, async () => {
    const t = await w.tenant();
    const [one, two] = [await k.buy(t), await k.buy(t)];
    await k.days(40, 3);
    await k.letGo(one.numberId);
    await k.days(1);
    expect(await k.itemsOf(t)).toEqual([[115, 1]]);
    await k.days(24, 3);
    expect((await k.paid(t)).at(-1)).toBe(115);
    await k.letGo(two.numberId);
    await k.days(1);
    expect(await k.running(t)).toEqual([]);
    expect(await k.keptAs(t)).toEqual({ id: null, status: null });
    const before = await k.paid(t);
    await k.days(40, 3);
    expect(await k.paid(t)).toEqual(before);
  });

  test('one handed back within its first month is never paid again', LONG, async () => {
    const t = await w.tenant();
    const one = await k.buy(t);
    await k.letGo(one.numberId);
    await k.days(35, 3);
    expect(await k.paid(t)).toEqual([]);
    expect(await k.running(t)).toEqual([]);
  });

  test('N-3 numbers on an account of the agency’s own are Twilio’s to bill', LONG, async () => {
    const t = await w.tenant();
    await w.ownAccount(t);
    await k.buy(t);
    await k.days(35, 3);
    expect(await k.subscriptions(t)).toEqual([]);
  });

  test(
    'A-14 M-1 a failed payment is mailed to the agency once, with where to pay; it stands among the findings',
    LONG,
    async () => {
      const t = await w.tenant();
      await k.buy(t);
      w.sandbox.setCard(await w.payerOf(t), 'declines');
      await k.days(33, 3);
      expect(await k.keptAs(t)).toMatchObject({ status: 'past_due' });
      expect(k.mails(t)).toHaveLength(1);
      expect(k.mails(t)[0]?.text).toMatch(/The payment of \$1\.15 .*Pay it here: http/s);
      const open = await w.base.db.read.select().from(finding).where(eq(finding.agencyId, t.agencyId));
      expect(open).toMatchObject([{ kind: 'keeping_unpaid', resolvedAt: null }]);
      expect(await keepingDrift(w.ctx(), t.agencyId)).toHaveLength(1);
      w.sandbox.setCard(await w.payerOf(t), 'ok');
      await k.days(8);
      expect(await k.keptAs(t)).toMatchObject({ status: 'active' });
      expect(await keepingDrift(w.ctx(), t.agencyId)).toEqual([]);
      expect(k.mails(t)).toHaveLength(1);
    },
  );

  test('without any event the nightly look finds what Stripe did', LONG, async () => {
    const t = await w.tenant();
    w.sandbox.setWebhooks(false);
    await k.buy(t);
    await k.days(33, 3);
    expect(await k.keptAs(t)).toMatchObject({ status: 'active' });
    expect(await k.paid(t)).toEqual([115]);
  });

  test('ended by somebody at Stripe, it begins again while numbers are held', LONG, async () => {
    const t = await w.tenant();
    await k.buy(t);
    await k.days(35, 3);
    const [first] = await k.running(t);
    await w.stripe.subscriptions.cancel(first?.id ?? '');
    await w.work();
    const [second, ...more] = await k.running(t);
    expect(second?.id).not.toBe(first?.id);
    expect(more).toEqual([]);
    await w.advance(2 * HOUR);
    await w.work();
    expect(await k.paid(t)).toEqual([115, 115]);
  });
});
