import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { keepingDrift } from '../number/keeping.ts';
import { rereadAgency } from '../onboarding/read.ts';
import { mirrorInvoices } from '../report/mirror-invoices.ts';
import { isFree } from '../turn.ts';
import { reconciledAgency } from './books-store.ts';
import { recordDrift } from './findings.ts';
import { reconcileNumbers } from './numbers.ts';
import { type Drift, isOfOurs } from './rules/drift.ts';
import { lastNight } from './rules/due.ts';
import { dueAcrossTenants, lastRuns, runDone, runStarted } from './store.ts';
import { reconcileSubscriptions } from './subscriptions.ts';
import { tellDrift } from './tell.ts';

const MOST = 100;

/** Cross-tenant: queues the nightly run of every agency that has not had it, and of our own Twilio account. */
export async function sweepReconcile(ctx: Ctx): Promise<void> {
  const due = await dueAcrossTenants(ctx, lastNight(ctx.now), MOST);
  await ctx.queue.send(due.map(agencyId => ({ kind: 'reconcile', agencyId })));
  if (await isFree(ctx, 'our_numbers')) await ctx.queue.send([{ kind: 'reconcile_ours' }]);
}

/** Starts a run now, or tells of the one under way. */
export async function startReconcile(ctx: Ctx, agencyId: string): Promise<{ startedAt: number }> {
  try {
    await ctx.db.commit(runStarted(ctx, agencyId, undefined));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    return { startedAt: (await lastRuns(ctx, agencyId)).startedAt ?? ctx.now };
  }
  await ctx.queue.send([{ kind: 'reconcile', agencyId, startedAt: ctx.now }]);
  return { startedAt: ctx.now };
}

/**
 * Compares an agency's books with Stripe's and Twilio's, mends what is safe and lists the rest. Throws when one of them
 * gives no answer: nothing is settled then, and the sweep tries again.
 * @param startedAt of a run that was asked for; without it the night's run is taken, once
 */
export async function reconcile(ctx: Ctx, agencyId: string, startedAt?: number): Promise<void> {
  const isNightly = startedAt === undefined;
  if (isNightly && !(await takenForTonight(ctx, agencyId))) return;
  const agency = await reconciledAgency(ctx, agencyId);
  if (!agency) return;
  await rereadAgency(ctx, agencyId);
  const drifts: Drift[] = [
    ...(await reconcileSubscriptions(ctx, agency)),
    ...(await reconcileNumbers(ctx, agency, !isNightly)),
    ...(await keepingDrift(ctx, agencyId)),
  ];
  if (agency.stripeAccountId && !drifts.some(drift => drift.kind === 'stripe_lost')) {
    await mirrorInvoices(ctx, agencyId, agency.stripeAccountId);
  }
  await recordDrift(ctx, agencyId, drifts, row => !(isNightly && isOfOurs(row)));
  const count = (repaired: boolean) => drifts.filter(drift => drift.repaired === repaired).length;
  await tellDrift(ctx, agencyId);
  await ctx.db.commit(runDone(ctx, agencyId, { repaired: count(true), listed: count(false) }));
}

async function takenForTonight(ctx: Ctx, agencyId: string): Promise<boolean> {
  try {
    await ctx.db.commit(runStarted(ctx, agencyId, lastNight(ctx.now)));
    return true;
  } catch (cause) {
    if (cause instanceof LostRace) return false;
    throw cause;
  }
}
