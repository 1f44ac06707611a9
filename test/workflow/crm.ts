import { eq } from 'drizzle-orm';
import { assignment, call, number } from '../../schema/index.ts';
import { admitLocation } from '../../worker/host/highlevel/locations.ts';
import { deliver } from '../../worker/notification/deliver.ts';
import { end, openCall } from '../../worker/routing/store.ts';
import { subAccountByLocation } from '../../worker/tenancy/store.ts';
import { deliverEvent } from '../../worker/workflow/deliver.ts';
import { dueDeliveries } from '../../worker/workflow/store/delivery.ts';
import { FITNESS, openMarket, PLUMBING } from '../host/market.ts';
import { HIGHLEVEL_ISSUER } from '../sandbox/highlevel/index.ts';
import { mintTenant } from '../support/mint.ts';

export type Crm = Awaited<ReturnType<typeof openCrm>>;

/** The sandbox's HighLevel, whose agency has the app, and a location of it that holds a number. */
export async function openCrm() {
  const m = await openMarket();
  await m.install();
  await m.settle();
  const agencyId = (await m.agency())?.id ?? '';
  for (const location of [FITNESS, PLUMBING]) await admitLocation(m.now(), await m.installed(), location);
  const at = await subAccountByLocation(m.ctx, agencyId, FITNESS);
  if (!at) throw new Error('the location was not taken in');
  const place = { agencyId, subAccountId: at.id };
  const { numberId, e164 } = await mintTenant(m.ctx);
  const db = m.ctx.db.read;
  await db.update(number).set({ agencyId }).where(eq(number.id, numberId));
  await db.insert(assignment).values({
    ...{ id: 'asg_1', ...place, numberId, userId: 'usr_1', state: 'active', mode: 'paid' },
    ...{ telcoCost: 1, telcoCurrency: 'usd', markup: 1, price: 2, currency: 'usd', createdAt: 1 },
  });
  let calls = 0;
  return {
    ...m,
    place,
    numberId,
    e164,
    /** Somebody calls the number and nobody takes it; workflows are told, and what is due is sent. */
    missed: async (from = '+12065550122') => {
      calls += 1;
      const ctx = m.now();
      const callSid = `CA${String(calls).padStart(32, '0')}`;
      await db.insert(call).values({
        ...{ id: `cal_${calls}`, callSid, ...place, assignmentId: 'asg_1', numberId, from, to: e164 },
        ...{ decision: { steps: [], timeline: [] }, status: 'missed', startedAt: ctx.now },
      });
      const open = await openCall(ctx, callSid);
      if (open) await end(ctx, open, 9);
      for (const job of m.ctx.sent.jobs.splice(0)) {
        if (job.kind === 'deliver') for (const id of job.outboxIds) await deliver(m.now(), id);
      }
      for (const id of await dueDeliveries(m.now(), 100)) await deliverEvent(m.now(), id);
    },
    subscribe: (key: string, more: object = {}) => m.crm.workflows.subscribe({ key, locationId: FITNESS, ...more }),
    act: (key: string, data: Record<string, unknown>, more: object = {}) =>
      m.crm.workflows.act({ key, locationId: FITNESS, data, ...more }),
    firings: (id: string) => m.crm.workflows.firings().filter(one => one.subscriptionId === id),
    /** As the CRM calls us, with other headers or a body that does not fit. */
    post: async (path: string, body: unknown, headers: Record<string, string> = {}, issuer = HIGHLEVEL_ISSUER) => {
      const answer = await fetch(`${m.urls.worker}/hosts/app/${issuer}/workflows/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-trunkline-secret': m.workflowSecret, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
  };
}
