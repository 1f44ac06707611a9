import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignment } from '../../schema/index.ts';
import type { Tenant } from '../support/mint.ts';
import { openWorld, type World } from './world.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());

const assignmentsOf = (t: Tenant) =>
  w.base.db.read.select().from(assignment).where(eq(assignment.subAccountId, t.subAccountId));
const mailsTo = (userId: string) => w.base.sent.mails.filter(mail => mail.to === `${userId}@example.com`);

describe('N-12 a sub-account requests a number', () => {
  const wish = { country: 'us', type: 'local', areaCode: '415', note: 'Near\nthe harbour' };
  const ask = async (t: Tenant, more: object = {}) =>
    (await w.visit(w.client(t), 'POST', '/number-requests', { ...wish, ...more })).body;
  const answer = (t: Tenant, id: string, act: string, body: object) =>
    w.visit(w.person(t), 'POST', `/number-requests/${id}/${act}`, body);

  test('the agency’s owners and admins are mailed and see it; asking twice asks once', async () => {
    const t = await w.tenant();
    const made = await ask(t);
    expect(made).toMatchObject({ state: 'open', country: 'US', areaCode: '415' });
    const twice = await Promise.all([ask(t), ask(t)]);
    expect(new Set([made, ...twice].map(one => one.id)).size).toBe(1);
    await w.work();
    const mails = mailsTo(t.agencyUserId);
    expect(mails.map(mail => mail.subject)).toEqual(['Bayside Dental asks for a phone number']);
    expect(mails[0]?.text).toContain('Rosa Diaz of Bayside Dental asks for a phone number: local, US, area code 415.');
    expect(mails[0]?.text).toContain('“Near the harbour”');
    const { body } = await w.visit(w.person(t), 'GET', '/number-requests');
    expect(body.items).toMatchObject([{ id: made.id, subAccount: { id: t.subAccountId }, user: { id: t.ownerId } }]);
  });

  test('fulfilled: the number is reserved for them and the request closes, together', async () => {
    const t = await w.tenant();
    const { id } = await ask(t);
    const { body } = await answer(t, id, 'fulfil', { numberId: t.numberId });
    expect(body).toEqual({ id, state: 'fulfilled', numberId: t.numberId });
    expect(await assignmentsOf(t)).toMatchObject([{ numberId: t.numberId, state: 'pending', userId: t.ownerId }]);
    const { body: own } = await w.visit(w.client(t), 'GET', '/number-requests');
    expect(own.items).toMatchObject([{ id, state: 'fulfilled', e164: t.e164 }]);
    expect((await w.visit(w.person(t), 'GET', '/number-requests')).body.items).toEqual([]);
  });

  test('two admins at once: one answers, the other hears that it was answered; one number is given', async () => {
    const t = await w.tenant();
    const bought = await w.buy(t, await w.order());
    const { id } = await ask(t);
    const both = await Promise.all([
      answer(t, id, 'fulfil', { numberId: t.numberId }),
      answer(t, id, 'fulfil', { numberId: bought.numberId }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('request_answered');
    expect(await assignmentsOf(t)).toHaveLength(1);
  });

  test('a number that cannot be given leaves the request open; one that is theirs already closes it', async () => {
    const t = await w.tenant();
    const other = await w.tenant();
    const { id } = await ask(t);
    expect((await answer(t, id, 'fulfil', { numberId: other.numberId })).status).toBe(404);
    const second = await ask(t, { note: 'another' });
    await answer(t, second.id, 'fulfil', { numberId: t.numberId });
    expect((await answer(t, id, 'fulfil', { numberId: t.numberId })).body.state).toBe('fulfilled');
    expect(await assignmentsOf(t)).toHaveLength(1);
  });

  test('declined: the client is mailed the answer, once', async () => {
    const t = await w.tenant();
    const { id } = await ask(t);
    expect((await answer(t, id, 'decline', { answer: 'After the move' })).body.state).toBe('declined');
    expect((await answer(t, id, 'decline', { answer: 'Again' })).body.code).toBe('request_answered');
    await w.work();
    const mails = mailsTo(t.ownerId);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('“After the move”');
    expect(await w.acts(id)).toEqual(['requested', 'declined']);
  });

  test('T-1 T-2 other agencies’ requests do not exist, staff may not ask', async () => {
    const [t, other] = [await w.tenant(), await w.tenant()];
    const { id } = await ask(t);
    for (const [act, body] of [
      ['fulfil', { numberId: other.numberId }],
      ['decline', { answer: '' }],
    ] as const) {
      expect((await answer(other, id, act, body)).status).toBe(404);
    }
    const staff = { ...w.client(t), userId: t.staffId, role: 'staff' as const };
    expect((await w.visit(staff, 'POST', '/number-requests', wish)).status).toBe(403);
    expect((await w.visit(staff, 'GET', '/number-requests')).status).toBe(403);
  });

  test('twenty open requests are enough', async () => {
    const t = await w.tenant();
    for (let n = 0; n < 20; n += 1) await ask(t, { note: `wish ${n}` });
    expect((await ask(t, { note: 'one more' })).code).toBe('too_many_requests');
  });
});
