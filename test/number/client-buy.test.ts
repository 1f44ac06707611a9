import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { agency, assignment, membership, plan, subAccount } from '../../schema/index.ts';
import type { Tenant } from '../support/mint.ts';
import { MINUTE, openWorld, type World } from './world.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterEach(() => w.calm());
afterAll(() => w.close());

const buying = (card: 'ok' | 'declines' | 'consent' = 'ok', more: Parameters<World['tenant']>[1] = {}) =>
  w.tenant(card, { ...more, plan: { clientsMayBuy: true, ...more.plan } });

/** What the client saw: telco and markup as one sum. */
const seen = async () => ({ ...(await w.order()), price: { amount: 450, currency: 'usd' } });

const send = (t: Tenant, order: object) => w.visit(w.client(t), 'POST', '/client-purchases', order);
const assignmentsOf = (t: Tenant) =>
  w.base.db.read.select().from(assignment).where(eq(assignment.subAccountId, t.subAccountId));
const mailsTo = (userId: string) => w.base.sent.mails.filter(mail => mail.to === `${userId}@example.com`);

describe('N-12 a sub-account’s owner buys', () => {
  test('sees one price a month, and neither telco cost nor markup', async () => {
    const t = await buying();
    const { body } = await w.visit(w.client(t), 'GET', '/client-offers?country=US');
    expect(body.monthly).toEqual({ amount: 450, currency: 'usd' });
    expect(body.items.length).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toContain('115');
  });

  test('the agency’s card pays, and the number is theirs at once as Pending payment, in one batch', async () => {
    const t = await buying();
    const order = await seen();
    const { status, body } = await send(t, order);
    expect({ status, body }).toEqual({
      status: 201,
      body: { id: expect.any(String), e164: order.e164, state: 'done', numberId: expect.any(String) },
    });
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [] });
    expect(await assignmentsOf(t)).toMatchObject([
      { numberId: body.numberId, state: 'pending', price: 450, telcoCost: 115, markup: 335, userId: t.ownerId },
    ]);
    await w.work();
    expect(mailsTo(t.ownerId).map(mail => mail.subject)).toEqual([expect.stringMatching(/is reserved for Bayside/)]);
    expect(await w.acts(body.numberId)).toEqual(['number.bought', 'reserved']);
  });

  test('the same request id, three times at once, buys and assigns once', async () => {
    const t = await buying();
    const order = await seen();
    const answers = await Promise.all([send(t, order), send(t, order), send(t, order)]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await w.advance(2 * MINUTE);
    await w.tick();
    expect(await assignmentsOf(t)).toHaveLength(1);
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [] });
  });

  test('refused where the plan does not allow it, includes its numbers, or there is none', async () => {
    const allows = [{ clientsMayBuy: false }, { mode: 'included' as const }];
    for (const one of allows) {
      const t = await buying('ok', { plan: one });
      expect((await send(t, await seen())).body).toMatchObject({ code: 'not_in_plan', status: 422 });
      expect((await w.visit(w.client(t), 'GET', '/client-offers?country=US')).body.code).toBe('not_in_plan');
    }
    const t = await buying();
    await w.base.db.read.update(subAccount).set({ planId: null }).where(eq(subAccount.id, t.subAccountId));
    expect((await send(t, await seen())).body.code).toBe('not_in_plan');
  });

  test('only the owner buys; an admin is told to ask', async () => {
    const t = await buying();
    await w.base.db.read.update(membership).set({ role: 'admin' }).where(eq(membership.userId, t.ownerId));
    const admin = { ...w.client(t), role: 'admin' as const };
    expect((await w.visit(admin, 'POST', '/client-purchases', await seen())).status).toBe(403);
  });

  test('refused before anything is charged when they could not pay it (A-1)', async () => {
    const t = await buying();
    const { stripeCustomerId } = (
      await w.base.db.read.select().from(subAccount).where(eq(subAccount.id, t.subAccountId))
    )[0] as { stripeCustomerId: string };
    w.sandbox.setCard(stripeCustomerId, 'expired');
    expect((await send(t, await seen())).body.code).toBe('no_valid_card');
    expect(await w.money(t)).toEqual({ charged: [], refunded: [] });
  });

  test('a price that changed since is refused with the client’s new price, never the carrier’s', async () => {
    const t = await buying();
    const order = { ...(await seen()), price: { amount: 449, currency: 'usd' } };
    expect((await send(t, order)).body).toMatchObject({ code: 'price_changed', params: { amount: 450 } });
    expect(await w.money(t)).toEqual({ charged: [], refunded: [] });
  });

  test('the agency’s card declines: the client learns no more than to ask', async () => {
    const t = await buying('declines');
    const { body } = await send(t, await seen());
    expect(body.code).toBe('agency_cannot_pay');
    expect(body.detail).not.toMatch(/card|declin/i);
  });

  test('T-7 the agency has no card at all: the client, who has none to add, is told whom to ask', async () => {
    const t = await buying();
    await w.base.db.read.update(agency).set({ stripeCustomerId: null }).where(eq(agency.id, t.agencyId));
    const { body } = await send(t, await seen());
    expect(body).toMatchObject({
      status: 422,
      code: 'agency_cannot_pay',
      detail: expect.stringMatching(/ask your agency/i),
    });
  });

  test('the agency’s bank wants its consent: its owners and admins are told where', async () => {
    const t = await buying('consent');
    const order = await seen();
    const { body } = await send(t, order);
    expect(body).toEqual({ id: body.id, e164: order.e164, state: 'consent', numberId: null });
    await w.work();
    const [mail] = mailsTo(t.agencyUserId);
    const url = /http\S+3ds\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    await w.browse(url, { consent: 'given' });
    await w.work();
    const { body: after } = await w.visit(w.client(t), 'GET', `/client-purchases/${body.id}`);
    expect(after.state).toBe('done');
    expect(await assignmentsOf(t)).toMatchObject([{ state: 'pending' }]);
  });

  test('a plan that is gone when the number comes leaves it in the pool, unassigned', async () => {
    const t = await buying('consent');
    const order = await seen();
    const { body } = await send(t, order);
    await w.base.db.read.update(plan).set({ mode: 'included' }).where(eq(plan.id, t.planId));
    const row = await w.purchase(t, `${t.subAccountId}:${order.requestId}`);
    await w.browse(row.consentUrl ?? '', { consent: 'given' });
    await w.work();
    expect((await w.visit(w.client(t), 'GET', `/client-purchases/${body.id}`)).body.state).toBe('done');
    expect(await assignmentsOf(t)).toEqual([]);
    expect(await w.rows(order.e164)).toHaveLength(1);
  });

  test('T-1 another sub-account’s and the agency’s own purchases do not exist', async () => {
    const [t, other] = [await buying(), await buying()];
    const { body } = await send(other, await seen());
    const order = await w.order();
    const own = await w.buy(t, order);
    for (const id of [body.id, own.id]) {
      expect((await w.visit(w.client(t), 'GET', `/client-purchases/${id}`)).status).toBe(404);
    }
  });
});
