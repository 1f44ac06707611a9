import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, DAY, HOUR, openBench } from './bench.ts';

let bench: Bench;
let account: string;
let on: { stripeAccount: string };

beforeEach(async () => {
  bench = await openBench();
  account = bench.sandbox.seedAccount({ name: 'Harbour Agency' });
  on = { stripeAccount: account };
});
afterEach(() => bench.close());

async function subscribed(
  more: Partial<Stripe.SubscriptionCreateParams> = {},
  card: 'ok' | 'consent' | 'declines' = 'ok',
) {
  const { customer, paymentMethod } = bench.sandbox.seedCustomer({
    account,
    name: 'Rosa',
    email: 'rosa@bayside.example',
    card,
  });
  const product = await bench.stripe.products.create({ name: 'Phone number' }, on);
  const sub = await bench.stripe.subscriptions.create(
    {
      customer,
      items: [
        { price_data: { currency: 'usd', product: product.id, unit_amount: 450, recurring: { interval: 'month' } } },
      ],
      ...more,
    },
    on,
  );
  return { sub, customer, paymentMethod };
}

const again = (id: string) => bench.stripe.subscriptions.retrieve(id, {}, on);
const end = (sub: Stripe.Subscription) => sub.items.data[0]?.current_period_end ?? 0;
const invoicesOf = async (subscription: string) =>
  (await bench.stripe.invoices.list({ subscription, limit: 50 }, on)).data;
const toSecond = (seconds: number) => bench.ctx.clock.advanceTo(seconds * 1000 + 500);

describe('Renewal by the clock', () => {
  it('A-5 charges the same day each month, in order, over many months at once', async () => {
    const { sub } = await subscribed();
    await bench.ctx.clock.advance(100 * DAY);
    const invoices = await invoicesOf(sub.id);
    expect(invoices.map(it => it.status)).toEqual(['paid', 'paid', 'paid', 'paid']);
    expect(invoices.map(it => it.billing_reason).at(0)).toBe('subscription_cycle');
    expect(end(await again(sub.id))).toBeGreaterThan(bench.ctx.clock.now() / 1000);
    expect(bench.types().filter(type => type === 'invoice.paid')).toHaveLength(4);
  });

  it('A-5 a subscription of the 31st renews on short months last day and returns to the 31st', async () => {
    await bench.ctx.clock.advanceTo(Date.UTC(2027, 0, 31, 12));
    const { sub } = await subscribed();
    const days: number[] = [];
    for (let month = 0; month < 4; month += 1) {
      const due = end(await again(sub.id));
      days.push(new Date(due * 1000).getUTCDate());
      await toSecond(due);
    }
    expect(days).toEqual([28, 31, 30, 31]);
  });

  it('A-8 one that was asked to end at period end stays active until then and can be kept before', async () => {
    const { sub } = await subscribed();
    const leaving = await bench.stripe.subscriptions.update(sub.id, { cancel_at_period_end: true }, on);
    expect(leaving).toMatchObject({ status: 'active', cancel_at_period_end: true, cancel_at: end(sub) });
    const kept = await bench.stripe.subscriptions.update(sub.id, { cancel_at_period_end: false }, on);
    expect(kept).toMatchObject({ cancel_at: null, canceled_at: null });
    await bench.stripe.subscriptions.update(sub.id, { cancel_at_period_end: true }, on);
    await toSecond(end(sub));
    expect(await again(sub.id)).toMatchObject({ status: 'canceled', ended_at: end(sub) });
    expect(bench.types().at(-1)).toBe('customer.subscription.deleted');
    expect(await invoicesOf(sub.id)).toHaveLength(1);
  });
});

