import type { Ctx } from '../context.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import type { Drift } from '../reconcile/rules/drift.ts';
import { keepingsOf } from './keeping-stripe.ts';
import { monthAfter } from './month-after.ts';
import { type HeldNumber, isUnpaid } from './rules/keeping.ts';
import { unbilled } from './rules/keeping-shares.ts';
import { type Keeper, keeperOf, keepersAcrossTenants, numbersOn } from './store/keeping.ts';

const MOST = 200;
/** Nightly work begins at two, UTC. */
const NIGHT_MS = 2 * 3_600_000;
/** Paid by nothing for so long, a number is a finding: each night's look had its turn. */
const SETTLING_MS = 2 * 86_400_000;

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

/** The numbers an agency keeps on our account, and from when on it pays for each. */
export async function heldBy(ctx: Ctx, agencyId: string): Promise<HeldNumber[]> {
  const rows = await numbersOn(ctx, agencyId, ctx.env.TWILIO_ACCOUNT_SID);
  return rows.map(({ boughtAt, amount, currency }) => ({ amount, currency, from: monthAfter(boughtAt) }));
}

/** A keeping payment that is missing, and numbers that no subscription pays, for the findings. */
export async function keepingDrift(ctx: Ctx, agencyId: string): Promise<Drift[]> {
  const keeper = await keeperOf(ctx, agencyId);
  if (!keeper) return [];
  const { keepingSubscriptionId: id, keepingStatus } = keeper;
  const unpaid = id && isUnpaid(keepingStatus) ? [unpaidDrift(id)] : [];
  return [...unpaid, ...(await unbilledDrift(ctx, keeper))];
}

async function unbilledDrift(ctx: Ctx, keeper: Keeper): Promise<Drift[]> {
  const held = await heldBy(ctx, keeper.id);
  const before = ctx.now - SETTLING_MS;
  if (!held.some(({ from, amount }) => from <= before && amount > 0)) return [];
  const running = keeper.stripeCustomerId ? await keepingsOf(ctx, keeper.stripeCustomerId, keeper) : [];
  const lines = running.flatMap(({ currency, items }) =>
    items.data.map(({ price, quantity }) => ({ currency, amount: price.unit_amount ?? 0, quantity: quantity ?? 0 })),
  );
  return [...unbilled(held, lines, before)].map(([currency, count]) => ({
    kind: 'keeping_unbilled',
    subject: currency,
    detail: { currency, count },
    repaired: false,
  }));
}

export function unpaidDrift(subscriptionId: string): Drift {
  return { kind: 'keeping_unpaid', subject: subscriptionId, detail: { subscriptionId }, repaired: false };
}
