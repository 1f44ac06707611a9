import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  agency,
  assignment,
  audit,
  call,
  number,
  workflowDelivery,
  workflowRun,
  workflowSubscription,
} from '../../schema/index.ts';
import { admitLocation } from '../../worker/host/highlevel/locations.ts';
import { deliver } from '../../worker/notification/deliver.ts';
import { end, openCall } from '../../worker/routing/store.ts';
import { subAccountByLocation } from '../../worker/tenancy/store.ts';
import { deliverEvent } from '../../worker/workflow/deliver.ts';
import { dueDeliveries } from '../../worker/workflow/store/delivery.ts';
import { COMPANY, FITNESS, type Market, openMarket, PLUMBING } from '../host/market.ts';
import { HIGHLEVEL_ISSUER } from '../sandbox/highlevel/index.ts';
import { mintTenant } from '../support/mint.ts';

let m: Market;
let place: { agencyId: string; subAccountId: string };
let held: { numberId: string; e164: string };
beforeAll(async () => {
  m = await openMarket();
  await m.install();
  await m.settle();
  const agencyId = (await m.agency())?.id ?? '';
  for (const location of [FITNESS, PLUMBING]) await admitLocation(m.now(), await m.installed(), location);
  const at = await subAccountByLocation(m.ctx, agencyId, FITNESS);
  if (!at) throw new Error('the location was not taken in');
  place = { agencyId, subAccountId: at.id };
  held = await mintTenant(m.ctx);
  const db = m.ctx.db.read;
  await db.update(number).set({ agencyId }).where(eq(number.id, held.numberId));
  await db.insert(assignment).values({
    ...{ id: 'asg_1', ...place, numberId: held.numberId, userId: 'usr_1', state: 'active', mode: 'paid' },
    ...{ telcoCost: 1, telcoCurrency: 'usd', markup: 1, price: 2, currency: 'usd', createdAt: 1 },
  });
});
afterAll(() => m.close());

let calls = 0;
/** Somebody calls the number and nobody takes it; workflows are told, and what is due is sent. */
async function missed(from = '+12065550122') {
  calls += 1;
  const ctx = m.now();
  const callSid = `CA${String(calls).padStart(32, '0')}`;
  await ctx.db.read.insert(call).values({
    ...{ id: `cal_${calls}`, callSid, ...place, assignmentId: 'asg_1', numberId: held.numberId, from, to: held.e164 },
    ...{ decision: { steps: [], timeline: [] }, status: 'missed', startedAt: ctx.now },
  });
  const open = await openCall(ctx, callSid);
  if (open) await end(ctx, open, 9);
  for (const job of m.ctx.sent.jobs.splice(0)) {
    if (job.kind === 'deliver') for (const id of job.outboxIds) await deliver(m.now(), id);
  }
  await send();
}
async function send() {
  for (const id of await dueDeliveries(m.now(), 100)) await deliverEvent(m.now(), id);
}
const subscriptions = () => m.ctx.db.read.select().from(workflowSubscription);
const {
  subscribe,
  change,
  end: stop,
  act,
  firings,
} = {
  subscribe: (key: string, more: object = {}) => m.crm.workflows.subscribe({ key, locationId: FITNESS, ...more }),
  change: (id: string, filters: { field: string; operator: string; value: unknown }[]) =>
    m.crm.workflows.change(id, filters),
  end: (id: string, told = true) => m.crm.workflows.end(id, told),
  act: (key: string, data: Record<string, unknown>, more: object = {}) =>
    m.crm.workflows.act({ key, locationId: FITNESS, data, ...more }),
  firings: (id: string) => m.crm.workflows.firings().filter(one => one.subscriptionId === id),
};

describe('W-3 a trigger in one of the CRM’s workflows', () => {
  test('is set off at exactly its own address, as its location, in the form of the sample', async () => {
    const { subscription, answer } = await subscribe('call_missed');
    expect(answer.status).toBe(200);
    await missed();
    expect(firings(subscription.id)).toMatchObject([
      {
        event: { type: 'call_missed', sub_account_host_id: FITNESS, data: { from: '+12065550122', number: held.e164 } },
      },
    ]);
    await stop(subscription.id);
    await missed();
    expect(firings(subscription.id)).toHaveLength(1);
  });

  test('passes its own filters, also after they were changed', async () => {
    const { subscription } = await subscribe('call_missed', {
      filters: [{ field: 'data.from', operator: '==', value: '+12065550133' }],
    });
    await missed('+12065550122');
    expect(firings(subscription.id)).toEqual([]);
    await missed('+12065550133');
    expect(firings(subscription.id)).toHaveLength(1);
    await change(subscription.id, []);
    await missed('+12065550122');
    expect(firings(subscription.id)).toHaveLength(2);
    await stop(subscription.id);
  });

  test('told twice is one; taken out twice is out', async () => {
    const { subscription } = await subscribe('call_missed');
    await change(subscription.id, []);
    const mine = async () => (await subscriptions()).filter(row => row.hostTriggerId === subscription.id);
    expect(await mine()).toHaveLength(1);
    await stop(subscription.id);
    await stop(subscription.id);
    expect(await mine()).toMatchObject([{ endReason: 'deleted' }]);
    const acts = await m.ctx.db.read.select().from(audit).where(eq(audit.entity, 'workflow_hook'));
    expect(acts.at(-1)).toMatchObject({ actorKind: 'host', source: 'workflow', act: 'ended' });
  });

  test('that says it is inactive is told nothing more', async () => {
    const { subscription } = await subscribe('call_missed');
    await stop(subscription.id, false);
    await missed();
    const [row] = (await subscriptions()).filter(one => one.hostTriggerId === subscription.id);
    expect(row).toMatchObject({ endReason: 'gone' });
  });

  test('of a location that has no such number hears nothing of it (T-1)', async () => {
    const { subscription } = await subscribe('call_missed', { locationId: PLUMBING });
    await missed();
    expect(firings(subscription.id)).toEqual([]);
    await stop(subscription.id);
  });

  test('of an agency that uninstalled ends', async () => {
    const { subscription } = await subscribe('call_missed');
    const set = (uninstalledAt: number | null) =>
      m.ctx.db.read.update(agency).set({ uninstalledAt }).where(eq(agency.id, place.agencyId));
    await set(1);
    await missed();
    await set(null);
    expect(firings(subscription.id)).toEqual([]);
    const [delivery] = (await m.ctx.db.read.select().from(workflowDelivery)).slice(-1);
    expect(delivery).toMatchObject({ error: 'not_installed' });
  });

  test('anywhere else than at the CRM’s trigger addresses is refused (W-5)', async () => {
    const body = {
      triggerData: { id: 't1', key: 'call_missed', eventType: 'CREATED', targetUrl: 'https://evil.example/execute' },
      extras: { locationId: FITNESS, companyId: COMPANY },
    };
    expect((await post('triggers', body)).status).toBe(422);
    const { targetUrl: _, ...none } = body.triggerData;
    expect((await post('triggers', { ...body, triggerData: none })).status).toBe(422);
    expect((await subscribe('no_such_trigger')).answer.status).toBe(422);
  });
});

