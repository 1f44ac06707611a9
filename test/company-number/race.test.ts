import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { agent, assignment, audit, membership, number, staffSetting, unknownRule } from '../../schema/index.ts';
import { neighbour, openDesk, overtaken, owner } from './desk.ts';

test('L-1 a number given to a user meanwhile is not taken from them unasked', async () => {
  const { ctx, t, as } = await openDesk();
  const by = overtaken(ctx, () => ctx.db.read.update(number).set({ wiredTo: 'user', wiredUserId: t.staffId }));
  const answer = await as(owner(t), 'POST', '/company-numbers', { numberId: t.numberId }, by);
  expect(answer).toMatchObject({ status: 409, body: { code: 'number_in_use', params: { user: 'Omar Haddad' } } });
  expect(await ctx.db.read.select().from(number)).toMatchObject([{ wiredTo: 'user', wiredUserId: t.staffId }]);
  expect(await ctx.db.read.select().from(unknownRule)).toEqual([]);
  expect(await ctx.db.read.select().from(audit)).toEqual([]);
});

test('L-6 a number whose assignment ends meanwhile becomes nobody’s company number', async () => {
  const { ctx, t, as } = await openDesk();
  const by = overtaken(ctx, () => ctx.db.read.update(assignment).set({ state: 'ended' }));
  expect((await as(owner(t), 'POST', '/company-numbers', { numberId: t.numberId }, by)).status).toBe(404);
  expect(await ctx.db.read.select().from(number)).toMatchObject([{ wiredTo: null }]);
});

test('L-5 a number limited meanwhile takes nobody who was not chosen', async () => {
  const { ctx, t, as, admin, company } = await openDesk();
  await company();
  const by = overtaken(ctx, () => admin('PATCH', `/company-numbers/${t.numberId}`, { limited: true }));
  const answer = await as(owner(t), 'PUT', `/staff/${t.staffId}/company-number`, { numberId: t.numberId }, by);
  expect(answer).toMatchObject({ status: 422, body: { code: 'not_allowed_here' } });
  const settings = await ctx.db.read.select().from(staffSetting);
  expect(settings.filter(setting => setting.companyNumberId !== null)).toEqual([]);
});

test('L-1 a rule is not saved on a number that is no company number any more', async () => {
  const { ctx, t, as, admin, company, rules } = await openDesk();
  await company();
  const body = { name: 'Day', action: { kind: 'user', userId: t.staffId }, hours: [{ days: [1], start: 0, end: 60 }] };
  const by = overtaken(ctx, () => admin('DELETE', `/company-numbers/${t.numberId}`));
  expect((await as(owner(t), 'POST', rules, body, by)).status).toBe(404);
  expect(await ctx.db.read.select().from(unknownRule)).toHaveLength(1);
});

test('U-1 two admins change different settings at once and both hold', async () => {
  const { ctx, t, as, admin, company } = await openDesk();
  await company();
  const path = `/company-numbers/${t.numberId}`;
  const by = overtaken(ctx, () => admin('PATCH', path, { source: 'Website' }));
  const answer = await as(owner(t), 'PATCH', path, { tag: 'from-web' }, by);
  expect(answer).toMatchObject({ status: 200, body: { source: 'Website', tag: 'from-web' } });
});

test('T-1 a neighbour in the same agency neither sees nor changes any of it', async () => {
  const { ctx, t, as, admin, company, rules } = await openDesk();
  await company();
  const { id } = (await admin('POST', '/agents', { name: 'Ava' })).body;
  const next = await neighbour(ctx, t);
  expect((await as(next, 'GET', '/company-numbers')).body).toMatchObject({ items: [], candidates: [], users: [] });
  expect((await as(next, 'GET', '/agents')).body.items).toEqual([]);
  expect((await as(next, 'GET', '/routing-health')).body.items).toEqual([]);
  for (const [method, path, body] of [
    ['GET', rules, undefined],
    ['PATCH', `/company-numbers/${t.numberId}`, { callLimit: 5 }],
    ['DELETE', `/company-numbers/${t.numberId}`, undefined],
    ['POST', '/company-numbers', { numberId: t.numberId, replace: true }],
    ['PATCH', `/agents/${id}`, { name: 'Mine' }],
    ['DELETE', `/agents/${id}`, undefined],
    ['PUT', `/phone-numbers/${t.numberId}/agent`, { agentId: null }],
    ['PUT', `/staff/${t.staffId}/company-number`, { numberId: null }],
  ] as const) {
    expect({ path, status: (await as(next, method, path, body)).status }).toEqual({ path, status: 404 });
  }
  expect(await ctx.db.read.select().from(agent)).toMatchObject([{ name: 'Ava', deletedAt: null }]);
  expect(await ctx.db.read.select().from(number)).toMatchObject([{ wiredTo: 'company' }]);
});

test('L-2 somebody who has left is associated no more', async () => {
  const { ctx, t, admin, company } = await openDesk();
  await company();
  const path = `/staff/${t.staffId}/company-number`;
  await admin('PUT', path, { numberId: t.numberId });
  await ctx.db.read.delete(membership).where(eq(membership.userId, t.staffId));
  expect((await admin('GET', '/company-numbers')).body.items).toMatchObject([{ associated: [] }]);
  expect((await admin('PUT', path, { numberId: t.numberId })).status).toBe(404);
});
