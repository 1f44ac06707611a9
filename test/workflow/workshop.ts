import { asc, eq } from 'drizzle-orm';
import * as v from 'valibot';
import { expect } from 'vitest';
import { workflowDelivery, workflowEvent, workflowRun } from '../../schema/index.ts';
import type { Actor, Ctx } from '../../worker/context.ts';
import { deliver } from '../../worker/notification/deliver.ts';
import { shapeOf } from '../../worker/workflow/catalogue/definition.ts';
import { triggerOf } from '../../worker/workflow/catalogue/index.ts';
import { deliverEvent } from '../../worker/workflow/deliver.ts';
import { makeHook, removeHook } from '../../worker/workflow/hooks.ts';
import { runAction } from '../../worker/workflow/run-action.ts';
import type { NewHook } from '../../worker/workflow/shape.ts';
import { dueDeliveries } from '../../worker/workflow/store/delivery.ts';
import { openOffice } from '../outbound/office.ts';
import { openReceiver } from './receiver.ts';

/** An event as the catalogue documents it. */
export function documented<Event extends { type: string; data: unknown }>(event: Event): Event {
  const trigger = triggerOf(event.type);
  if (!trigger) throw new Error(`no trigger ${event.type}`);
  expect(v.parse(v.strictObject(shapeOf(trigger.data).entries), event.data)).toEqual(event.data);
  return event;
}

export type Workshop = Awaited<ReturnType<typeof openWorkshop>>;
export const KEY_ACTOR: Actor = { kind: 'api_key', id: 'key_1', source: 'api' };

/** An office with a number, somebody who listens, and what workflows ask of it. */
export async function openWorkshop() {
  const o = await openOffice();
  const receiver = await openReceiver();
  const ctx = (more: Partial<Ctx> = {}) => o.ctx({ actor: KEY_ACTOR, ...more });
  let hooks = 0;
  const workshop = {
    o,
    ctx,
    receiver,
    caller: o.place,
    /** A hook at an address of its own. */
    hook: async (trigger: string, over: Partial<NewHook> & { ofAgency?: boolean } = {}) => {
      hooks += 1;
      const path = `/hook/${hooks}`;
      const { ofAgency, ...wanted } = over;
      const caller = ofAgency ? { agencyId: o.place.agencyId } : o.place;
      const made = await makeHook(ctx(), caller, {
        trigger,
        targetUrl: receiver.origin + path,
        filters: [],
        ...wanted,
      });
      return { ...made, id: made.hook.id, path };
    },
    /** Tells workflows what the outbox has for them, then delivers what is due. */
    tell: async () => {
      for (const row of await o.outbox()) {
        if (row.effect.kind === 'trigger' && row.deliveredAt === null) await deliver(ctx(), row.id);
      }
      for (const id of await dueDeliveries(ctx(), 100)) await deliverEvent(ctx(), id);
    },
    events: () => o.ctx().db.read.select().from(workflowEvent).orderBy(asc(workflowEvent.at)),
    deliveries: (subscriptionId: string) =>
      o.ctx().db.read.select().from(workflowDelivery).where(eq(workflowDelivery.subscriptionId, subscriptionId)),
    runs: () => o.ctx().db.read.select().from(workflowRun),
    run: (action: string, input: unknown, key = o.ctx().id('key'), more: Partial<Ctx> = {}) =>
      runAction(ctx(more), o.place, action, input, key),
    close: async () => {
      await o.close();
      await receiver.close();
    },
    /** A hook that was just told of a text. */
    told: async () => {
      const hook = await workshop.hook('text_received');
      await o.text('Hello');
      await workshop.tell();
      const delivery = async () => (await workshop.deliveries(hook.id))[0];
      return { ...hook, deliveryId: (await delivery())?.id ?? '', delivery };
    },
    /** What one hook hears of what is done while it is there. */
    heard: async (trigger: string, doing: () => Promise<unknown>, over: object = {}) => {
      const hook = await workshop.hook(trigger, over);
      await doing();
      await workshop.tell();
      await removeHook(ctx(), { agencyId: o.place.agencyId }, hook.id);
      return receiver.sentTo(hook.path).map(documented);
    },
  };
  return workshop;
}
