import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { audit, claim, number, user } from '../../schema/index.ts';
import { setStatus } from '../../worker/tenancy/set-status.ts';
import { agent, type Visit, visitor } from '../plan/door.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { interrupted } from '../support/interrupted.ts';
import { mintTenant } from '../support/mint.ts';

let ctx: TestCtx;
let as: Visit;
beforeAll(async () => {
  ctx = await testContext();
  as = visitor(() => ctx);
});

describe('T-3 approving and blocking', () => {
  test('a person is blocked and approved again, one audit line each; a repeat changes nothing', async () => {
    const t = await mintTenant(ctx);
    for (const status of ['blocked', 'blocked', 'approved', 'approved']) {
      const answer = await as(agent(t), 'PATCH', `/users/${t.staffId}`, { status });
      expect(answer).toMatchObject({ status: 200, body: { id: t.staffId, status } });
    }
    const lines = await ctx.db.read.select().from(audit).where(eq(audit.entityId, t.staffId));
    expect(lines.map(({ act, actorId, before }) => ({ act, actorId, before }))).toEqual([
      { act: 'user.blocked', actorId: t.agencyUserId, before: { status: 'approved' } },
      { act: 'user.approved', actorId: t.agencyUserId, before: { status: 'blocked' } },
    ]);
  });

  test('of two who block somebody at the same moment one does, and the other looks again', async () => {
    const t = await mintTenant(ctx);
    const by = { userId: t.agencyUserId, agencyId: t.agencyId, role: 'agency_owner' } as const;
    const slow = interrupted(ctx, () => setStatus(ctx, by, t.staffId, 'blocked'));
    await expect(setStatus(slow, by, t.staffId, 'blocked')).rejects.toMatchObject({ body: { code: 'changed' } });
    expect(await ctx.db.read.select().from(audit).where(eq(audit.entityId, t.staffId))).toHaveLength(1);
  });

  test('somebody who waits is approved; the sub-account lists its people with their status', async () => {
    const t = await mintTenant(ctx);
    await ctx.db.read.update(user).set({ status: 'pending' }).where(eq(user.id, t.staffId));
    const path = `/sub-accounts/${t.subAccountId}`;
    const statuses = async () =>
      (await as(agent(t), 'GET', path)).body.users.map((one: { role: string; status: string }) => [
        one.role,
        one.status,
      ]);
    expect(await statuses()).toEqual([
      ['staff', 'pending'],
      ['owner', 'approved'],
    ]);
    await as(agent(t), 'PATCH', `/users/${t.staffId}`, { status: 'approved' });
    expect(await statuses()).toEqual([
      ['staff', 'approved'],
      ['owner', 'approved'],
    ]);
  });

  test('U-8 R-9 blocking frees the person’s claims and leaves their direct number theirs', async () => {
    const t = await mintTenant(ctx);
    await ctx.db.read.update(number).set({ wiredTo: 'user', wiredUserId: t.staffId }).where(eq(number.id, t.numberId));
    const place = { agencyId: t.agencyId, subAccountId: t.subAccountId };
    const row = { ...place, id: ctx.id('clm'), caller: '+12065550122', userId: t.staffId, claimedAt: ctx.now };
    await ctx.db.read.insert(claim).values(row);
    await as(agent(t), 'PATCH', `/users/${t.staffId}`, { status: 'blocked' });
    const [freed] = await ctx.db.read.select().from(claim).where(eq(claim.id, row.id));
    expect(freed).toMatchObject({ freedAt: ctx.now, freedWhy: 'blocked' });
    const [kept] = await ctx.db.read.select().from(number).where(eq(number.id, t.numberId));
    expect(kept?.wiredUserId).toBe(t.staffId);
  });

  test('nobody blocks themselves, nor sets a status that is not the agency’s to set', async () => {
    const t = await mintTenant(ctx);
    const path = `/users/${t.agencyUserId}`;
    expect(await as(agent(t), 'PATCH', path, { status: 'blocked' })).toMatchObject({
      status: 422,
      body: { code: 'yourself' },
    });
    expect(await as(agent(t), 'PATCH', path, { status: 'pending' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'status' }] },
    });
  });

  test('T-2 a member of the agency does not decide on its own people', async () => {
    const t = await mintTenant(ctx);
    const member = { ...agent(t), userId: t.staffId, role: 'agency_member' as const };
    expect((await as(member, 'PATCH', `/users/${t.agencyUserId}`, { status: 'blocked' })).status).toBe(403);
    expect((await as(member, 'PATCH', `/users/${t.ownerId}`, { status: 'blocked' })).status).toBe(200);
  });
});
