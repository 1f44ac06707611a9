import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit, number, workflowRun } from '../../schema/index.ts';
import { COMPANY, FITNESS } from '../host/market.ts';
import { type Crm, openCrm } from './crm.ts';

let m: Crm;
beforeAll(async () => {
  m = await openCrm();
});
afterAll(() => m.close());

describe('W-3 an action in one of the CRM’s workflows', () => {
  const order = { extras: { locationId: FITNESS, companyId: COMPANY }, data: { forward_to: '+12125550199' } };

  test('is done in the CRM’s name, as an admin of its location', async () => {
    const answer = await m.act('set_forwarding', { number: m.e164, forward_to: '+12125550199' });
    expect(answer).toMatchObject({ status: 200, body: { number_id: m.numberId, forward_to: '+12125550199' } });
    const [line] = (await m.ctx.db.read.select().from(audit).where(eq(audit.entityId, m.numberId))).slice(-1);
    expect(line).toMatchObject({ act: 'forwarding_set', actorKind: 'host', actorId: 'hst_market', source: 'workflow' });
  });

  test('asked for again is answered the same, later it is a new one', async () => {
    const same = { workflowId: 'wf1', contactId: 'c1' };
    const first = await m.act('set_forwarding', { forward_to: '+12125550191' }, same);
    await m.ctx.db.read.update(number).set({ forwardTo: null }).where(eq(number.id, m.numberId));
    const runs = async () => (await m.ctx.db.read.select().from(workflowRun)).length;
    const before = await runs();
    await m.clock.advance(4 * 60_000);
    expect(await m.act('set_forwarding', { forward_to: '+12125550191' }, same)).toEqual(first);
    expect(await runs()).toBe(before);
    await m.clock.advance(10 * 60_000);
    await m.act('set_forwarding', { forward_to: '+12125550191' }, same);
    expect(await runs()).toBe(before + 1);
  });

  test('that looks up who would ring says where the workflow goes on', async () => {
    const looked = await m.act('who_would_ring', { number: m.e164 });
    expect(looked).toMatchObject({ status: 200, body: { branch: 'other_number', branchId: 'other_number' } });
    const branches = [
      { id: 'b-77', name: 'Another or forwarding number' },
      { id: 'b-78', name: 'Nobody' },
    ];
    const named = await m.act('who_would_ring', { number: m.e164, branches });
    expect(named.body).toMatchObject({ branchId: 'b-77' });
  });

  test('offers what the location has', async () => {
    const asked = { data: {}, extras: order.extras, meta: { key: 'set_forwarding' } };
    expect((await m.post('fields', asked)).body).toMatchObject({
      inputs: [{ fields: [{ field: 'number', fieldType: 'select', options: [{ value: m.e164 }] }] }],
    });
    expect((await m.post('fields', { ...asked, meta: { key: 'fly' } })).status).toBe(404);
  });

  test('X-1 is refused without the secret, with another one, or with a signature that is not good', async () => {
    for (const secret of ['', 'x', `${m.workflowSecret}x`]) {
      expect((await m.post('actions/set_forwarding', order, { 'x-trunkline-secret': secret })).status).toBe(403);
    }
    const forged = { 'x-ghl-signature': `${'A'.repeat(86)}==` };
    expect((await m.post('actions/set_forwarding', order, forged)).status).toBe(403);
    expect((await m.post('actions/set_forwarding', order, { 'x-ghl-signature': 'N/A' })).status).toBe(200);
    expect((await m.post('actions/set_forwarding', order, {}, 'nobody')).status).toBe(403);
  });

  test('T-1, X-6 of a place that has not installed us, or that cannot be read, does nothing', async () => {
    const elsewhere = { ...order, extras: { locationId: 'elsewhere' } };
    expect((await m.post('actions/set_forwarding', elsewhere)).status).toBe(404);
    const mixed = { ...order, extras: { locationId: FITNESS, companyId: 'another' } };
    expect((await m.post('actions/set_forwarding', mixed)).status).toBe(404);
    expect((await m.post('actions/fly', order)).status).toBe(404);
    expect((await m.post('actions/assign_number', order)).status).toBe(403);
    expect((await m.post('actions/set_forwarding', '{')).status).toBe(422);
    expect((await m.post('actions/set_forwarding', { data: {} })).body).toMatchObject({
      errors: [{ field: 'extras' }],
    });
  });
});
