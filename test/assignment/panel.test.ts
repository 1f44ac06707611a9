import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { user } from '../../schema/index.ts';
import { agent, owner, visitor } from './door.ts';
import { MINUTE, type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
let as: ReturnType<typeof visitor>;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
  as = visitor(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

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
    expect(body.items.map(item => [item.name, item.reason])).toEqual([
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
    expect(Object.keys(body.items[0] ?? {}).sort()).toEqual([
      'activatedAt',
      'assignmentId',
      'createdAt',
      'currency',
      'e164',
      'endsAt',
      'expiresAt',
      'forwardTo',
      'mode',
      'numberId',
      'paidThrough',
      'pastDueSince',
      'price',
      'state',
      'suspendedAt',
      'wiredAgent',
      'wiredTo',
      'wiredUser',
    ]);
    expect(body.items[0]).toMatchObject({ assignmentId: made.body.id, e164: t.e164, state: 'pending', price: 450 });
  });

  test('A-5 A-8 pay, release and keep from the panel', async () => {
    const t = await w.tenant();
    const { id } = await s.given(t);
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
    const { id } = await s.given(t);
    const both = await Promise.all([1, 2].map(() => as(agent(t), 'POST', `/assignments/${id}/remind`)));
    expect(both.map(answer => answer.status).sort()).toEqual([200, 409]);
    expect((await as(agent(t), 'POST', `/assignments/${id}/remind`)).body.code).toBe('reminded_recently');
    await w.advance(61 * MINUTE);
    expect((await as(agent(t), 'POST', `/assignments/${id}/remind`)).body).toEqual({ sentAt: expect.any(Number) });
    await w.work();
    expect(w.base.sent.mails.filter(mail => mail.to.startsWith(t.ownerId))).toHaveLength(3);
  });
});
