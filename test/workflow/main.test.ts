import { afterAll, beforeAll, expect, test } from 'vitest';
import { outbox } from '../../schema/index.ts';
import { pay } from '../../worker/assignment/pay.ts';
import type { Ctx } from '../../worker/context.ts';
import { deliver } from '../../worker/notification/deliver.ts';
import { deliverEvent } from '../../worker/workflow/deliver.ts';
import { makeHook } from '../../worker/workflow/hooks.ts';
import { TRIGGER_KEYS } from '../../worker/workflow/rules/trigger.ts';
import { runAction } from '../../worker/workflow/run-action.ts';
import { dueDeliveries } from '../../worker/workflow/store/delivery.ts';
import { DAY, MONTH, problem, sceneOf } from '../assignment/scene.ts';
import { openWorld, type World } from '../assignment/world.ts';
import { openReceiver } from './receiver.ts';

let w: World;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
beforeAll(async () => {
  w = await openWorld();
  receiver = await openReceiver();
});
afterAll(async () => {
  await w.close();
  await receiver.close();
});

/** As in the sandbox, where receivers may be on loopback. */
const local = (more: Partial<Ctx> = {}): Ctx =>
  w.ctx({ env: { ...w.env, PUBLIC_URL: 'http://localhost:1' } as Ctx['env'], ...more });

/** What the agency's hook heard since it was last asked. */
async function heard() {
  await w.work();
  for (const id of await dueOutbox()) await deliver(local(), id);
  for (const id of await dueDeliveries(local(), 100)) await deliverEvent(local(), id);
  return receiver.received.splice(0).map(one => JSON.parse(one.text));
}
const dueOutbox = async () => {
  const rows = await w.base.db.read.select().from(outbox);
  return rows.filter(row => row.effect.kind === 'trigger' && row.deliveredAt === null).map(row => row.id);
};

test('W-1 W-2 an agency’s workflow assigns a number, hears that it was paid, releases it, and hears of its end', async () => {
  const t = await w.tenant();
  const agency = { agencyId: t.agencyId };
  const key = () => local({ actor: { kind: 'api_key', id: 'key_1', source: 'api' } });
  const act = (action: string, input: object, once: string) => runAction(key(), agency, action, input, once);
  for (const trigger of TRIGGER_KEYS) {
    await makeHook(key(), agency, { trigger, targetUrl: `${receiver.origin}/hook`, filters: [] });
  }
  const order = { number: t.e164, sub_account: `loc-${t.subAccountId}`, user: `host-${t.ownerId}` };
  const assigned = await act('assign_number', order, 'assign-1');
  expect(assigned).toMatchObject({ number_id: t.numberId, number: t.e164, state: 'pending' });
  expect(await act('assign_number', order, 'assign-1')).toEqual(assigned);
  await expect(act('assign_number', order, 'assign-2')).rejects.toEqual(problem('number_already_assigned'));
  expect(await heard()).toMatchObject([{ type: 'number_assigned', data: { number: t.e164, price: 450 } }]);

  const place = { sub_account: t.subAccountId, number: t.e164 };
  await expect(act('release_number', place, 'release-0')).rejects.toEqual(problem('not_paid'));
  const { url } = await pay(w.ctx(), w.client(t), String(assigned.assignment_id));
  await w.pay(url);
  expect(await heard()).toMatchObject([{ type: 'number_activated', data: { assignment_id: assigned.assignment_id } }]);

  const released = await act('release_number', place, 'release-1');
  expect(released).toMatchObject({ state: 'ending', ends_at: expect.stringMatching(/Z$/) });
  expect(await heard()).toEqual([]);
  await w.advance(MONTH);
  await w.tick();
  expect(await heard()).toMatchObject([{ type: 'number_released', data: { reason: 'released' } }]);
});

test('W-1 A-12 a payment that fails and stays away is told once each: failed, suspended, released', async () => {
  const t = await w.tenant();
  const scene = sceneOf(w);
  w.sandbox.setDunning({ retryDays: [3, 5, 7, 7, 7, 7], after: 'past_due' }, w.account);
  const { subscriptionId, paidThrough } = await scene.paid(t);
  const listened = ['payment_failed', 'number_suspended', 'number_released'];
  for (const trigger of listened) {
    await makeHook(local(), w.client(t), { trigger, targetUrl: `${receiver.origin}/hook`, filters: [] });
  }
  w.sandbox.setCard(await scene.customerOf(t), 'declines');
  await w.stripe.subscriptions.update(subscriptionId ?? '', { default_payment_method: '' }, scene.on);
  await w.advance((paidThrough ?? 0) - w.now());
  const told: string[] = [];
  for (let day = 0; day < 30 && !told.includes('number_released'); day += 1) {
    await w.advance(DAY);
    await w.tick();
    told.push(...(await heard()).map(event => event.type));
  }
  expect(told).toEqual(listened);
});
