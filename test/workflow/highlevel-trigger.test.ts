import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agency, audit, subAccount, workflowDelivery, workflowSubscription } from '../../schema/index.ts';
import { COMPANY, FITNESS, PLUMBING } from '../host/market.ts';
import { type Crm, openCrm } from './crm.ts';

let m: Crm;
beforeAll(async () => {
  m = await openCrm();
});
afterAll(() => m.close());

const subscriptions = () => m.ctx.db.read.select().from(workflowSubscription);

describe('W-3 a trigger in one of the CRM’s workflows', () => {
  test('is set off at exactly its own address, as its location, in the form of the sample', async () => {
    const { subscription, answer } = await m.subscribe('call_missed');
    expect(answer.status).toBe(200);
    await m.missed();
    expect(m.firings(subscription.id)).toMatchObject([
      {
        event: { type: 'call_missed', sub_account_host_id: FITNESS, data: { from: '+12065550122', number: m.e164 } },
      },
    ]);
    await m.crm.workflows.end(subscription.id);
    await m.missed();
    expect(m.firings(subscription.id)).toHaveLength(1);
  });

  test('passes its own filters, also after they were changed', async () => {
    const { subscription } = await m.subscribe('call_missed', {
      filters: [{ field: 'data.from', operator: '==', value: '+12065550133' }],
    });
    await m.missed('+12065550122');
    expect(m.firings(subscription.id)).toEqual([]);
    await m.missed('+12065550133');
    expect(m.firings(subscription.id)).toHaveLength(1);
    await m.crm.workflows.change(subscription.id, []);
    await m.missed('+12065550122');
    expect(m.firings(subscription.id)).toHaveLength(2);
    await m.crm.workflows.end(subscription.id);
  });

  test('told twice is one; taken out twice is out', async () => {
    const { subscription } = await m.subscribe('call_missed');
    await m.crm.workflows.change(subscription.id, []);
    const mine = async () => (await subscriptions()).filter(row => row.hostTriggerId === subscription.id);
    expect(await mine()).toHaveLength(1);
    await m.crm.workflows.end(subscription.id);
    await m.crm.workflows.end(subscription.id);
    expect(await mine()).toMatchObject([{ endReason: 'deleted' }]);
    const acts = await m.ctx.db.read.select().from(audit).where(eq(audit.entity, 'workflow_hook'));
    expect(acts.at(-1)).toMatchObject({ actorKind: 'host', source: 'workflow', act: 'ended' });
  });

  test('that says it is inactive is told nothing more', async () => {
    const { subscription } = await m.subscribe('call_missed');
    await m.crm.workflows.end(subscription.id, false);
    await m.missed();
    const [row] = (await subscriptions()).filter(one => one.hostTriggerId === subscription.id);
    expect(row).toMatchObject({ endReason: 'gone' });
  });

  test('of a location that has no such number hears nothing of it (T-1)', async () => {
    const { subscription } = await m.subscribe('call_missed', { locationId: PLUMBING });
    await m.missed();
    expect(m.firings(subscription.id)).toEqual([]);
    await m.crm.workflows.end(subscription.id);
  });

  test('of an agency that uninstalled ends', async () => {
    const { subscription } = await m.subscribe('call_missed');
    const set = (uninstalledAt: number | null) =>
      m.ctx.db.read.update(agency).set({ uninstalledAt }).where(eq(agency.id, m.place.agencyId));
    await set(1);
    await m.missed();
    await set(null);
    expect(m.firings(subscription.id)).toEqual([]);
    const [delivery] = (await m.ctx.db.read.select().from(workflowDelivery)).slice(-1);
    expect(delivery).toMatchObject({ error: 'not_installed' });
  });

  test('of a location that uninstalled ends, and puts nothing new in (H-2)', async () => {
    const { subscription } = await m.subscribe('call_missed');
    const set = (uninstalledAt: number | null) =>
      m.ctx.db.read.update(subAccount).set({ uninstalledAt }).where(eq(subAccount.id, m.place.subAccountId));
    await set(1);
    await m.missed();
    expect((await m.subscribe('call_missed')).answer.status).toBe(404);
    await set(null);
    expect(m.firings(subscription.id)).toEqual([]);
    const [row] = (await subscriptions()).filter(one => one.hostTriggerId === subscription.id);
    expect(row?.endReason).toBe('uninstalled');
  });

  test('anywhere else than at the CRM’s trigger addresses is refused (W-5)', async () => {
    const body = {
      triggerData: { id: 't1', key: 'call_missed', eventType: 'CREATED', targetUrl: 'https://evil.example/execute' },
      extras: { locationId: FITNESS, companyId: COMPANY },
    };
    expect((await m.post('triggers', body)).status).toBe(422);
    const { targetUrl: _, ...none } = body.triggerData;
    expect((await m.post('triggers', { ...body, triggerData: none })).status).toBe(422);
    expect((await m.subscribe('no_such_trigger')).answer.status).toBe(422);
  });
});
