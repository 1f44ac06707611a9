import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { purchase } from '../../schema/index.ts';
import { resumePurchase } from '../../worker/number/resume.ts';
import { Problem } from '../../worker/problem.ts';
import { BOUGHT, BUY, type Even, evenOutOf, NOTHING } from './even-out.ts';
import { DAY, MINUTE, openWorld, type World } from './world.ts';

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

const CHARGE = { vendor: 'stripe', method: 'POST', path: '^/v1/payment_intents$' } as const;
const REFUND = { vendor: 'stripe', method: 'POST', path: '^/v1/refunds$' } as const;

describe('N-2 vendors that fail', () => {
  const faults = [
    ['Stripe, nothing done: 429', { ...CHARGE, kind: 'before', status: 429 }],
    ['Stripe, done: 500', { ...CHARGE, kind: 'after', status: 500 }],
    ['Stripe, done, then cut off', { ...CHARGE, kind: 'hang', delayMs: 20 }],
    ['Twilio, nothing done: 500', { ...BUY, kind: 'before', status: 500, times: 2 }],
    ['Twilio, nothing done: 429', { ...BUY, kind: 'before', status: 429, times: 3, body: { code: 20429 } }],
    ['Twilio, done: 500', { ...BUY, kind: 'after', status: 500 }],
    ['Twilio, done, then cut off', { ...BUY, kind: 'hang', delayMs: 20 }],
    ['looking up the card: 500', { vendor: 'stripe', method: 'GET', path: '^/v1/customers/', kind: 'before' }],
  ] as const;

  test.each(faults)('%s: bought in the end, paid once', async (_name, fault) => {
    const t = await w.tenant();
    const order = await w.order();
    w.faults(fault);
    await w.buy(t, order);
    await settle();
    expect(await w.purchase(t, order.requestId)).toMatchObject({ state: 'done' });
    expect(await evenOut(t, order.e164)).toEqual(BOUGHT);
  });

  test('Stripe was down all along: nothing is charged, and nothing ordered', async () => {
    const t = await w.tenant();
    const order = await w.order();
    w.faults({ ...CHARGE, kind: 'before', status: 500, times: 50 });
    expect(await w.buy(t, order)).toMatchObject({ state: 'reserved' });
    await w.advance(11 * MINUTE);
    await w.tick();
    expect(await w.purchase(t, order.requestId)).toMatchObject({ state: 'failed' });
    expect(await evenOut(t, order.e164)).toEqual(NOTHING);
  });

  test('Twilio was down for half an hour: the charge is given back', async () => {
    const t = await w.tenant();
    const order = await w.order();
    w.faults({ ...BUY, kind: 'before', status: 503, times: 500 });
    expect(await w.buy(t, order)).toMatchObject({ state: 'charged' });
    await w.advance(20 * MINUTE);
    await w.tick();
    expect((await w.purchase(t, order.requestId)).state).toBe('charged');
    await w.advance(11 * MINUTE);
    await w.tick();
    expect((await w.purchase(t, order.requestId)).state).toBe('refunded');
    expect(await evenOut(t, order.e164)).toEqual(NOTHING);
  });

  test('the answer to the refund is lost, even for two days: it is given back once', async () => {
    for (const fault of [
      { ...REFUND, kind: 'after', status: 500 },
      { ...REFUND, kind: 'before', status: 500, times: 3 },
    ] as const) {
      const t = await w.tenant();
      const order = await w.order();
      w.faults({ ...BUY, kind: 'before', status: 400, body: { code: 21422, message: 'gone' } });
      w.faults(fault);
      await w.buy(t, order).catch((cause: unknown) => expect(cause).toBeInstanceOf(Problem));
      await w.advance(2 * DAY);
      for (let n = 0; n < 3; n += 1) {
        await w.tick();
        await w.advance(MINUTE);
      }
      expect((await w.purchase(t, order.requestId)).state).toBe('refunded');
      expect(await w.money(t)).toEqual({ charged: [115], refunded: [115] });
      w.calm();
    }
  });

  test('all sweeps at once carry a purchase on once', async () => {
    const t = await w.tenant();
    const order = await w.order();
    w.faults({ ...CHARGE, kind: 'after', status: 500 });
    await w.buy(t, order).catch(() => undefined);
    const { id } = await w.purchase(t, order.requestId);
    await w.advance(2 * MINUTE);
    await Promise.allSettled(Array.from({ length: 5 }, () => resumePurchase(w.ctx(), id)));
    await settle();
    expect(await evenOut(t, order.e164)).toEqual(BOUGHT);
    expect((await w.acts(id)).filter(act => act === 'purchase.charged')).toHaveLength(1);
  });

  test('paid unseen, and given up because Stripe then said nothing; the event is lost, too: a later look gives it back', async () => {
    const t = await w.tenant();
    const order = await w.order();
    w.sandbox.setWebhooks(false);
    w.faults({ ...CHARGE, kind: 'after', status: 500 });
    w.faults({ vendor: 'stripe', method: 'GET', path: '^/v1/payment_intents', kind: 'before', status: 500, times: 50 });
    expect(await w.buy(t, order)).toMatchObject({ state: 'reserved' });
    const { id } = await w.purchase(t, order.requestId);
    const givenUp = { state: 'failed', checkAt: w.now() + 15 * MINUTE } as const;
    await w.base.db.read.update(purchase).set(givenUp).where(eq(purchase.id, id));
    w.box.faults.clear();
    await w.tick();
    expect((await w.purchase(t, order.requestId)).state).toBe('failed');
    await w.advance(16 * MINUTE);
    await w.tick();
    expect(await w.purchase(t, order.requestId)).toMatchObject({ state: 'refunded', checkAt: null });
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [115] });
    expect(await w.acts(id)).toEqual(['purchase.reserved', 'purchase.paid_late', 'purchase.refunded']);
  });

  test('declined: what could still be paid of it is closed at Stripe, and not looked at again', async () => {
    const t = await w.tenant('declines');
    const order = await w.order();
    await w.buy(t, order).catch((cause: unknown) => expect(cause).toBeInstanceOf(Problem));
    expect(await w.purchase(t, order.requestId)).toMatchObject({ state: 'declined' });
    await w.advance(16 * MINUTE);
    await w.tick();
    const { paymentIntentId, checkAt } = await w.purchase(t, order.requestId);
    expect(checkAt).toBeNull();
    expect((await w.stripe.paymentIntents.retrieve(paymentIntentId ?? '')).status).toBe('canceled');
  });

  test('paid after all although it had been given up: given back', async () => {
    const t = await w.tenant();
    const order = await w.order();
    w.faults({ ...CHARGE, kind: 'before', status: 500, times: 50 });
    await w.buy(t, order);
    await w.advance(11 * MINUTE);
    await w.tick();
    w.calm();
    const { id } = await w.purchase(t, order.requestId);
    const customer = await w.payerOf(t);
    const { data } = await w.stripe.paymentMethods.list({ customer });
    await w.stripe.paymentIntents.create({
      amount: 115,
      currency: 'usd',
      customer,
      payment_method: data[0]?.id ?? '',
      off_session: true,
      confirm: true,
      metadata: { purchase_id: id },
    });
    await w.work();
    expect((await w.purchase(t, order.requestId)).state).toBe('refunded');
    expect(await evenOut(t, order.e164)).toEqual(NOTHING);
  });
});
