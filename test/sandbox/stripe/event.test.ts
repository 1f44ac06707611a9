import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Store } from '../store.ts';
import { type Bench, DAY, HOUR, openBench } from './bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const customer = (name = 'Rosa') => bench.stripe.customers.create({ name });

describe('Signed webhooks', () => {
  it('X-1 are signed at sandbox time with the endpoint secret, platform and Connect apart', async () => {
    await bench.ctx.clock.advance(10 * DAY);
    const account = bench.sandbox.seedAccount({ name: 'One' });
    await bench.sandbox.drain();
    bench.arrivals.length = 0;
    await customer();
    await bench.stripe.customers.create({}, { stripeAccount: account });
    await bench.sandbox.drain();
    const [own, connected] = bench.arrivals;
    expect([own?.path, connected?.path]).toEqual(['/stripe/webhook', '/stripe/connect-webhook']);
    expect(connected?.event.account).toBe(account);
    const verify = (arrival: typeof own, secret: string) =>
      bench.stripe.webhooks.constructEventAsync(
        arrival?.body ?? '',
        arrival?.signature ?? '',
        secret,
        300,
        Stripe.createSubtleCryptoProvider(),
        bench.ctx.clock.now(),
      );
    expect(await verify(own, 'whsec_platform')).toMatchObject({ type: 'customer.created' });
    expect(await verify(connected, 'whsec_connect')).toMatchObject({ type: 'customer.created' });
    await expect(verify(own, 'whsec_connect')).rejects.toThrow();
  });

  it('A-13 three quick tries, then kept as undelivered and tried again as time goes by', async () => {
    bench.answers.push(500, 500, 500);
    const { id } = await customer();
    await bench.sandbox.drain();
    expect(bench.arrivals).toHaveLength(0);
    const open = await bench.stripe.events.list({ delivery_success: false });
    expect(open.data[0]).toMatchObject({ type: 'customer.created', data: { object: { id } }, pending_webhooks: 1 });
    await bench.ctx.clock.advance(2 * HOUR);
    expect(bench.types()).toEqual(['customer.created']);
    expect((await bench.stripe.events.list({ delivery_success: false })).data).toHaveLength(0);
  });

  it('A-13 gives up after three days, and what was lost can be listed and sent by hand', async () => {
    bench.answers.push(...Array.from({ length: 300 }, () => 500));
    await customer();
    await bench.ctx.clock.advance(4 * DAY);
    const left = bench.answers.length;
    await bench.ctx.clock.advance(4 * DAY);
    expect(bench.answers.length).toBe(left);
    bench.answers.length = 0;
    const [lost] = (await bench.stripe.events.list({ delivery_success: false })).data;
    bench.sandbox.resend(String(lost?.id));
    await bench.sandbox.drain();
    expect(bench.arrivals.map(arrival => arrival.event.id)).toEqual([lost?.id]);
  });

  it('A-9 switched off, nothing arrives however late, but events can be read', async () => {
    bench.sandbox.setWebhooks(false);
    await customer();
    bench.sandbox.setWebhooks(true);
    await bench.ctx.clock.advance(5 * DAY);
    expect(bench.arrivals).toHaveLength(0);
    expect((await bench.stripe.events.list({ type: 'customer.created' })).data).toHaveLength(1);
  });

  it('A-13 can be duplicated, reordered and delayed', async () => {
    bench.sandbox.setChaos({ duplicate: true, reorder: true, delayMs: 80 });
    await customer('first');
    await customer('second');
    expect(bench.arrivals).toHaveLength(0);
    await bench.sandbox.drain();
    const names = bench.arrivals.map(({ event }) => (event.data.object as Stripe.Customer).name);
    expect(names).toEqual(['second', 'second', 'first', 'first']);
  });
});

describe('Connect onboarding', () => {
  it('T-6 a link leads to a page; finishing it opens the account and tells so', async () => {
    const account = await bench.stripe.accounts.create({ type: 'standard', email: 'owner@harbour.example' });
    expect(account.charges_enabled).toBe(false);
    const link = await bench.stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      return_url: 'https://panel.example/return',
      refresh_url: 'https://panel.example/refresh',
    });
    expect((await bench.browse(link.url)).text).toContain('data-testid="finish"');
    const done = await bench.browse(link.url, { act: 'finish', name: 'Harbour Agency' });
    expect(done.location).toBe('https://panel.example/return');
    expect(await bench.stripe.accounts.retrieve(account.id)).toMatchObject({
      charges_enabled: true,
      business_profile: { name: 'Harbour Agency' },
    });
    await bench.sandbox.drain();
    expect(bench.arrivals.at(-1)?.event).toMatchObject({ type: 'account.updated', account: account.id });
    expect((await bench.browse(link.url)).location).toBe('https://panel.example/refresh');
  });
});

describe('Memory', () => {
  it('X-2 a sandbox opened again on the same memory goes on where it was', async () => {
    const store = new Store();
    const before = await openBench(store);
    const { customer: id, subscription } = before.sandbox.seedCustomer({
      name: 'Rosa',
      email: 'r@b.example',
      planSubscription: { name: 'Plan', amount: 4900 },
    });
    await before.close();
    const after = await openBench(store);
    await after.ctx.clock.advance(32 * DAY);
    const { data } = await after.stripe.invoices.list({ customer: id, subscription: String(subscription) });
    await after.close();
    expect(data.map(invoice => invoice.status)).toEqual(['paid', 'paid']);
  });
});
