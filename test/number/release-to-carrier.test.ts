import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { assignment, number } from '../../schema/index.ts';
import { assign } from '../../worker/assignment/assign.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import type { Tenant } from '../support/mint.ts';
import { MINUTE, openWorld, problemOf, type World } from './world.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterEach(() => w.calm());
afterAll(() => w.close());

async function bought() {
  const t = await w.tenant();
  const made = await w.buy(t, await w.order());
  await w.work();
  return { t, id: made.numberId ?? '', e164: made.e164 };
}

const release = (t: Tenant, id: string, typed: string, role: 'agency_owner' | 'agency_member' = 'agency_owner') =>
  w.visit({ ...w.person(t), role }, 'POST', `/numbers/${id}/release-to-carrier`, { typed });

const give = (t: Tenant, id: string) =>
  assign(w.ctx(), w.person(t), id, { userId: t.ownerId, subAccountId: t.subAccountId });

describe('N-9 handing a number back to the carrier', () => {
  test('with its digits typed an unassigned number leaves the pool and the carrier’s account; its history stays', async () => {
    const { t, id, e164 } = await bought();
    const { status, body } = await release(t, id, e164.replace(/^\+1(...)(...)/, '($1) $2-'));
    expect({ status, body }).toMatchObject({ status: 200, body: { id, e164 } });
    expect((await w.visit(w.person(t), 'GET', '/numbers')).body.items.map((one: { id: string }) => one.id)).toEqual([
      t.numberId,
    ]);
    await w.work();
    expect(w.heldAt(e164)).toEqual([]);
    expect(await w.rows(e164)).toMatchObject([{ id, releasedAt: expect.any(Number) }]);
    expect(await w.acts(id)).toEqual(['number.bought', 'number.released_to_carrier']);
  });

  test('other digits, none, or the number with something behind it change nothing', async () => {
    const { t, id, e164 } = await bought();
    for (const typed of ['', 'yes', t.e164, e164.slice(0, -1), `${e164} ext. 5`]) {
      expect((await release(t, id, typed)).body).toMatchObject({ code: 'typed_differs', status: 422 });
    }
    expect(w.heldAt(e164)).toHaveLength(1);
  });

  test('T-2 an agency member may not', async () => {
    const { t, id, e164 } = await bought();
    expect((await release(t, id, e164, 'agency_member')).status).toBe(403);
  });

  test('T-1 another agency’s number does not exist, nor does one that was handed back', async () => {
    const { t, id, e164 } = await bought();
    const other = await w.tenant();
    expect((await release(other, id, e164)).status).toBe(404);
    await release(t, id, e164);
    expect((await release(t, id, e164)).status).toBe(404);
  });

  test('an assigned or linked number says what to do first', async () => {
    const { t, id, e164 } = await bought();
    const { id: assignmentId } = await give(t, id);
    expect((await release(t, id, e164)).body).toMatchObject({ code: 'still_assigned', status: 409 });
    await unassign(w.ctx(), t.agencyId, assignmentId);
    await w.base.db.read.update(number).set({ wiredTo: 'agent', wiredAgentId: 'agt_1' }).where(eq(number.id, id));
    expect((await release(t, id, e164)).body.code).toBe('linked_to_agent');
    await w.base.db.read.update(number).set({ wiredTo: null, wiredAgentId: null }).where(eq(number.id, id));
    expect((await release(t, id, e164)).status).toBe(200);
    const history = await w.base.db.read.select().from(assignment).where(eq(assignment.numberId, id));
    expect(history).toMatchObject([{ state: 'ended' }]);
  });

  test('assigning and handing back at once: exactly one of them happens', async () => {
    const { t, id, e164 } = await bought();
    const [given, released] = await Promise.all([problemOf(give(t, id)), release(t, id, e164)]);
    const isGiven = given === 'not refused';
    expect(released.status === 200).toBe(!isGiven);
    await w.work();
    expect(w.heldAt(e164)).toHaveLength(isGiven ? 1 : 0);
  });

  test('twice at once hands it back once', async () => {
    const { t, id, e164 } = await bought();
    const both = await Promise.all([release(t, id, e164), release(t, id, e164)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  test('the carrier is away, or its answer lost: it is told again until it has it', async () => {
    const { t, id, e164 } = await bought();
    w.faults({ vendor: 'twilio', method: 'DELETE', path: 'IncomingPhoneNumbers', kind: 'before', status: 503 });
    w.faults({ vendor: 'twilio', method: 'DELETE', path: 'IncomingPhoneNumbers', kind: 'after', status: 500 });
    await release(t, id, e164);
    await w.work();
    expect(w.heldAt(e164)).toHaveLength(1);
    for (let n = 0; n < 3; n += 1) {
      await w.advance(20 * MINUTE);
      await w.tick();
    }
    expect(w.heldAt(e164)).toEqual([]);
    const open = await w.base.db.read.query.outbox.findMany({ where: (o, { isNull }) => isNull(o.deliveredAt) });
    expect(open.filter(row => row.effect.kind === 'give_number_back')).toEqual([]);
  });

  test('N-11 it is not paid any more; on an account of the agency’s own it is handed back there', async () => {
    const { t, id, e164 } = await bought();
    const subscriptions = async () =>
      (await w.stripe.subscriptions.list({ customer: await w.payerOf(t), limit: 10 })).data.length;
    expect(await subscriptions()).toBe(1);
    await release(t, id, e164);
    await w.work();
    expect(await subscriptions()).toBe(0);
    const other = await w.tenant('none');
    await w.ownAccount(other);
    const own = await w.buy(other, await w.order());
    await release(other, own.numberId ?? '', own.e164);
    await w.work();
    expect(w.heldAt(own.e164)).toEqual([]);
  });

  test('the same number can be bought again', async () => {
    const { t, id, e164 } = await bought();
    await release(t, id, e164);
    await w.work();
    const again = await w.buy(t, { ...(await w.order()), e164 });
    expect(again).toMatchObject({ state: 'done', e164 });
    expect(await w.rows(e164)).toHaveLength(2);
  });
});
