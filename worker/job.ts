import { checkAssignments } from './assignment/check.ts';
import { catchUp } from './catch-up/catch-up.ts';
import type { Ctx } from './context.ts';
import type { Job } from './edge/queue.ts';
import { processEvent } from './host/event.ts';
import { runSync } from './host/sync/run.ts';
import { finishParked } from './notification/dead-letter.ts';
import { deliver } from './notification/deliver.ts';
import { resumePurchase } from './number/resume.ts';
import { checkStandings } from './plan/sweep.ts';
import { reconcileOurNumbers } from './reconcile/our-numbers.ts';
import { reconcile } from './reconcile/run.ts';
import { noteNews } from './routing/news.ts';
import { storeCalls } from './routing/record.ts';
import { deliverEvent } from './workflow/deliver.ts';

/** Carries out one queued job. Throws when it should be tried again. */
export async function runJob(ctx: Ctx, job: Job): Promise<void> {
  switch (job.kind) {
    case 'deliver':
      for (const id of job.outboxIds) await deliver(ctx, id);
      return;
    case 'call':
      return storeCalls(ctx, [job.record]);
    case 'news':
      return noteNews(ctx, job.news);
    case 'event':
      return processEvent(ctx, job.eventId);
    case 'purchase':
      for (const id of job.purchaseIds) await resumePurchase(ctx, id);
      return;
    case 'catch_up':
      return catchUp(ctx, job);
    case 'parked':
      return finishParked(ctx, job.id, runJob);
    case 'hook':
      return deliverEvent(ctx, job.deliveryId);
    case 'check':
      return checkAssignments(ctx, job.assignmentIds);
    case 'standings':
      return checkStandings(ctx, job.subAccountIds);
    case 'host_sync':
      return runSync(ctx, job.syncId, job.pages);
    case 'reconcile':
      return reconcile(ctx, job.agencyId, job.startedAt);
    case 'reconcile_ours':
      return reconcileOurNumbers(ctx);
  }
}
