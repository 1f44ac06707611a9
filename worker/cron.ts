import { sweepAssignments } from './assignment/check.ts';
import { sweepOrphans } from './assignment/orphan.ts';
import { sweepArrivals } from './catch-up/sweep.ts';
import type { Ctx } from './context.ts';
import { sweepSeals } from './edge/reseal.ts';
import { sweepEvents } from './host/event.ts';
import { purgeUsedTokens } from './host/jwt/store.ts';
import { sweepLeaving } from './host/manage/end.ts';
import { sweepSyncs } from './host/sync/begin.ts';
import { sweepParkedJobs } from './notification/dead-letter.ts';
import { sweepOutbox } from './notification/deliver.ts';
import { sweepKeeping } from './number/keeping.ts';
import { sweepPurchases } from './number/resume.ts';
import { sweepOutgoingCalls } from './outbound/call-course.ts';
import { sweepStandings } from './plan/sweep.ts';
import { sweepReconcile } from './reconcile/run.ts';
import { sweepKept } from './retention/sweep.ts';
import { sweepCalls } from './routing/sweep.ts';
import { sweepDeliveries } from './workflow/deliver.ts';

const SWEEPS: Record<string, (ctx: Ctx) => Promise<void>> = {
  outbox: sweepOutbox,
  events: sweepEvents,
  hooks: sweepDeliveries,
  'parked jobs': sweepParkedJobs,
  purchases: sweepPurchases,
  'host syncs': sweepSyncs,
  keeping: sweepKeeping,
  assignments: sweepAssignments,
  orphans: sweepOrphans,
  leaving: sweepLeaving,
  reconcile: sweepReconcile,
  standings: sweepStandings,
  'outgoing calls': sweepOutgoingCalls,
  calls: sweepCalls,
  arrivals: sweepArrivals,
  tokens: purgeUsedTokens,
  seals: sweepSeals,
  kept: ctx => sweepKept(ctx),
};

/**
 * One cron tick. Every sweep goes by due time, so missed, doubled and overlapping ticks are harmless; one
 * that fails does not keep the others from running, and the tick then fails as a whole.
 */
export async function sweep(ctx: Ctx): Promise<void> {
  const failed: string[] = [];
  for (const [name, run] of Object.entries(SWEEPS)) {
    try {
      await run(ctx);
    } catch (cause) {
      ctx.log.error('sweep.failed', cause, { name });
      failed.push(name);
    }
  }
  if (failed.length) throw new Error(`sweeps failed: ${failed.join(', ')}`);
}
