import { type Ctx, stableId } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import type { Job } from '../edge/queue.ts';
import { commitWith } from './commit.ts';
import { agencyOfJob, jobDone, jobParked, nobodysTaken, openAcrossTenants, parkedJobOf } from './parked-job-store.ts';
import type { KeyedEffect } from './rules/effect.ts';
import { causeInWords, jobInWords } from './rules/failure.ts';

type Run = (ctx: Ctx, job: Job) => Promise<void>;

/** A retry that came to no end for so long was lost on its way. */
const LOST_MS = 10 * 60_000;
const MOST = 200;
/** What concerns no agency is tried again so often, for three days. */
const BY_ITSELF_MS = 6 * 3_600_000;
const BY_ITSELF_MOST = 12;

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

/** Cross-tenant: hands to the queue what nobody can retry, and retries whose message was lost. All of it may be done twice. */
export async function sweepParkedJobs(ctx: Ctx): Promise<void> {
  const nobodys = await nobodysTaken(ctx, ctx.now - BY_ITSELF_MS, BY_ITSELF_MOST);
  const lost = await openAcrossTenants(ctx, ctx.now - LOST_MS, MOST);
  await ctx.queue.send([...nobodys, ...lost].map(id => ({ kind: 'parked', id })));
}

async function park(ctx: Ctx, job: Job, cause: unknown): Promise<void> {
  if (isKeptElsewhere(job)) return ctx.log.error('job.given_up', cause, { kind: job.kind });
  const id = await stableId('job', JSON.stringify(job));
  const agencyId = await agencyOfJob(ctx, job);
  const error = String(cause);
  await commitWith(ctx, agencyId ?? '', jobParked(ctx, { id, agencyId, job, error }), [
    ...(agencyId === null ? [toOperator(id, job, error)] : []),
  ]);
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

/** No admin sees what is no agency's: whoever runs this Trunkline is told, once. */
function toOperator(id: string, job: Job, error: string): KeyedEffect {
  const lines = [`${jobInWords({ ...job })}: ${causeInWords(error)}`, `It is tried again by itself. Its row: ${id}.`];
  return { key: `mail_operator:${id}`, effect: { kind: 'mail_operator', subject: 'Something was given up on', lines } };
}
