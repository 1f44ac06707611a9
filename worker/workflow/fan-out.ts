import type { Ctx } from '../context.ts';
import { stableId } from '../context.ts';
import type { TriggerEvent } from './catalogue/index.ts';
import { triggerOf } from './catalogue/index.ts';
import { dataOf } from './facts.ts';
import type { Happened } from './fire.ts';
import { passes } from './rules/filter.ts';
import { deliveriesMade, eventMade, hostIdOf, subscribersOf } from './store/event.ts';

/**
 * Carries out the effect `trigger` (W-1): says what happened as it stands now, once, and has it delivered to every
 * subscription whose filters it passes. A repeat finds event and deliveries already there.
 */
export async function tellWorkflows(ctx: Ctx, happened: Happened): Promise<void> {
  const told = await dataOf(ctx, happened);
  const trigger = told && triggerOf(told.trigger);
  if (!told || !trigger) return;
  const { agencyId, subAccountId, subjectId, at } = happened;
  const heard = (await subscribersOf(ctx, happened)).filter(
    one => one.trigger === told.trigger && passes(told.data, one.filters),
  );
  if (!heard.length) return;
  const event: TriggerEvent = {
    id: await stableId('evt', told.trigger, subjectId, String(at)),
    type: trigger.key,
    version: trigger.version,
    timestamp: new Date(at).toISOString(),
    agency_id: agencyId,
    sub_account_id: subAccountId,
    sub_account_host_id: subAccountId && (await hostIdOf(ctx, agencyId, subAccountId)),
    data: told.data,
  };
  const rows = heard.map(({ id }) => ({
    ...{ id: ctx.id('dlv'), agencyId, subAccountId, eventId: event.id, subscriptionId: id },
    ...{ createdAt: ctx.now, dueAt: ctx.now },
  }));
  await ctx.db.commit([eventMade(ctx, { ...event, agencyId, subAccountId, at }), deliveriesMade(ctx, rows)]);
  await ctx.queue.send(rows.map(row => ({ kind: 'hook', deliveryId: row.id })));
}
