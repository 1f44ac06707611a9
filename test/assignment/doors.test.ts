import { and, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { audit, subAccount, user, webhookEvent } from '../../schema/index.ts';
import { assign } from '../../worker/assignment/assign.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { assignmentRoutes } from '../../worker/assignment/routes.ts';
import { rereadStanding } from '../../worker/assignment/standing.ts';
import type { Person } from '../../worker/context.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import type { SignedIn } from '../../worker/wire.ts';
import { signature } from '../sandbox/stripe/event/delivery.ts';
import type { Tenant } from '../support/mint.ts';
import { openWorld, type World } from './world.ts';

const MINUTE = 60_000;
let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
afterEach(() => w.calm());

const given = (t: Tenant) =>
  assign(w.ctx(), w.person(t), t.numberId, { userId: t.ownerId, subAccountId: t.subAccountId });

/** The panel's API as the signed-in person reaches it. */
async function as(person: Person, method: 'GET' | 'POST', path: string, body?: unknown) {
  const app = new Hono<SignedIn>();
  app.use(async (c, next) => {
    c.set('ctx', w.ctx({ actor: { kind: 'user', id: person.userId, source: 'panel' } }));
    c.set('person', person);
    await next();
  });
  app.onError(cause => {
    if (cause instanceof Problem) return problemResponse(cause, 'req_test');
    throw cause;
  });
  app.route('/', assignmentRoutes);
  const answer = await app.request(path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: whatever the door answers
  return { status: answer.status, body: (await answer.json()) as any };
}
const agent = (t: Tenant): Person => ({ userId: t.agencyUserId, agencyId: t.agencyId, role: 'agency_owner' });
const owner = (t: Tenant): Person => ({
  userId: t.ownerId,
  agencyId: t.agencyId,
  subAccountId: t.subAccountId,
  role: 'owner',
});
const staff = (t: Tenant): Person => ({ ...owner(t), userId: t.staffId, role: 'staff' });

describe('what the panel sees', () => {
  test('A-1 candidates: the mirror is read again before it bars anybody; prices are shown', async () => {
    const t = await w.tenant();
    const { status, body } = await as(agent(t), 'GET', `/numbers/${t.numberId}/candidates?q=rosa`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      number: { id: t.numberId, e164: t.e164 },
      items: [
        {
          userId: t.ownerId,
          name: 'Rosa Diaz',
          eligible: true,
          price: { telco: { amount: 115, currency: 'usd' }, markup: 335, total: 450, currency: 'usd' },
        },
      ],
    });
    expect(await w.place(t.subAccountId)).toMatchObject({ planStatus: 'active', cardValid: true });
  });

  test('A-1 those who cannot come last, with the reason', async () => {
    const t = await w.tenant('expired');
    await w.base.db.read.update(user).set({ status: 'blocked' }).where(eq(user.id, t.staffId));
    const { body } = await as(agent(t), 'GET', `/numbers/${t.numberId}/candidates`);
    expect(body.items.map((item: { name: string; reason: string }) => [item.name, item.reason])).toEqual([
      ['Omar Haddad', 'user_not_approved'],
      ['Rosa Diaz', 'no_valid_card'],
    ]);
    const refusal = await as(agent(t), 'POST', `/numbers/${t.numberId}/assign`, {
      userId: t.ownerId,
      subAccountId: t.subAccountId,
    });
    expect(refusal).toMatchObject({ status: 422, body: { code: 'no_valid_card' } });
  });

  test('A-1 a list whose standing cannot be read still shows, as last seen', async () => {
    const t = await w.tenant();
    w.faults({ vendor: 'stripe', path: '/v1/customers', kind: 'before', status: 500, times: 5 });
    const { status, body } = await as(agent(t), 'GET', `/numbers/${t.numberId}/candidates`);
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({ eligible: false, reason: 'plan_not_active' });
  });

  test('A-4 A-5 the agency sees its margin, the sub-account never does', async () => {
    const t = await w.tenant();
    const made = await as(agent(t), 'POST', `/numbers/${t.numberId}/assign`, {
      userId: t.ownerId,
      subAccountId: t.subAccountId,
    });
    expect(made).toMatchObject({ status: 201, body: { state: 'pending', telcoCost: 115, markup: 335, price: 450 } });
    const { body } = await as(owner(t), 'GET', '/phone-numbers');
    expect(Object.keys(body.items[0]).sort()).toEqual([
      'activatedAt',
      'assignmentId',
      'createdAt',
      'currency',
      'e164',
      'endsAt',
      'expiresAt',
      'forwardTo',
      'numberId',
      'paidThrough',
      'price',
      'state',
      'wiredTo',
      'wiredUser',
    ]);
    expect(body.items[0]).toMatchObject({ assignmentId: made.body.id, e164: t.e164, state: 'pending', price: 450 });
  });

  test('A-5 A-8 pay, release and keep from the panel', async () => {
    const t = await w.tenant();
    const { id } = await given(t);
    expect(await as(owner(t), 'POST', `/assignments/${id}/release`)).toMatchObject({
      status: 409,
      body: { code: 'not_paid' },
    });
    const { body } = await as(owner(t), 'POST', `/assignments/${id}/pay`);
    await w.pay(body.url);
    await w.work();
    const released = await as(owner(t), 'POST', `/assignments/${id}/release`);
    expect(released).toMatchObject({ status: 200, body: { assignmentId: id, state: 'ending', e164: t.e164 } });
    expect(released.body).not.toHaveProperty('telcoCost');
    expect(await as(owner(t), 'POST', `/assignments/${id}/keep`)).toMatchObject({
      status: 200,
      body: { state: 'active' },
    });
    const taken = await as(agent(t), 'POST', `/assignments/${id}/unassign`);
    expect(taken).toMatchObject({ status: 200, body: { id, state: 'ended', endReason: 'unassigned' } });
    expect((await as(owner(t), 'GET', '/phone-numbers')).body.items).toEqual([]);
  });

  test('P-2 the reminder goes out again, at most once an hour', async () => {
    const t = await w.tenant();
    const { id } = await given(t);
    const both = await Promise.all([1, 2].map(() => as(agent(t), 'POST', `/assignments/${id}/remind`)));
    expect(both.map(answer => answer.status).sort()).toEqual([200, 409]);
    expect((await as(agent(t), 'POST', `/assignments/${id}/remind`)).body.code).toBe('reminded_recently');
    await w.advance(61 * MINUTE);
    expect((await as(agent(t), 'POST', `/assignments/${id}/remind`)).body).toEqual({ sentAt: expect.any(Number) });
    await w.work();
    expect(w.base.sent.mails.filter(mail => mail.to.startsWith(t.ownerId))).toHaveLength(3);
  });
});

describe('who may', () => {
  const body = (t: Tenant) => ({ userId: t.ownerId, subAccountId: t.subAccountId });

  test('T-1 ids of another tenant answer 404 at every door', async () => {
    const t = await w.tenant();
    const stranger = await w.tenant();
    const { id } = await given(t);
    const answers = await Promise.all([
      as(agent(stranger), 'GET', `/numbers/${t.numberId}/candidates`),
      as(agent(stranger), 'POST', `/numbers/${t.numberId}/assign`, body(stranger)),
      as(agent(stranger), 'POST', `/numbers/${stranger.numberId}/assign`, body(t)),
      as(agent(stranger), 'POST', `/assignments/${id}/unassign`),
      as(agent(stranger), 'POST', `/assignments/${id}/remind`),
      as(owner(stranger), 'POST', `/assignments/${id}/pay`),
      as(owner(stranger), 'POST', `/assignments/${id}/release`),
      as(owner(stranger), 'POST', `/assignments/${id}/keep`),
      as({ ...owner(t), subAccountId: stranger.subAccountId }, 'POST', `/assignments/${id}/pay`),
      as({ ...owner(t), subAccountId: stranger.subAccountId }, 'POST', `/assignments/${id}/release`),
    ]);
    expect(answers.map(answer => answer.status)).toEqual(answers.map(() => 404));
    expect((await w.row(id)).state).toBe('pending');
    expect((await as(owner(stranger), 'GET', '/phone-numbers')).body.items).toEqual([]);
  });

  test('T-2 only the agency assigns and takes back, only an owner or admin pays and releases', async () => {
    const t = await w.tenant();
    const { id } = await given(t);
    const answers = await Promise.all([
      as(owner(t), 'GET', `/numbers/${t.numberId}/candidates`),
      as(owner(t), 'POST', `/numbers/${t.numberId}/assign`, body(t)),
      as(owner(t), 'POST', `/assignments/${id}/unassign`),
      as(owner(t), 'POST', `/assignments/${id}/remind`),
      as(staff(t), 'GET', '/phone-numbers'),
      as(staff(t), 'POST', `/assignments/${id}/pay`),
      as(staff(t), 'POST', `/assignments/${id}/release`),
      as(staff(t), 'POST', `/assignments/${id}/keep`),
      as(agent(t), 'POST', `/assignments/${id}/pay`),
    ]);
    expect(answers.map(answer => answer.status)).toEqual(answers.map(() => 403));
  });

  test('X-6 a body that does not fit names the field', async () => {
    const t = await w.tenant();
    const answer = await as(agent(t), 'POST', `/numbers/${t.numberId}/assign`, { userId: 7 });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect(answer.body.errors.map((e: { field: string }) => e.field)).toEqual(['userId', 'subAccountId']);
  });
});

describe('Stripe’s doors', () => {
  const seconds = () => Math.floor(w.now() / 1000);
  const post = (path: string, text: string, header?: string) =>
    fetch(w.origin + path, { method: 'POST', body: text, headers: header ? { 'stripe-signature': header } : {} });
  const stored = async (id: string) =>
    (
      await w.base.db.read
        .select()
        .from(webhookEvent)
        .where(eq(webhookEvent.id, `stripe:${id}`))
    )[0];
  const event = (id: string, more: object = {}) =>
    JSON.stringify({
      id,
      object: 'event',
      type: 'customer.subscription.updated',
      data: { object: { id: 'sub_x' } },
      ...more,
    });

  test('X-1 unsigned, wrongly signed, altered and replayed events are refused and stored nowhere', async () => {
    const text = event('evt_bad', { account: w.account });
    const { stripeConnectWebhook: connect, stripeWebhook: platform } = w.box.secrets;
    const answers = await Promise.all([
      post('/stripe/connect-webhook', text),
      post('/stripe/connect-webhook', text, 'nonsense'),
      post('/stripe/connect-webhook', text, signature(text, 'whsec_other', seconds())),
      post('/stripe/connect-webhook', text, signature(text, platform, seconds())),
      post('/stripe/webhook', text, signature(text, connect, seconds())),
      post('/stripe/connect-webhook', `${text} `, signature(text, connect, seconds())),
      post('/stripe/connect-webhook', text, signature(text, connect, seconds() - 400)),
    ]);
    expect(answers.map(answer => answer.status)).toEqual(answers.map(() => 403));
    expect(answers[0]?.headers.get('content-type')).toBe('application/problem+json');
    expect(await stored('evt_bad')).toBeUndefined();
  });

  test('X-2 an accepted event is stored once, however often it comes', async () => {
    const text = event('evt_twice', { account: w.account });
    const header = () => signature(text, w.box.secrets.stripeConnectWebhook, seconds());
    const answers = [
      await post('/stripe/connect-webhook', text, header()),
      await post('/stripe/connect-webhook', text, header()),
    ];
    expect(answers.map(answer => answer.status)).toEqual([200, 200]);
    await w.work();
    expect(await stored('evt_twice')).toMatchObject({
      origin: w.account,
      processedAt: expect.any(Number),
      attempts: 1,
    });
  });

  test('A-13 an account we do not know has no effect', async () => {
    const t = await w.tenant();
    const { id } = await given(t);
    const text = event('evt_alien', {
      account: 'acct_alien',
      data: { object: { id: 'sub_alien', customer: 'cus_alien', metadata: { assignment_id: id } } },
    });
    const { status } = await post(
      '/stripe/connect-webhook',
      text,
      signature(text, w.box.secrets.stripeConnectWebhook, seconds()),
    );
    expect(status).toBe(200);
    await w.work();
    expect((await stored('evt_alien'))?.processedAt).not.toBeNull();
    expect((await w.row(id)).state).toBe('pending');
  });

  test('T-1 another agency’s account cannot speak for an assignment by naming it', async () => {
    const other = w.sandbox.seedAccount({ name: 'Rival' });
    const t = await w.tenant();
    await w.tenant('ok', other);
    const { id } = await given(t);
    const { url } = await pay(w.ctx(), w.client(t), id);
    const rival = w.sandbox.seedCustomer({
      account: other,
      name: 'Rival',
      email: 'r@rival.example',
      planSubscription: { name: 'Fake', amount: 1, metadata: { assignment_id: id } },
    });
    await w.work();
    expect((await w.row(id)).state).toBe('pending');
    const fake = await w.stripe.subscriptions.retrieve(rival.subscription ?? '', {}, { stripeAccount: other });
    expect(fake.status).toBe('active');
    await w.pay(url);
    await w.work();
    expect((await w.row(id)).state).toBe('active');
  });

  test('T-5 standing is mirrored by webhook, with its audit line, and lost standing blocks new assignments only', async () => {
    const t = await w.tenant();
    const { id } = await given(t);
    const { stripeCustomerId, planSubscriptionId } = await w.place(t.subAccountId);
    w.sandbox.setCard(stripeCustomerId ?? '', 'expired');
    await w.work();
    await w.stripe.customers.update(
      stripeCustomerId ?? '',
      { metadata: { touched: '1' } },
      { stripeAccount: w.account },
    );
    await w.work();
    expect((await w.place(t.subAccountId)).cardValid).toBe(false);
    await w.stripe.subscriptions.cancel(planSubscriptionId ?? '', {}, { stripeAccount: w.account });
    await w.work();
    expect((await w.place(t.subAccountId)).planStatus).toBe('canceled');
    expect((await pay(w.ctx(), w.client(t), id)).url).toContain('/c/pay/');
    const lines = await w.base.db.read
      .select({ act: audit.act, by: audit.actorKind, from: audit.source })
      .from(audit)
      .where(and(eq(audit.entityId, t.subAccountId), eq(audit.act, 'standing_changed')));
    expect(lines).toContainEqual({ act: 'standing_changed', by: 'stripe', from: 'webhook' });
  });

  test('T-5 a linked customer without a known plan subscription is searched for one; numbers never count', async () => {
    const t = await w.tenant();
    const { planSubscriptionId } = await w.place(t.subAccountId);
    await w.base.db.read.update(subAccount).set({ planSubscriptionId: null }).where(eq(subAccount.id, t.subAccountId));
    expect(await rereadStanding(w.ctx(), t.agencyId, t.subAccountId)).toEqual({
      planStatus: 'active',
      cardValid: true,
    });
    expect((await w.place(t.subAccountId)).planSubscriptionId).toBe(planSubscriptionId);
    const { id } = await given(t);
    await w.pay((await pay(w.ctx(), w.client(t), id)).url);
    await w.work();
    await w.stripe.subscriptions.cancel(planSubscriptionId ?? '', {}, { stripeAccount: w.account });
    expect(await rereadStanding(w.ctx(), t.agencyId, t.subAccountId)).toMatchObject({ planStatus: 'canceled' });
  });
});