describe('Payments that fail', () => {
  it.each(['unpaid', 'canceled'] as const)('A-12 retries after 3, 5 and 7 days, then %s', async after => {
    bench.sandbox.setDunning({ after }, account);
    const { sub, customer } = await subscribed();
    bench.sandbox.setCard(customer, 'declines');
    await toSecond(end(sub));
    expect(await again(sub.id)).toMatchObject({ status: 'past_due' });
    const [open] = await invoicesOf(sub.id);
    expect(open).toMatchObject({ status: 'open', attempt_count: 1, amount_remaining: 450 });
    await bench.ctx.clock.advance(14 * DAY);
    expect((await invoicesOf(sub.id))[0]).toMatchObject({ attempt_count: 3 });
    await bench.ctx.clock.advance(2 * DAY);
    expect((await invoicesOf(sub.id))[0]).toMatchObject({ attempt_count: 4, next_payment_attempt: null });
    expect(await again(sub.id)).toMatchObject({ status: after });
    expect(bench.types().filter(type => type === 'invoice.payment_failed')).toHaveLength(4);
  });

  it('A-12 paying the open invoice with another card restores it at once', async () => {
    bench.sandbox.setDunning({ after: 'unpaid' }, account);
    const { sub, customer } = await subscribed();
    bench.sandbox.setCard(customer, 'declines');
    await toSecond(end(sub));
    const [open] = await invoicesOf(sub.id);
    await expect(bench.stripe.invoices.pay(String(open?.id), {}, on)).rejects.toMatchObject({
      statusCode: 402,
      decline_code: 'generic_decline',
    });
    await bench.browse(open?.hosted_invoice_url ?? '', { act: 'pay', card: '4242424242424242' });
    expect(await again(sub.id)).toMatchObject({ status: 'active' });
  });

  it('A-12 open invoices can be voided, and a canceled subscription is not collected again', async () => {
    const { sub, customer } = await subscribed();
    bench.sandbox.setCard(customer, 'declines');
    await toSecond(end(sub));
    await bench.stripe.subscriptions.cancel(sub.id, {}, on);
    const [open] = await invoicesOf(sub.id);
    expect(await bench.stripe.invoices.voidInvoice(String(open?.id), {}, on)).toMatchObject({ status: 'void' });
    await bench.ctx.clock.advance(40 * DAY);
    expect((await invoicesOf(sub.id))[0]).toMatchObject({ attempt_count: 1, status: 'void' });
    await expect(bench.stripe.subscriptions.cancel(sub.id, {}, on)).rejects.toMatchObject({ statusCode: 404 });
    await expect(bench.stripe.subscriptions.update(sub.id, { cancel_at_period_end: true }, on)).rejects.toMatchObject({
      code: 'invalid_canceled_subscription_fields',
    });
  });

  it('A-6 a first payment that fails leaves it incomplete, and 23 hours later expired', async () => {
    const { sub } = await subscribed({}, 'declines');
    expect(sub.status).toBe('incomplete');
    await bench.ctx.clock.advance(23 * HOUR + 1000);
    expect(await again(sub.id)).toMatchObject({ status: 'incomplete_expired' });
    expect((await invoicesOf(sub.id))[0]).toMatchObject({ status: 'void' });
  });

  it('A-6 a first payment the bank wants consent for becomes active on the bank page', async () => {
    const { sub } = await subscribed({}, 'consent');
    const { data } = await bench.stripe.invoicePayments.list({ invoice: String(sub.latest_invoice) }, on);
    const intent = String(data[0]?.payment.payment_intent);
    expect(await bench.stripe.paymentIntents.retrieve(intent, {}, on)).toMatchObject({ status: 'requires_action' });
    await bench.browse(`${bench.ctx.urls.stripe}/3ds/${intent}`, { consent: 'given' });
    expect(await again(sub.id)).toMatchObject({ status: 'active' });
  });

  it('T-5 a customer without a card is refused', async () => {
    const { customer } = bench.sandbox.seedCustomer({ account, name: 'No', email: 'no@card.example', card: 'none' });
    const price_data = {
      currency: 'usd',
      product: 'prod_x',
      unit_amount: 450,
      recurring: { interval: 'month' as const },
    };
    await expect(bench.stripe.subscriptions.create({ customer, items: [{ price_data }] }, on)).rejects.toMatchObject({
      code: 'resource_missing',
    });
  });
});

describe('Changing what is billed', () => {
  const priceData = async (unit_amount: number): Promise<Stripe.SubscriptionUpdateParams.Item.PriceData> => {
    const product = await bench.stripe.products.create({ name: 'Number' }, on);
    return { currency: 'usd', product: product.id, unit_amount, recurring: { interval: 'month' } };
  };

  it('A-16 a price changed without proration counts from the next cycle', async () => {
    const { sub } = await subscribed();
    const id = String(sub.items.data[0]?.id);
    await bench.stripe.subscriptions.update(
      sub.id,
      { items: [{ id, price_data: await priceData(600) }], proration_behavior: 'none' },
      on,
    );
    await toSecond(end(sub));
    expect((await invoicesOf(sub.id)).map(it => it.total)).toEqual([600, 450]);
  });

  it('N-11 with proration the rest of the period is on the next invoice', async () => {
    const { sub } = await subscribed();
    const start = sub.items.data[0]?.current_period_start ?? 0;
    await toSecond(Math.round((start + end(sub)) / 2));
    const item = { price_data: await priceData(200), quantity: 1 };
    await bench.stripe.subscriptions.update(sub.id, { items: [item] }, on);
    await toSecond(end(sub));
    const [invoice] = await invoicesOf(sub.id);
    expect(invoice?.total).toBe(450 + 200 + 100);
    expect(invoice?.lines.data).toHaveLength(3);
  });

  it('N-11 items can be added, changed and removed one by one', async () => {
    const { sub } = await subscribed();
    const item = { subscription: sub.id, price_data: await priceData(200), proration_behavior: 'none' as const };
    const added = await bench.stripe.subscriptionItems.create(item, on);
    await bench.stripe.subscriptionItems.update(added.id, { quantity: 3, proration_behavior: 'none' }, on);
    expect((await again(sub.id)).items.data.map(it => it.quantity)).toEqual([1, 3]);
    expect(await bench.stripe.subscriptionItems.del(added.id, {}, on)).toMatchObject({ deleted: true });
    await expect(bench.stripe.subscriptionItems.del(String(sub.items.data[0]?.id), {}, on)).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('A-14 lists by customer and status, the ended ones only when asked', async () => {
    const { sub, customer } = await subscribed();
    await bench.stripe.subscriptions.cancel(sub.id, {}, on);
    const count = async (status?: 'all' | 'canceled' | 'active') =>
      (await bench.stripe.subscriptions.list({ customer, ...(status ? { status } : {}) }, on)).data.length;
    expect([await count(), await count('all'), await count('canceled'), await count('active')]).toEqual([0, 1, 1, 0]);
  });
});
