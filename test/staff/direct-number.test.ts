import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { agent, audit, number, plan } from '../../schema/index.ts';
import type { Ctx } from '../../worker/context.ts';
import { freshNumber, mintTenant, type Tenant } from '../support/mint.ts';
import { assign, openOffice, owner } from './office.ts';

/** One more live number of the tenant. */
async function another(ctx: Ctx, t: Tenant): Promise<string> {
  const numberId = ctx.id('num');
  const [like] = await ctx.db.read.select().from(number).where(eq(number.id, t.numberId));
  if (!like) throw new Error('no number minted');
  await ctx.db.read
    .insert(number)
    .values({ ...like, id: numberId, e164: freshNumber(), twilioSid: numberId, wiredTo: null, wiredUserId: null });
  await assign(ctx, { ...t, numberId });
  return numberId;
}

test('L-1 a direct number is given, shows as wired, and is taken back', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  const path = `/staff/${t.staffId}/direct-number`;
  const given = await as(owner(t), 'PUT', path, { numberId: t.numberId });
  expect(given).toMatchObject({ status: 200, body: { directNumber: { numberId: t.numberId, e164: t.e164 } } });
  expect((await as(owner(t), 'GET', '/staff')).body.freeNumbers).toEqual([]);
  expect((await as(owner(t), 'PUT', path, { numberId: t.numberId })).status).toBe(200);
  const back = await as(owner(t), 'PUT', path, { numberId: null });
  expect(back.body.directNumber).toBeNull();
  const acts = (await ctx.db.read.select().from(audit)).map(line => line.act);
  expect(acts).toEqual(['given', 'taken_back']);
});

test('L-2 a number taken, or a user who has one, is moved only when confirmed', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  const second = await another(ctx, t);
  const give = (userId: string, body: object) => as(owner(t), 'PUT', `/staff/${userId}/direct-number`, body);
  await give(t.staffId, { numberId: t.numberId });
  expect(await give(t.ownerId, { numberId: t.numberId })).toMatchObject({
    status: 409,
    body: { code: 'number_in_use', params: { user: 'Omar Haddad' }, detail: expect.stringContaining('Omar Haddad') },
  });
  expect(await give(t.staffId, { numberId: second })).toMatchObject({
    status: 409,
    body: { code: 'user_has_number', params: { e164: t.e164 } },
  });
  await give(t.ownerId, { numberId: second });
  const moved = await give(t.ownerId, { numberId: t.numberId, replace: true });
  expect(moved).toMatchObject({ status: 200, body: { directNumber: { numberId: t.numberId } } });
  const { body } = await as(owner(t), 'GET', '/staff');
  expect(body.items).toMatchObject([{ directNumber: null }, { directNumber: { numberId: t.numberId } }]);
  expect(body.freeNumbers).toMatchObject([{ numberId: second }]);
});

test('L-1 a number that an agent answers is given only when confirmed: which agent is said, and written down', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  const { agencyId, subAccountId } = t;
  const row = { id: 'agt_ava', agencyId, subAccountId, kind: 'campaign' as const, name: 'Ava', createdAt: 1 };
  await ctx.db.read.insert(agent).values(row);
  await ctx.db.read.update(number).set({ wiredTo: 'agent', wiredAgentId: row.id }).where(eq(number.id, t.numberId));
  const give = (more = {}) =>
    as(owner(t), 'PUT', `/staff/${t.staffId}/direct-number`, { numberId: t.numberId, ...more });
  const detail = expect.stringMatching(/^Ava answers it\. Confirm to give it to .+ alone\.$/);
  expect(await give()).toMatchObject({
    status: 409,
    body: { code: 'number_in_use', params: { agent: 'Ava' }, detail },
  });
  expect((await give({ replace: true })).status).toBe(200);
  expect((await ctx.db.read.select().from(audit)).at(-1)).toMatchObject({
    before: { wiredTo: 'agent', wiredAgentId: row.id },
    after: { wiredTo: 'user', wiredAgentId: null },
  });
});

test('L-2 a person whose number is in another sub-account is not asked to replace it from here', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  const elsewhere = await mintTenant(ctx);
  await ctx.db.read
    .update(number)
    .set({ agencyId: t.agencyId, wiredTo: 'user', wiredUserId: t.staffId })
    .where(eq(number.id, elsewhere.numberId));
  for (const replace of [false, true]) {
    const body = { numberId: t.numberId, replace };
    expect(await as(owner(t), 'PUT', `/staff/${t.staffId}/direct-number`, body)).toMatchObject({
      status: 409,
      body: { code: 'number_elsewhere', detail: expect.stringContaining('another sub-account') },
    });
  }
});

test('L-2 two gifts at once: one wins, the other is told', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  const answers = await Promise.all(
    [t.ownerId, t.staffId].map(id => as(owner(t), 'PUT', `/staff/${id}/direct-number`, { numberId: t.numberId })),
  );
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 409]);
});

test.each([
  ['pending', { state: 'pending' as const }, 'Pay for it'],
  ['suspended', { state: 'suspended' as const }, 'not in service'],
  ['past its end', { state: 'ending' as const, endsAt: 1 }, 'not in service'],
])('L-1 a number that is %s cannot be given, nor is it offered', async (_, over, sentence) => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t, over);
  expect(await as(owner(t), 'PUT', `/staff/${t.staffId}/direct-number`, { numberId: t.numberId })).toMatchObject({
    status: 422,
    body: { code: 'number_not_active', detail: expect.stringContaining(sentence) },
  });
  expect((await as(owner(t), 'GET', '/staff')).body.freeNumbers).toEqual([]);
});

test('T-1 a number of the pool, or of another tenant, cannot be given', async () => {
  const { ctx, t, as } = await openOffice();
  const other = await mintTenant(ctx);
  await assign(ctx, other);
  for (const numberId of [t.numberId, other.numberId, 'num_none']) {
    expect((await as(owner(t), 'PUT', `/staff/${t.staffId}/direct-number`, { numberId })).status).toBe(404);
  }
});

test('T-4 direct numbers need a plan that has them', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  await ctx.db.read.update(plan).set({ directNumbers: false });
  expect(await as(owner(t), 'PUT', `/staff/${t.staffId}/direct-number`, { numberId: t.numberId })).toMatchObject({
    status: 422,
    body: { code: 'not_in_plan' },
  });
});
