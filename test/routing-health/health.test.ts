import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignment, call, callLeg, contact, number, subAccount, user } from '../../schema/index.ts';
import type { Ctx, Person } from '../../worker/context.ts';
import { agencyOwner, another, neighbour, openDesk, owner, staff } from '../company-number/desk.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

const FORWARD = '+14155550132';
const DAY_MS = 86_400_000;

async function own(ctx: Ctx, t: Tenant, userId: string, over: Partial<typeof contact.$inferInsert> = {}) {
  const id = ctx.id('con');
  const { agencyId, subAccountId } = t;
  const owner = { ownerHostUserId: `host-${userId}`, name: 'Lena Park', createdAt: 1, updatedAt: 1 };
  await ctx.db.read.insert(contact).values({ id, agencyId, subAccountId, hostContactId: id, ...owner, ...over });
}

/** A call that was forwarded and rang out, or was answered there. */
async function forward(ctx: Ctx, t: Tenant, startedAt: number, answeredAt: number | null = null) {
  const [id, callSid] = [ctx.id('cal'), ctx.id('CA')];
  const { agencyId, subAccountId, numberId } = t;
  const row = { id, callSid, agencyId, subAccountId, numberId, from: '+12125550177', to: t.e164 };
  await ctx.db.read.insert(call).values({ ...row, decision: {}, status: 'missed', startedAt });
  const leg = { callId: id, step: 0, to: FORWARD, rangAt: startedAt, answeredAt, endedAt: startedAt + 25_000 };
  await ctx.db.read.insert(callLeg).values(leg);
}

test('R-18 routing health is read over people, contacts, numbers and calls of this sub-account only', async () => {
  const { ctx, t, admin } = await openDesk();
  const other = await mintTenant(ctx);
  await ctx.db.read.update(user).set({ phone: null }).where(eq(user.id, other.staffId));
  await own(ctx, other, t.staffId);
  const quiet = await admin('GET', '/routing-health');
  expect(quiet.body.items.map((item: { code: string }) => item.code)).toEqual(['number_rings_nobody']);
  await ctx.db.read.update(subAccount).set({ forwardTo: FORWARD }).where(eq(subAccount.id, t.subAccountId));
  expect((await admin('GET', '/routing-health')).body.items).toEqual([]);

  await ctx.db.read.update(user).set({ phone: null }).where(eq(user.id, t.staffId));
  await own(ctx, t, t.staffId);
  await own(ctx, t, t.staffId);
  await own(ctx, t, t.staffId, { deletedAt: ctx.now });
  for (let at = 0; at < 5; at += 1) await forward(ctx, t, ctx.now - at * DAY_MS);
  const { items } = (await admin('GET', '/routing-health')).body;
  expect(items).toMatchObject([
    { code: 'user_not_reachable', subject: { id: t.staffId } },
    { code: 'contacts_not_reachable', sentence: expect.stringContaining('2 contacts belong to Omar Haddad') },
    { code: 'forwarding_never_answered', sentence: expect.stringContaining('5 times') },
  ]);
});

test('R-18 contacts of people who left are counted; those of the agency’s own people are looked after', async () => {
  const { ctx, t, admin } = await openDesk();
  await ctx.db.read.update(subAccount).set({ forwardTo: FORWARD }).where(eq(subAccount.id, t.subAccountId));
  await own(ctx, t, t.agencyUserId);
  expect((await admin('GET', '/routing-health')).body.items).toEqual([]);
  await ctx.db.read.update(user).set({ deletedAt: 1 }).where(eq(user.id, t.staffId));
  await own(ctx, t, t.staffId);
  await own(ctx, t, 'nobody-we-know');
  expect((await admin('GET', '/routing-health')).body.items).toMatchObject([
    { code: 'contacts_of_nobody', sentence: expect.stringContaining('2 contacts belong to people') },
  ]);
});

test('R-18 only the last 14 days count, and one answer is enough', async () => {
  const { ctx, t, admin } = await openDesk();
  await ctx.db.read.update(subAccount).set({ forwardTo: FORWARD }).where(eq(subAccount.id, t.subAccountId));
  const items = async () => (await admin('GET', '/routing-health')).body.items;
  for (let at = 0; at < 4; at += 1) await forward(ctx, t, ctx.now - DAY_MS);
  await forward(ctx, t, ctx.now - 15 * DAY_MS);
  expect(await items()).toEqual([]);
  await forward(ctx, t, ctx.now - 13 * DAY_MS);
  expect(await items()).toHaveLength(1);
  await forward(ctx, t, ctx.now - 2 * DAY_MS, ctx.now - 2 * DAY_MS + 5000);
  expect(await items()).toEqual([]);
});

test('R-18 a company number whose default rings a user without phone is broken', async () => {
  const { ctx, t, admin, company } = await openDesk();
  await company();
  await ctx.db.read.update(user).set({ phone: null }).where(eq(user.id, t.ownerId));
  const { items } = (await admin('GET', '/routing-health')).body;
  expect(items.map((item: { code: string }) => item.code)).toEqual([
    'user_not_reachable',
    'number_rings_nobody',
    'rule_group_unavailable',
  ]);
  expect(items[2]).toMatchObject({ mend: { panel: 'company-number', id: t.numberId }, subject: { name: 'Default' } });
});

test('R-18 a number that has ended is not spoken of; T-2 it is for admins', async () => {
  const { ctx, t, as, admin } = await openDesk();
  expect((await admin('GET', '/routing-health')).body.items).toHaveLength(1);
  await ctx.db.read.update(number).set({ forwardTo: FORWARD });
  expect((await admin('GET', '/routing-health')).body.items).toEqual([]);
  for (const who of [staff(t), agencyOwner(t)]) expect((await as(who, 'GET', '/routing-health')).status).toBe(403);
});

test('R-13 R-18 a circle closed by moving a number to another sub-account shows at once, on both sides', async () => {
  const { ctx, t, as, admin } = await openDesk();
  const there = await neighbour(ctx, t);
  const moved = await another(ctx, t);
  const codes = async (person: Person) =>
    (await as(person, 'GET', '/routing-health')).body.items.map((item: { code: string }) => item.code);
  await ctx.db.commit([
    ctx.db.read.update(number).set({ forwardTo: moved.e164 }).where(eq(number.id, t.numberId)),
    ctx.db.read
      .update(subAccount)
      .set({ forwardTo: t.e164 })
      .where(eq(subAccount.id, there.subAccountId ?? '')),
  ]);
  expect(await codes(owner(t))).not.toContain('number_loops');
  await ctx.db.read
    .update(assignment)
    .set({ subAccountId: there.subAccountId ?? '' })
    .where(eq(assignment.numberId, moved.numberId));
  expect(await codes(owner(t))).toContain('number_loops');
  expect(await codes(there)).toContain('number_loops');
  const { items } = (await admin('GET', '/routing-health')).body;
  expect(items[0].sentence).toContain(`forwarded to ${moved.e164} come back to ${t.e164}`);
});
