import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../support/mint.ts';
import { DAY, HOUR, MINUTE, openWorld, problemOf, type World } from './world.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterEach(() => w.calm());
afterAll(() => w.close());

/** A purchase whose bank asks for the owner. */
async function asked(): Promise<{ t: Tenant; order: Awaited<ReturnType<World['order']>>; url: string }> {
  const t = await w.tenant('consent');
  const order = await w.order();
  const made = await w.buy(t, order);
  expect(made).toMatchObject({ state: 'consent', consentUrl: expect.stringContaining('/3ds/pi_') });
  return { t, order, url: made.consentUrl ?? '' };
}

const answer = (url: string, consent: 'given' | 'refused') => w.browse(url, { consent });

describe('N-2 the bank wants the owner’s consent', () => {
  test('nothing is ordered or charged before it is given', async () => {
    const { t, order } = await asked();
    expect(w.heldAt(order.e164)).toEqual([]);
    expect(await w.money(t)).toEqual({ charged: [], refunded: [] });
    await w.work();
    await w.advance(2 * MINUTE);
    await w.tick();
    expect((await w.purchase(t, order.requestId)).state).toBe('consent');
  });

  test('given: Stripe’s event carries the purchase on, though nobody came back', async () => {
    const { t, order, url } = await asked();
    await answer(url, 'given');
    await w.work();
    const row = await w.purchase(t, order.requestId);
    expect(row).toMatchObject({ state: 'done' });
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [] });
    expect(w.heldAt(order.e164)).toHaveLength(1);
    expect(await w.acts(row.id)).toEqual([
      'purchase.reserved',
      'purchase.consent',
      'purchase.charged',
      'purchase.ordered',
      'purchase.done',
    ]);
  });

  test('P-2 who closed the tab finds the bank’s page in the list of open purchases until it has ended; others do not', async () => {
    const { t, order, url } = await asked();
    const listed = async (of: Tenant) => (await w.visit(w.person(of), 'GET', '/purchases')).body.items;
    expect(await listed(t)).toMatchObject([
      { e164: order.e164, state: 'consent', consentUrl: url, createdAt: expect.any(Number), subAccount: null },
    ]);
    expect(await listed(await w.tenant())).toEqual([]);
    w.faults({ vendor: 'twilio', method: 'POST', path: 'IncomingPhoneNumbers', kind: 'before', status: 500, times: 9 });
    await answer(url, 'given');
    await w.work();
    expect(await listed(t)).toMatchObject([{ state: 'charged', consentUrl: null }]);
    w.calm();
    await w.advance(2 * MINUTE);
    await w.tick();
    expect(await listed(t)).toEqual([]);
  });

  test('given: the return page carries it on without any event', async () => {
    const { t, order, url } = await asked();
    w.sandbox.setWebhooks(false);
    const { location } = await answer(url, 'given');
    const page = await w.browse(location ?? '');
    expect(page.text).toContain('You can close this tab');
    expect((await w.purchase(t, order.requestId)).state).toBe('done');
  });

  test('given, no event and nobody came back: the next tick carries it on', async () => {
    const { t, order, url } = await asked();
    w.sandbox.setWebhooks(false);
    await answer(url, 'given');
    await w.advance(2 * MINUTE);
    await w.tick();
    expect((await w.purchase(t, order.requestId)).state).toBe('done');
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [] });
  });

  test('refused: declined, nothing ordered, nothing charged, and the number is free again', async () => {
    const { t, order, url } = await asked();
    await answer(url, 'refused');
    await w.work();
    expect(await w.purchase(t, order.requestId)).toMatchObject({ state: 'declined', whyCode: 'consent_refused' });
    expect(await problemOf(w.buy(t, order))).toBe('consent_refused');
    expect(w.heldAt(order.e164)).toEqual([]);
    expect(await w.money(t)).toEqual({ charged: [], refunded: [] });
    const other = await w.tenant();
    expect(await w.buy(other, { ...order, requestId: crypto.randomUUID() })).toMatchObject({ state: 'done' });
  });

  test('abandoned: given up after 24 hours, not before; its page pays nothing any more', async () => {
    const { t, order, url } = await asked();
    await w.advance(23 * HOUR);
    await w.tick();
    expect((await w.purchase(t, order.requestId)).state).toBe('consent');
    await w.advance(HOUR + MINUTE);
    await w.tick();
    expect(await w.purchase(t, order.requestId)).toMatchObject({ state: 'declined', whyCode: 'consent_abandoned' });
    await answer(url, 'given');
    await w.work();
    expect(await w.money(t)).toEqual({ charged: [], refunded: [] });
  });

  test('given at the very moment it is given up: paid, so it is bought', async () => {
    const { t, order, url } = await asked();
    w.sandbox.setWebhooks(false);
    await w.advance(DAY + MINUTE);
    await answer(url, 'given');
    await w.tick();
    expect((await w.purchase(t, order.requestId)).state).toBe('done');
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [] });
  });

  test('the answer to asking is lost: the same page is found, and one payment made', async () => {
    const t = await w.tenant('consent');
    const order = await w.order();
    w.faults({ vendor: 'stripe', method: 'POST', path: '/confirm$', kind: 'after', status: 500 });
    const made = await w.buy(t, order);
    expect(made.state).toBe('consent');
    await answer(made.consentUrl ?? '', 'given');
    await w.work();
    expect((await w.purchase(t, order.requestId)).state).toBe('done');
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [] });
  });

  test('the same request id comes back to the same page', async () => {
    const { t, order, url } = await asked();
    expect(await w.buy(t, order)).toMatchObject({ state: 'consent', consentUrl: url });
  });

  test('the carrier lets the number go while the bank waits: the charge is refunded', async () => {
    const { t, order, url } = await asked();
    w.twilio.own(order.e164, {}, `AC${'f'.repeat(32)}`);
    await answer(url, 'given');
    await w.work();
    expect(await w.purchase(t, order.requestId)).toMatchObject({ state: 'refunded', whyCode: 'twilio_21422' });
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [115] });
  });

  test('a stranger’s way back moves nothing', async () => {
    const { t, order } = await asked();
    const { id } = await w.purchase(t, order.requestId);
    const page = await w.browse(`${w.box.urls.worker}/return/purchase?p=${id}&payment_intent=pi_1`);
    expect(page.status).toBe(200);
    expect((await w.purchase(t, order.requestId)).state).toBe('consent');
  });
});
