import type Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, DAY, openBench } from './bench.ts';

let bench: Bench;
let account: string;

beforeAll(async () => {
  bench = await openBench();
  account = bench.sandbox.seedAccount({ name: 'Harbour Agency' });
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.sandbox.drain();
  bench.arrivals.length = 0;
});

const line = (unit_amount = 450): Stripe.Checkout.SessionCreateParams.LineItem => ({
  quantity: 1,
  price_data: {
    currency: 'usd',
    unit_amount,
    recurring: { interval: 'month' },
    product_data: { name: 'Phone number +1 415 555 0132' },
  },
});

const open = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  bench.stripe.checkout.sessions.create(
    {
      mode: 'subscription',
      line_items: [line()],
      metadata: { assignment: 'as_1' },
      subscription_data: { metadata: { assignment: 'as_1' } },
      success_url: 'https://panel.example/paid?s={CHECKOUT_SESSION_ID}',
      cancel_url: 'https://panel.example/back',
      ...more,
    },
    { stripeAccount: account },
  );

const again = (id: string, expand: string[] = []) =>
  bench.stripe.checkout.sessions.retrieve(id, { expand }, { stripeAccount: account });

describe('Checkout in subscription mode', () => {
  it('A-5 sells one monthly line on the connected account and brings the buyer back to the success url', async () => {
    const { customer } = bench.sandbox.seedCustomer({
      account,
      name: 'Rosa',
      email: 'rosa@bayside.example',
      card: 'none',
    });
    const session = await open({ customer });
    expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 450, currency: 'usd' });
    const page = await bench.browse(session.url ?? '');
    expect(page.text).toContain('Harbour Agency');
    expect(page.text).toContain('$4.50');
    for (const id of ['pay', 'decline', 'abandon']) expect(page.text).toContain(`data-testid="${id}"`);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const paid = await bench.browse(session.url ?? '', { act: 'pay', card: '4242424242424242' });
    expect(paid.location).toBe(`https://panel.example/paid?s=${session.id}`);

    const done = await again(session.id, ['subscription.latest_invoice.payments', 'line_items']);
    expect(done).toMatchObject({ status: 'complete', payment_status: 'paid', url: null, customer });
    expect(done.line_items?.data[0]?.description).toBe('Phone number +1 415 555 0132');
    const sub = done.subscription as Stripe.Subscription;
    expect(sub).toMatchObject({ status: 'active', metadata: { assignment: 'as_1' }, customer });
    expect(sub.default_payment_method).toMatch(/^pm_/);
    const item = sub.items.data[0];
    expect((item?.current_period_end ?? 0) - (item?.current_period_start ?? 0)).toBeGreaterThanOrEqual(28 * 86_400);
    const invoice = sub.latest_invoice as Stripe.Invoice;
    expect(invoice).toMatchObject({ status: 'paid', amount_paid: 450, billing_reason: 'subscription_create' });
    const intent = await bench.stripe.paymentIntents.retrieve(
      String(invoice.payments?.data[0]?.payment.payment_intent),
      {},
      { stripeAccount: account },
    );
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 450 });
  });

  it('A-6 tells of it by events of that account, ending with checkout.session.completed', async () => {
    const session = await open({ customer_email: 'new@bayside.example' });
    await bench.browse(session.url ?? '', { act: 'pay', card: '4242424242424242', email: 'new@bayside.example' });
    await bench.sandbox.drain();
    expect(bench.types()).toEqual(
      expect.arrayContaining([
        'customer.created',
        'payment_method.attached',
        'customer.subscription.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'invoice.created',
        'invoice.finalized',
        'invoice.paid',
        'customer.subscription.updated',
      ]),
    );
    expect(bench.types().at(-1)).toBe('checkout.session.completed');
    expect(bench.arrivals.every(a => a.event.account === account && a.path === '/stripe/connect-webhook')).toBe(true);
  });

  it('A-5 a declined card leaves the session open and makes nothing', async () => {
    const session = await open({});
    const page = await bench.browse(session.url ?? '', { act: 'decline', card: '4242424242424242' });
    expect(page.text).toContain('Your card was declined.');
    expect(await again(session.id)).toMatchObject({ status: 'open', subscription: null });
  });

  it('N-2 a bank that wants consent shows its page first', async () => {
    const session = await open({});
    const bank = await bench.browse(session.url ?? '', { act: 'pay', card: '4000002760003184' });
    expect(bank.text).toContain('data-testid="consent-approve"');
    const refused = await bench.browse(session.url ?? '', { consent: 'refused', card: '4000002760003184' });
    expect(refused.text).toContain('data-testid="error"');
    const paid = await bench.browse(session.url ?? '', { consent: 'given', card: '4000002760003184' });
    expect(paid.status).toBe(303);
    expect(await again(session.id)).toMatchObject({ status: 'complete' });
  });

  it('A-10 an expired session can no longer be paid, and expiring twice is refused', async () => {
    const session = await open({});
    const stripeAccount = account;
    expect(await bench.stripe.checkout.sessions.expire(session.id, {}, { stripeAccount })).toMatchObject({
      status: 'expired',
      url: null,
    });
    const page = await bench.browse(session.url ?? '', { act: 'pay', card: '4242424242424242' });
    expect(page.text).toContain('expired');
    expect(await again(session.id)).toMatchObject({ status: 'expired', subscription: null });
    await expect(bench.stripe.checkout.sessions.expire(session.id, {}, { stripeAccount })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('A-7 a session runs out by the clock after a day', async () => {
    const session = await open({});
    await bench.ctx.clock.advance(DAY + 1000);
    expect(bench.types()).toContain('checkout.session.expired');
    expect(await again(session.id)).toMatchObject({ status: 'expired' });
  });

  it('T-5 a trial is free today and charges when it ends', async () => {
    const session = await open({ subscription_data: { trial_period_days: 14, metadata: { plan: 'p1' } } });
    expect(session.amount_total).toBe(0);
    await bench.browse(session.url ?? '', { act: 'pay', card: '4242424242424242' });
    const trialing = (await again(session.id, ['subscription'])).subscription as Stripe.Subscription;
    expect(trialing).toMatchObject({ status: 'trialing', metadata: { plan: 'p1' } });
    await bench.ctx.clock.advance(14 * DAY + 1000);
    const active = (await again(session.id, ['subscription.latest_invoice'])).subscription as Stripe.Subscription;
    expect(active).toMatchObject({ status: 'active', latest_invoice: { status: 'paid', amount_paid: 450 } });
  });
});

describe('Checkout in setup mode', () => {
  it('T-6 saves a card on the platform customer', async () => {
    const { customer } = bench.sandbox.seedCustomer({ name: 'Harbour', email: 'owner@harbour.example', card: 'none' });
    const session = await bench.stripe.checkout.sessions.create({
      mode: 'setup',
      currency: 'usd',
      customer,
      success_url: 'https://panel.example/ok',
    });
    await bench.browse(session.url ?? '', { act: 'pay', card: '4242424242424242' });
    const done = await bench.stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent.payment_method'] });
    expect(done).toMatchObject({
      status: 'complete',
      setup_intent: { status: 'succeeded', payment_method: { customer } },
    });
    const cards = await bench.stripe.customers.listPaymentMethods(customer);
    expect(cards.data).toHaveLength(1);
  });
});

describe('What Checkout refuses', () => {
  it.each<[string, Partial<Stripe.Checkout.SessionCreateParams>, string]>([
    ['an unknown parameter', { payment_method_types: ['card'] } as object, 'parameter_unknown'],
    ['both a customer and an email', { customer: 'cus_x', customer_email: 'a@b.co' }, 'parameters_exclusive'],
    ['a customer of nobody', { customer: 'cus_x' }, 'resource_missing'],
    ['less than the smallest charge', { line_items: [line(20)] }, 'amount_too_small'],
  ])('T-5 %s', async (_what, params, code) => {
    await expect(open(params)).rejects.toMatchObject({ type: 'StripeInvalidRequestError', code });
  });

  it('T-6 an account that has not finished onboarding', async () => {
    const fresh = bench.sandbox.seedAccount({ name: 'Fresh', onboarded: false });
    const params: Stripe.Checkout.SessionCreateParams = {
      mode: 'subscription',
      line_items: [line()],
      success_url: 'https://a.example',
    };
    await expect(bench.stripe.checkout.sessions.create(params, { stripeAccount: fresh })).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});
