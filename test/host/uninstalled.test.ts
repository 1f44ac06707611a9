import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { agency, outbox, user } from '../../schema/index.ts';
import { receiveHostEvent } from '../../worker/host/jwt/receive.ts';
import { deliver } from '../../worker/notification/deliver.ts';
import { testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';

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
