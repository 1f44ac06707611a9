import type { Ctx } from '../context.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import type { Drift } from '../reconcile/rules/drift.ts';
import { isUnpaid } from './rules/keeping.ts';
import { keeperOf, keepersAcrossTenants } from './store/keeping.ts';

const MOST = 200;
/** Nightly work begins at two, UTC. */
const NIGHT_MS = 2 * 3_600_000;

/**
 * Has the keeping subscription follow the numbers held (N-11). One agency's are carried out one after another, so that
 * two never add the same item. @param why what makes it a look of its own
 */
export function keepingEffect(agencyId: string, why: string): KeyedEffect {
  return {
    key: `sync_keeping:${agencyId}:${why}`,
    lane: `keeping:${agencyId}`,
    effect: { kind: 'sync_keeping', agencyId },
  };
}

/** Cross-tenant: every agency that keeps numbers is looked at once a night, whatever Stripe told. */
export async function sweepKeeping(ctx: Ctx): Promise<void> {
  const day = new Date(ctx.now - NIGHT_MS).toISOString().slice(0, 10);
  for (const agencyId of await keepersAcrossTenants(ctx, ctx.env.TWILIO_ACCOUNT_SID, day, MOST)) {
    await commitWith(ctx, agencyId, [], [keepingEffect(agencyId, day)]);
  }
}

/** Something of the subscription moved at Stripe. @param eventKey names the event, so that a repeat is one */
export async function processKeepingEvent(ctx: Ctx, agencyId: string, eventKey: string): Promise<void> {
  if (!(await keeperOf(ctx, agencyId))) return;
  await commitWith(ctx, agencyId, [], [keepingEffect(agencyId, eventKey)]);
}

/** A keeping payment that is missing, for the findings. */
export async function keepingDrift(ctx: Ctx, agencyId: string): Promise<Drift[]> {
  const keeper = await keeperOf(ctx, agencyId);
  if (!keeper?.keepingSubscriptionId || !isUnpaid(keeper.keepingStatus)) return [];
  return [unpaidDrift(keeper.keepingSubscriptionId)];
}

export function unpaidDrift(subscriptionId: string): Drift {
  return { kind: 'keeping_unpaid', subject: subscriptionId, detail: { subscriptionId }, repaired: false };
}
