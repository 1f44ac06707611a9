import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { webhookEvent } from '../../schema/index.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { signature } from '../sandbox/stripe/event/delivery.ts';
import { type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

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
    const { id } = await s.given(t);
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
    const { id } = await s.given(t);
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

  test('A-13 what an event claims is only a hint: the object itself must say whose it is', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
    const { planSubscriptionId, stripeCustomerId } = await w.place(t.subAccountId);
    const claimed = { id: planSubscriptionId, customer: stripeCustomerId, metadata: { assignment_id: id } };
    const text = event('evt_claim', { account: w.account, data: { object: claimed } });
    await post('/stripe/connect-webhook', text, signature(text, w.box.secrets.stripeConnectWebhook, seconds()));
    await w.work();
    expect((await stored('evt_claim'))?.processedAt).not.toBeNull();
    expect(await w.row(id)).toMatchObject({ state: 'pending', subscriptionId: null });
  });

  test('X-1 the platform’s endpoint never speaks for a connected account', async () => {
    const text = event('evt_platform', { account: w.account });
    const { status } = await post('/stripe/webhook', text, signature(text, w.box.secrets.stripeWebhook, seconds()));
    expect(status).toBe(200);
    expect((await stored('evt_platform'))?.origin).toBe('');
  });
});
