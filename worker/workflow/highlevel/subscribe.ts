import { LostRace } from '../../edge/db.ts';
import { invalid } from '../../problem.ts';
import { triggerOf } from '../catalogue/index.ts';
import { isTriggerAddress } from '../rules/target.ts';
import { subscriptionEnded } from '../store/delivery.ts';
import { hookMade, hostHook, hostHookChanged } from '../store/hook.ts';
import type { Called } from './door.ts';
import type { TriggerCall } from './shape.ts';

/**
 * Follows what somebody did with one of our triggers in a workflow (W-3): put in, changed or taken out. Kept by the
 * host's id of it, so that a repeat changes nothing, and a change that comes before its beginning is one.
 */
export async function followTrigger(called: Called, { triggerData, extras }: TriggerCall): Promise<void> {
  try {
    await follow(called, triggerData, extras);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    await follow(called, triggerData, extras);
  }
}

async function follow(
  called: Called,
  { id: hostTriggerId, key, filters, eventType, targetUrl }: TriggerCall['triggerData'],
  { workflowId }: TriggerCall['extras'],
): Promise<void> {
  const { ctx, host, agencyId, subAccountId } = called;
  const known = await hostHook(ctx, { agencyId, subAccountId }, hostTriggerId);
  if (eventType === 'DELETED') {
    if (known) await ctx.db.commit(subscriptionEnded(ctx, known, 'deleted'));
    return;
  }
  const trigger = triggerOf(key);
  if (!trigger) throw invalid([{ field: 'triggerData.key', message: 'There is no such trigger.' }]);
  // Nothing else of theirs, and nobody else, is ever told (W-5).
  if (!targetUrl || !isTriggerAddress(targetUrl, host.apiBaseUrl ?? '')) {
    throw invalid([{ field: 'triggerData.targetUrl', message: 'This is not where a trigger is set off.' }]);
  }
  const wanted = {
    ...{ trigger: trigger.key, version: trigger.version, targetUrl, hostWorkflowId: workflowId ?? null },
    filters: (filters ?? []).map(({ field, operator, value }) => ({ field, operator, value })),
  };
  if (known) {
    await ctx.db.commit(hostHookChanged(ctx, known, wanted));
    return;
  }
  const id = ctx.id('hok');
  const row = { id, agencyId, subAccountId, kind: 'highlevel' as const, hostTriggerId, createdAt: ctx.now, ...wanted };
  await ctx.db.commit(hookMade(ctx, row));
}
