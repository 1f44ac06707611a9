import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const home = (account = '') => bench.browse(`${bench.ctx.urls.stripe}/?account=${account}`);
const act = (what: string, form: Record<string, string>) => bench.browse(`${bench.ctx.urls.stripe}/act/${what}`, form);

describe('The dashboard', () => {
  it('T-5 shows each account its own customers, escaped, and refuses framing', async () => {
    const account = bench.sandbox.seedAccount({ name: 'Harbour <b>Agency</b>' });
    bench.sandbox.seedCustomer({
      account,
      name: 'Rosa & Co',
      email: 'rosa@b.example',
      planSubscription: { name: 'Plan', amount: 4900 },
    });
    const page = await home(account);
    expect(page.text).toContain('Rosa &amp; Co');
    expect(page.text).toContain('$49.00 / month');
    expect(page.text).not.toContain('<b>Agency</b>');
    expect((await home()).text).not.toContain('Rosa &amp; Co');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
  });

  it('T-5 makes a card fail and work again', async () => {
    const { customer, paymentMethod } = bench.sandbox.seedCustomer({ name: 'Ann', email: 'ann@b.example' });
    const method = String(paymentMethod);
    const pay = () =>
      bench.stripe.paymentIntents.create({
        amount: 100,
        currency: 'usd',
        customer,
        payment_method: method,
        confirm: true,
        off_session: true,
      });
    await act('card', { method, is: 'expired' });
    await expect(pay()).rejects.toMatchObject({ code: 'expired_card' });
    await act('card', { method, is: 'valid' });
    expect(await pay()).toMatchObject({ status: 'succeeded' });
  });

  it('A-13 switches webhooks off and sends a kept event by hand', async () => {
    await act('webhooks', { to: 'off' });
    await bench.stripe.customers.create({ name: 'Quiet' });
    await bench.sandbox.drain();
    const before = bench.arrivals.length;
    const [event] = (await bench.stripe.events.list({ delivery_success: false })).data;
    await act('webhooks', { to: 'on' });
    await act('resend', { event: String(event?.id) });
    await bench.sandbox.drain();
    expect(bench.arrivals.slice(before).map(arrival => arrival.event.id)).toEqual([event?.id]);
  });
});
