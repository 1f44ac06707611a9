import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const holder = (card: 'ok' | 'declines' | 'expired' | 'consent') => {
  const { customer, paymentMethod } = bench.sandbox.seedCustomer({
    name: 'Harbour',
    email: 'owner@harbour.example',
    card,
  });
  return { customer, payment_method: String(paymentMethod) };
};
const charge = (card: Parameters<typeof holder>[0], amount = 115) =>
  bench.stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    ...holder(card),
    confirm: true,
    off_session: true,
    metadata: { purchase: 'p1' },
  });

describe('Charging the card on file', () => {
  it('N-2 a good card pays at once and can be looked up with its charge', async () => {
    const intent = await charge('ok');
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 115, metadata: { purchase: 'p1' } });
    const paid = await bench.stripe.charges.retrieve(String(intent.latest_charge));
    expect(paid).toMatchObject({ paid: true, amount: 115, payment_intent: intent.id });
  });

  it.each([
    ['declines', 'card_declined', 'generic_decline'],
    ['expired', 'expired_card', 'expired_card'],
    ['consent', 'authentication_required', 'authentication_required'],
  ] as const)('N-2 a card that %s is a 402 that carries the intent', async (card, code, decline_code) => {
    const error = await charge(card).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code,
      decline_code,
      payment_intent: { status: 'requires_payment_method' },
    });
  });

  it('N-2 with the owner there, the bank page finishes the payment and comes back', async () => {
    const intent = await bench.stripe.paymentIntents.create({
      amount: 115,
      currency: 'usd',
      ...holder('consent'),
      confirm: true,
      return_url: 'https://panel.example/back',
    });
    expect(intent.status).toBe('requires_action');
    const url = intent.next_action?.redirect_to_url?.url ?? '';
    expect((await bench.browse(url)).text).toContain('data-testid="consent-approve"');
    const back = await bench.browse(url, { consent: 'given' });
    expect(back.location).toContain(`payment_intent=${intent.id}`);
    expect(back.location).toContain('redirect_status=succeeded');
    expect(await bench.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' });
  });

  it('N-2 with the owner there, a way back is required', async () => {
    const payment = { amount: 115, currency: 'usd', ...holder('ok'), confirm: true };
    await expect(bench.stripe.paymentIntents.create(payment)).rejects.toMatchObject({ param: 'return_url' });
    const alone = { ...payment, automatic_payment_methods: { enabled: true, allow_redirects: 'never' as const } };
    expect(await bench.stripe.paymentIntents.create(alone)).toMatchObject({ status: 'succeeded' });
  });

  it('N-2 refusing consent leaves the payment without a card', async () => {
    const intent = await bench.stripe.paymentIntents.create({
      amount: 115,
      currency: 'usd',
      ...holder('consent'),
      confirm: true,
      return_url: 'https://panel.example/back',
    });
    await bench.browse(intent.next_action?.redirect_to_url?.url ?? '', { consent: 'refused' });
    expect(await bench.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
  });

  it('N-2 a declined intent can be confirmed again with another card, or cancelled', async () => {
    const first = (await charge('declines').catch((refusal: unknown) => refusal)) as { payment_intent: { id: string } };
    const { id } = first.payment_intent;
    expect(
      await bench.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa', off_session: true }),
    ).toMatchObject({ status: 'succeeded' });
    await expect(bench.stripe.paymentIntents.cancel(id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  it.each([
    ['too little', { amount: 20, currency: 'usd' }, 'amount_too_small'],
    ['no amount', { currency: 'usd' }, 'parameter_missing'],
    [
      'a parameter of another version',
      { amount: 100, currency: 'usd', payment_method_types: ['card'] },
      'parameter_unknown',
    ],
  ])('N-2 refuses %s', async (_what, params, code) => {
    await expect(bench.stripe.paymentIntents.create(params as never)).rejects.toMatchObject({ statusCode: 400, code });
  });
});

describe('Refunds', () => {
  it('N-2 gives back in parts, and never more than was paid', async () => {
    const { id, latest_charge } = await charge('ok', 500);
    expect(await bench.stripe.refunds.create({ payment_intent: id, amount: 200 })).toMatchObject({
      status: 'succeeded',
      amount: 200,
    });
    await expect(bench.stripe.refunds.create({ payment_intent: id, amount: 400 })).rejects.toMatchObject({
      statusCode: 400,
      param: 'amount',
    });
    await bench.stripe.refunds.create({ charge: String(latest_charge) });
    expect(await bench.stripe.charges.retrieve(String(latest_charge))).toMatchObject({
      refunded: true,
      amount_refunded: 500,
    });
    await expect(bench.stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
    await bench.sandbox.drain();
    expect(bench.types().filter(type => type === 'charge.refunded')).toHaveLength(2);
  });
});

describe('Cards', () => {
  it('T-5 are attached, made default, listed and detached', async () => {
    const customer = await bench.stripe.customers.create({ email: 'a@b.example' });
    const card = await bench.stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    const set = await bench.stripe.customers.update(customer.id, {
      invoice_settings: { default_payment_method: card.id },
    });
    expect(set.invoice_settings.default_payment_method).toBe(card.id);
    expect((await bench.stripe.paymentMethods.list({ customer: customer.id, type: 'card' })).data).toHaveLength(1);
    await bench.stripe.paymentMethods.detach(card.id);
    const after = await bench.stripe.customers.retrieve(customer.id);
    expect(after).toMatchObject({ invoice_settings: { default_payment_method: null } });
    await expect(bench.stripe.paymentMethods.attach(card.id, { customer: customer.id })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('T-5 a bank refuses to save a card it declines, and knows no made-up number', async () => {
    const customer = await bench.stripe.customers.create();
    await expect(
      bench.stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer: customer.id }),
    ).rejects.toMatchObject({ statusCode: 402, code: 'card_declined' });
    const made = bench.stripe.paymentMethods.create({
      type: 'card',
      card: { number: '4000000000001111', exp_month: 1, exp_year: 2040, cvc: '123' },
    });
    await expect(made).rejects.toMatchObject({ code: 'incorrect_number' });
  });

  it('T-5 of another customer cannot be charged', async () => {
    const [one, two] = [holder('ok'), holder('ok')];
    const params = {
      amount: 100,
      currency: 'usd',
      customer: one.customer,
      payment_method: two.payment_method,
      confirm: true,
      off_session: true,
    };
    await expect(bench.stripe.paymentIntents.create(params)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('T-5 the portal changes the card and lets it fail', async () => {
    const { customer, payment_method } = holder('ok');
    const portal = await bench.stripe.billingPortal.sessions.create({ customer, return_url: 'https://panel.example' });
    expect((await bench.browse(portal.url)).text).toContain('data-testid="add-card"');
    await bench.browse(portal.url, { act: 'expired', method: payment_method });
    expect((await bench.stripe.paymentMethods.retrieve(payment_method)).card?.exp_year).toBeLessThan(
      new Date().getUTCFullYear(),
    );
    await bench.browse(portal.url, { act: 'add', card: '4242424242424242' });
    const changed = await bench.stripe.customers.retrieve(customer, {
      expand: ['invoice_settings.default_payment_method'],
    });
    expect(changed).toMatchObject({ invoice_settings: { default_payment_method: { card: { last4: '4242' } } } });
    expect(JSON.stringify(changed)).not.toContain(payment_method);
  });
});
