import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buyNumber } from '../../worker/number/buy.ts';
import { buyForClient } from '../../worker/number/client-buy.ts';
import { Died, dyingAt } from './dying.ts';
import { BOUGHT, BUY, type Even, evenOutOf, NOTHING } from './even-out.ts';
import { HOUR, openWorld, type World } from './world.ts';

/** N-2: whatever breaks between reserving and confirming, a purchase ends bought and paid once, or unbought and unpaid. */
let w: World;
let settle: Even['settle'];
let evenOut: Even['evenOut'];
beforeAll(async () => {
  w = await openWorld();
  ({ settle, evenOut } = evenOutOf(w));
});
afterEach(() => w.calm());
afterAll(() => w.close());

describe('N-2 a worker that dies anywhere', () => {
  test('the sweep finishes every purchase that was reserved, paid once', { timeout: 120_000 }, async () => {
    let points = 0;
    for (let n = 1; ; n += 1) {
      const t = await w.tenant();
      const order = await w.order();
      const { ctx, died } = dyingAt(w.ctx(), n);
      const cause = await buyNumber(ctx, w.person(t), order).catch((thrown: unknown) => thrown);
      if (!died()) break;
      points = n;
      if (!(cause instanceof Died)) throw cause;
      const reserved = await w.purchase(t, order.requestId).catch(() => undefined);
      await settle();
      expect({ n, ...(await evenOut(t, order.e164)) }).toEqual({ n, ...(reserved ? BOUGHT : NOTHING) });
      if (reserved) expect((await w.purchase(t, order.requestId)).state).toBe('done');
    }
    expect(points).toBeGreaterThan(12);
  });

  test('so it is for a client’s: it is theirs once, as Pending payment', { timeout: 120_000 }, async () => {
    for (let n = 1; ; n += 1) {
      const t = await w.tenant('ok', { plan: { clientsMayBuy: true } });
      const order = { ...(await w.order()), price: { amount: 450, currency: 'usd' } };
      const { ctx, died } = dyingAt(w.ctx(), n);
      await buyForClient(ctx, w.client(t), order).catch((thrown: unknown) => thrown);
      if (!died()) break;
      const reserved = await w.purchase(t, `${t.subAccountId}:${order.requestId}`).catch(() => undefined);
      await settle();
      const given = await w.base.db.read.query.assignment.findMany({
        where: (a, { eq }) => eq(a.subAccountId, t.subAccountId),
      });
      expect({ n, given: given.map(row => row.state), ...(await evenOut(t, order.e164)) }).toEqual({
        n,
        given: reserved ? ['pending'] : [],
        ...(reserved ? BOUGHT : NOTHING),
      });
    }
  });

  test('so it is while undoing: the charge goes back once', { timeout: 120_000 }, async () => {
    for (let n = 1; ; n += 1) {
      const t = await w.tenant();
      const order = await w.order();
      w.faults({ ...BUY, kind: 'before', status: 400, body: { code: 21422, message: 'gone' }, times: 50 });
      const { ctx, died } = dyingAt(w.ctx(), n);
      await buyNumber(ctx, w.person(t), order).catch((thrown: unknown) => thrown);
      if (!died()) break;
      await settle();
      w.calm();
      expect({ n, ...(await evenOut(t, order.e164)) }).toEqual({ n, ...NOTHING });
    }
    w.calm();
  });

  test('so it is while the bank waits for consent', { timeout: 120_000 }, async () => {
    for (let n = 1; ; n += 1) {
      const t = await w.tenant('consent');
      const order = await w.order();
      const { ctx, died } = dyingAt(w.ctx(), n);
      await buyNumber(ctx, w.person(t), order).catch((thrown: unknown) => thrown);
      if (!died()) break;
      await settle();
      const row = await w.purchase(t, order.requestId).catch(() => undefined);
      if (!row) continue;
      expect({ n, state: row.state }).toEqual({ n, state: 'consent' });
      await w.browse(row.consentUrl ?? '', { consent: 'given' });
      await w.work();
      expect({ n, ...(await evenOut(t, order.e164)) }).toEqual({ n, ...BOUGHT });
    }
  });

  test('so it is when cron is away for two days: Stripe’s keys are forgotten by then', {
    timeout: 120_000,
  }, async () => {
    w.sandbox.setWebhooks(false);
    for (let n = 1; ; n += 1) {
      const t = await w.tenant();
      const order = await w.order();
      const { ctx, died } = dyingAt(w.ctx(), n);
      await buyNumber(ctx, w.person(t), order).catch((thrown: unknown) => thrown);
      if (!died()) break;
      await w.advance(49 * HOUR);
      await settle();
      expect([BOUGHT, NOTHING]).toContainEqual(await evenOut(t, order.e164));
      const row = await w.purchase(t, order.requestId).catch(() => undefined);
      if (row) expect(['done', 'failed']).toContain(row.state);
    }
  });

  test('so it is when the card is taken off meanwhile: what was paid is delivered', { timeout: 120_000 }, async () => {
    for (let n = 1; ; n += 1) {
      const t = await w.tenant();
      const order = await w.order();
      const { ctx, died } = dyingAt(w.ctx(), n);
      await buyNumber(ctx, w.person(t), order).catch((thrown: unknown) => thrown);
      if (!died()) break;
      const { data } = await w.stripe.paymentMethods.list({ customer: await w.payerOf(t) });
      await w.stripe.paymentMethods.detach(data[0]?.id ?? '');
      await settle();
      expect([BOUGHT, NOTHING]).toContainEqual(await evenOut(t, order.e164));
    }
  });
});
