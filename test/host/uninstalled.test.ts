import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { agency, agent, assignment, audit, number, outbox, subAccount, user } from '../../schema/index.ts';
import { linkOwnAgent } from '../../worker/agent/link.ts';
import { noteUninstalled } from '../../worker/host/install.ts';
import { receiveHostEvent } from '../../worker/host/jwt/receive.ts';
import { sweepLeaving } from '../../worker/host/manage/end.ts';
import { deliver } from '../../worker/notification/deliver.ts';
import { testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';

const DAY = 86_400_000;

test('M-1 uninstalling is told to the agency’s owners and admins, once each, however often the CRM says so', async () => {
  const ctx = await testContext();
  const t = await mintTenant(ctx);
  const [row] = await ctx.db.read.select().from(agency).where(eq(agency.id, t.agencyId));
  const hostId = row?.hostId ?? '';
  const member = { id: 'usr_m', agencyId: t.agencyId, hostUserId: 'm', name: 'Max', email: 'max@example.com' };
  await ctx.db.read.insert(user).values({ ...member, agencyRole: 'member', status: 'approved', createdAt: ctx.now });
  const event = { type: 'app.uninstalled', timestamp: ctx.now, data: { company_id: row?.hostCompanyId } };
  await receiveHostEvent(ctx, hostId, event, false);
  await receiveHostEvent(ctx, hostId, event, false);
  const told = await ctx.db.read.select().from(outbox).where(eq(outbox.agencyId, t.agencyId));
  expect(told.map(({ effect }) => [effect.template, effect.userId])).toEqual([['uninstalled', t.agencyUserId]]);
  await deliver(ctx, told[0]?.id ?? '');
  expect(ctx.sent.mails).toMatchObject([{ subject: 'Trunkline was uninstalled' }]);
});

test('A-3 L-6 after thirty days the agency’s own agents answer no longer either, and their numbers can be handed back', async () => {
  const ctx = await testContext();
  const { read } = ctx.db;
  const [leaves, stays] = [await mintTenant(ctx), await mintTenant(ctx)];
  for (const { agencyId, numberId } of [leaves, stays]) {
    const row = { id: `agt_${agencyId}`, agencyId, kind: 'voice_agent' as const, name: 'Ava', createdAt: 1 };
    await read.insert(agent).values(row);
    await read.delete(assignment).where(eq(assignment.numberId, numberId));
    await linkOwnAgent(ctx, agencyId, numberId, { agentId: row.id, replace: false });
  }
  const wires = async () => {
    const rows = await read.select({ id: number.id, wiredTo: number.wiredTo }).from(number);
    return [leaves, stays].map(({ numberId }) => rows.find(row => row.id === numberId)?.wiredTo);
  };
  await noteUninstalled(ctx, leaves.agencyId, ctx.now);
  await sweepLeaving(ctx.at(ctx.now + 29 * DAY));
  expect(await wires()).toEqual(['agent', 'agent']);
  await sweepLeaving(ctx.at(ctx.now + 31 * DAY));
  expect(await wires()).toEqual([null, 'agent']);
  const lines = await read.select({ act: audit.act }).from(audit).where(eq(audit.entityId, leaves.numberId));
  expect(lines.at(-1)).toEqual({ act: 'detached' });
});

test('H-2 an install of the whole agency at a JWT host brings back the locations that had taken the app out', async () => {
  const ctx = await testContext();
  const t = await mintTenant(ctx);
  const says = (what: string, more = {}) => {
    const data = { company_id: `company-${t.agencyId}`, ...more };
    return receiveHostEvent(ctx, t.hostId, { type: `app.${what}`, timestamp: ctx.now, data }, false);
  };
  const place = async () => (await ctx.db.read.select().from(subAccount).where(eq(subAccount.id, t.subAccountId)))[0];
  await says('uninstalled', { location_id: (await place())?.hostLocationId });
  expect((await place())?.uninstalledAt).not.toBeNull();
  await says('installed');
  expect(await place()).toMatchObject({ uninstalledAt: null, leavesAt: null });
});