async function post(path: string, body: unknown, headers: Record<string, string> = {}, issuer = HIGHLEVEL_ISSUER) {
  const answer = await fetch(`${m.urls.worker}/hosts/app/${issuer}/workflows/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-trunkline-secret': m.workflowSecret, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('W-3 an action in one of the CRM’s workflows', () => {
  const order = { extras: { locationId: FITNESS, companyId: COMPANY }, data: { forward_to: '+12125550199' } };

  test('is done in the CRM’s name, as an admin of its location', async () => {
    const answer = await act('set_forwarding', { number: held.e164, forward_to: '+12125550199' });
    expect(answer).toMatchObject({ status: 200, body: { number_id: held.numberId, forward_to: '+12125550199' } });
    const [line] = (await m.ctx.db.read.select().from(audit).where(eq(audit.entityId, held.numberId))).slice(-1);
    expect(line).toMatchObject({ act: 'forwarding_set', actorKind: 'host', actorId: 'hst_market', source: 'workflow' });
  });

  test('asked for again is answered the same, later it is a new one', async () => {
    const same = { workflowId: 'wf1', contactId: 'c1' };
    const first = await act('set_forwarding', { forward_to: '+12125550191' }, same);
    await m.ctx.db.read.update(number).set({ forwardTo: null }).where(eq(number.id, held.numberId));
    const runs = async () => (await m.ctx.db.read.select().from(workflowRun)).length;
    const before = await runs();
    await m.clock.advance(4 * 60_000);
    expect(await act('set_forwarding', { forward_to: '+12125550191' }, same)).toEqual(first);
    expect(await runs()).toBe(before);
    await m.clock.advance(10 * 60_000);
    await act('set_forwarding', { forward_to: '+12125550191' }, same);
    expect(await runs()).toBe(before + 1);
  });

  test('that looks up who would ring says where the workflow goes on', async () => {
    const looked = await act('who_would_ring', { number: held.e164 });
    expect(looked).toMatchObject({ status: 200, body: { branch: 'other_number', branchId: 'other_number' } });
    const branches = [
      { id: 'b-77', name: 'Other number' },
      { id: 'b-78', name: 'Nobody' },
    ];
    const named = await act('who_would_ring', { number: held.e164, branches });
    expect(named.body).toMatchObject({ branchId: 'b-77' });
  });

  test('offers what the location has', async () => {
    const asked = { data: {}, extras: order.extras, meta: { key: 'set_forwarding' } };
    expect((await post('fields', asked)).body).toMatchObject({
      inputs: [{ fields: [{ field: 'number', fieldType: 'select', options: [{ value: held.e164 }] }] }],
    });
    expect((await post('fields', { ...asked, meta: { key: 'fly' } })).status).toBe(404);
  });

  test('X-1 is refused without the secret, with another one, or with a signature that is not good', async () => {
    for (const secret of ['', 'x', `${m.workflowSecret}x`]) {
      expect((await post('actions/set_forwarding', order, { 'x-trunkline-secret': secret })).status).toBe(403);
    }
    const forged = { 'x-ghl-signature': `${'A'.repeat(86)}==` };
    expect((await post('actions/set_forwarding', order, forged)).status).toBe(403);
    expect((await post('actions/set_forwarding', order, { 'x-ghl-signature': 'N/A' })).status).toBe(200);
    expect((await post('actions/set_forwarding', order, {}, 'nobody')).status).toBe(403);
  });

  test('T-1, X-6 of a place that has not installed us, or that cannot be read, does nothing', async () => {
    const elsewhere = { ...order, extras: { locationId: 'elsewhere' } };
    expect((await post('actions/set_forwarding', elsewhere)).status).toBe(404);
    const mixed = { ...order, extras: { locationId: FITNESS, companyId: 'another' } };
    expect((await post('actions/set_forwarding', mixed)).status).toBe(404);
    expect((await post('actions/fly', order)).status).toBe(404);
    expect((await post('actions/assign_number', order)).status).toBe(403);
    expect((await post('actions/set_forwarding', '{')).status).toBe(422);
    expect((await post('actions/set_forwarding', { data: {} })).body).toMatchObject({ errors: [{ field: 'extras' }] });
  });
});
