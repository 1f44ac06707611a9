import { type Ctx, stableId } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import type { Job } from '../edge/queue.ts';
import { agencyOfJob, jobDone, jobParked, openAcrossTenants, parkedJobOf } from './parked-job-store.ts';

type Run = (ctx: Ctx, job: Job) => Promise<void>;

/** A retry that came to no end for so long was lost on its way. */
const LOST_MS = 10 * 60_000;
const MOST = 200;

/**
 * a job that the queue has given up on. It is tried once more, which also says why it fails, and is then kept where an
 * admin sees it. Throws only while it can be kept nowhere: the queue holds it until it can.
 */
export async function buryOrFinish(ctx: Ctx, job: Job, run: Run): Promise<void> {
  for (const one of apart(job)) {
    try {
      await run(ctx, one);
    } catch (cause) {
      await park(ctx, one, cause);
    }
  }
}

/** Carries out a parked job again, at an admin's wish. What fails is parked again at once. */
export async function finishParked(ctx: Ctx, id: string, run: Run): Promise<void> {
  const row = await parkedJobOf(ctx, id);
  if (!row || row.doneAt !== null) return;
  const job = row.job as unknown as Job;
  try {
    await run(ctx, job);
  } catch (cause) {
    return park(ctx, job, cause);
  }
  try {
    await ctx.db.commit(jobDone(ctx, row));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
}

/** Cross-tenant: hands retries to the queue again whose message was lost. All of them may be done twice. */
export async function sweepParkedJobs(ctx: Ctx): Promise<void> {
  const ids = await openAcrossTenants(ctx, ctx.now - LOST_MS, MOST);
  await ctx.queue.send(ids.map(id => ({ kind: 'parked', id })));
}

async function park(ctx: Ctx, job: Job, cause: unknown): Promise<void> {
  if (isKeptElsewhere(job)) return ctx.log.error('job.given_up', cause, { kind: job.kind });
  const id = await stableId('job', JSON.stringify(job));
  const agencyId = await agencyOfJob(ctx, job);
  await ctx.db.commit(jobParked(ctx, { id, agencyId, job, error: String(cause) }));
  ctx.log.error('job.parked', cause, { id, kind: job.kind, agencyId });
}

/** Deliveries and events have rows of their own, which the cron takes up and which are parked by themselves. */
function isKeptElsewhere({ kind }: Job): boolean {
  return kind === 'deliver' || kind === 'event' || kind === 'parked';
}

/** Each by itself: one that fails does not keep the others from being done, and each is some agency's. */
function apart(job: Job): Job[] {
  if (job.kind === 'check') return job.assignmentIds.map(id => ({ ...job, assignmentIds: [id] }));
  if (job.kind === 'purchase') return job.purchaseIds.map(id => ({ ...job, purchaseIds: [id] }));
  return [job];
}
