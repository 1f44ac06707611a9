import { describe, expect, test } from 'vitest';
import type { Body, Refusal } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';

const stage = useStage();

async function offer(of: Agency) {
  const found = await of.agency.get('/numbers/available?country=US&type=local&areaCode=415');
  return {
    requestId: crypto.randomUUID(),
    e164: found.items[0].e164,
    country: 'US',
    type: 'local',
    price: found.monthly,
  };
}

const refusalOf = (attempt: Promise<unknown>): Promise<Refusal> =>
  attempt.then(
    () => {
      throw new Error('it was not refused');
    },
    cause => cause,
  );

async function payments(of: Agency): Promise<{ charged: number; refunded: number }> {
  const { client, secrets, urls } = stage.instance;
  const { rows } = await client.execute({ sql: 'select stripe_customer_id from agency where id = ?', args: [of.id] });
  const ask = async (path: string): Promise<Body> =>
    (await fetch(`${urls.stripe}/v1/${path}`, { headers: { authorization: `Bearer ${secrets.stripeKey}` } })).json();
  const intents = await ask(`payment_intents?customer=${rows[0]?.stripe_customer_id}&limit=100`);
  const paid = intents.data.filter((intent: Body) => intent.status === 'succeeded');
  const refunds = await Promise.all(paid.map((intent: Body) => ask(`refunds?payment_intent=${intent.id}`)));
  return { charged: paid.length, refunded: refunds.reduce((sum, page) => sum + page.data.length, 0) };
}

const heldAtTwilio = (e164: string) =>
  [...stage.instance.twilio.carrier.numbers.values()].filter(n => n.phone_number === e164);

describe('N-2 buying a number', () => {
  test('charges the card once, orders with our URLs, and lists the number as unassigned', async () => {
    const a = await stage.agency();
    const order = await offer(a);
    const made = await a.agency.send('POST', '/purchases', order);
    expect(made).toMatchObject({ state: 'done', e164: order.e164, amount: order.price.amount });
    const { items } = await a.agency.get('/numbers');
    expect(items).toMatchObject([{ e164: order.e164, status: 'unassigned', telco: order.price }]);
    const { urls, fallbackUrl } = stage.instance;
    expect(heldAtTwilio(order.e164)).toMatchObject([
      {
        voice_url: `${urls.worker}/twilio/voice`,
        voice_fallback_url: `${fallbackUrl}/twilio/voice-fallback`,
        sms_url: `${urls.worker}/twilio/sms`,
        sms_fallback_url: `${fallbackUrl}/twilio/sms-fallback`,
        status_callback: `${urls.worker}/twilio/voice/status`,
      },
    ]);
    expect(await payments(a)).toEqual({ charged: 1, refunded: 0 });
  });

  test('the same request id, five times at once, buys and charges once', async () => {
    const a = await stage.agency();
    const order = await offer(a);
    const answers = await Promise.all(Array.from({ length: 5 }, () => a.agency.send('POST', '/purchases', order)));
    expect(new Set(answers.map(answer => answer.id)).size).toBe(1);
    await stage.instance.workers.cron();
    await stage.instance.settle();
    expect((await a.agency.get(`/purchases/${answers[0].id}`)).state).toBe('done');
    expect(await payments(a)).toEqual({ charged: 1, refunded: 0 });
    expect((await a.agency.get('/numbers')).total).toBe(1);
  });

  test('two agencies after the same number at once: one gets it, the other is not charged', async () => {
    const [a, b] = [await stage.agency(), await stage.agency()];
    const order = await offer(a);
    const results = await Promise.allSettled([
      a.agency.send('POST', '/purchases', order),
      b.agency.send('POST', '/purchases', { ...order, requestId: crypto.randomUUID() }),
    ]);
    expect(results.filter(r => r.status === 'fulfilled')).toHaveLength(1);
    const charged = (await payments(a)).charged + (await payments(b)).charged;
    expect(charged).toBe(1);
  });

  test('a declined card orders nothing and says to change the card', async () => {
    const a = await stage.agency();
    const { client, stripe } = stage.instance;
    const { rows } = await client.execute({ sql: 'select stripe_customer_id from agency where id = ?', args: [a.id] });
    stripe.setCard(String(rows[0]?.stripe_customer_id), 'declines');
    const order = await offer(a);
    const refusal = await refusalOf(a.agency.send('POST', '/purchases', order));
    expect(refusal).toMatchObject({ status: 422, code: 'card_declined' });
    expect(refusal.problem.detail).toContain('Nothing was ordered');
    expect(heldAtTwilio(order.e164)).toEqual([]);
    expect(await payments(a)).toEqual({ charged: 0, refunded: 0 });
    expect(await refusalOf(a.agency.send('POST', '/purchases', order))).toMatchObject({ code: 'card_declined' });
  });

  test('a carrier that refuses the order: the charge is refunded, once', async () => {
    const a = await stage.agency();
    const order = await offer(a);
    stage.instance.faults.add({
      vendor: 'twilio',
      method: 'POST',
      path: 'IncomingPhoneNumbers.json$',
      kind: 'before',
      status: 400,
      body: { code: 21422, message: 'not available', status: 400 },
    });
    expect(await refusalOf(a.agency.send('POST', '/purchases', order))).toMatchObject({ code: 'carrier_failed' });
    expect(await payments(a)).toEqual({ charged: 1, refunded: 1 });
    expect((await a.agency.get('/numbers')).total).toBe(0);
    expect(await refusalOf(a.agency.send('POST', '/purchases', order))).toMatchObject({ code: 'carrier_failed' });
    expect(await payments(a)).toEqual({ charged: 1, refunded: 1 });
  });

  test('an order that went through although the answer was lost is found, not ordered twice', async () => {
    const a = await stage.agency();
    const order = await offer(a);
    stage.instance.faults.add({
      vendor: 'twilio',
      method: 'POST',
      path: 'IncomingPhoneNumbers.json$',
      kind: 'after',
      status: 500,
    });
    expect(await a.agency.send('POST', '/purchases', order)).toMatchObject({ state: 'done' });
    expect(heldAtTwilio(order.e164)).toHaveLength(1);
    expect(await payments(a)).toEqual({ charged: 1, refunded: 0 });
  });

  test('a charge whose answer was lost is not charged again; the sweep finishes the purchase', async () => {
    const a = await stage.agency();
    const order = await offer(a);
    stage.instance.faults.add({
      vendor: 'stripe',
      method: 'POST',
      path: '^/v1/payment_intents$',
      kind: 'after',
      status: 500,
      times: 3,
    });
    const waiting = await a.agency.send('POST', '/purchases', order);
    expect(['reserved', 'done']).toContain(waiting.state);
    stage.instance.faults.clear();
    await stage.instance.clock.advance(2 * 60_000);
    await stage.instance.settle();
    const after = await a.agency.get(`/purchases/${waiting.id}`);
    const money = await payments(a);
    expect({ state: after.state, net: money.charged - money.refunded }).toEqual({ state: 'done', net: 1 });
  });

  test('N-1 a confirmed price that is not the carrier’s stops the purchase before the charge', async () => {
    const a = await stage.agency();
    const order = await offer(a);
    const refusal = await refusalOf(
      a.agency.send('POST', '/purchases', { ...order, price: { amount: 1, currency: 'usd' } }),
    );
    expect(refusal).toMatchObject({ status: 409, code: 'price_changed' });
    expect(await payments(a)).toEqual({ charged: 0, refunded: 0 });
  });

  test('N-1 a toll-free number cannot be bought at the price of a local one', async () => {
    const a = await stage.agency();
    const found = await a.agency.get('/numbers/available?country=US&type=toll_free');
    const local = await offer(a);
    const attempt = a.agency.send('POST', '/purchases', { ...local, e164: found.items[0].e164 });
    expect(await refusalOf(attempt)).toMatchObject({ code: 'number_gone' });
  });

  test('N-1 numbers that need a registered address say so and are refused', async () => {
    const a = await stage.agency();
    const found = await a.agency.get('/numbers/available?country=DE&type=local');
    expect(found.items[0].needs).toBe('address');
    const order = {
      requestId: crypto.randomUUID(),
      e164: found.items[0].e164,
      country: 'DE',
      type: 'local',
      price: found.monthly,
    };
    expect(await refusalOf(a.agency.send('POST', '/purchases', order))).toMatchObject({ code: 'needs_address' });
  });
});
