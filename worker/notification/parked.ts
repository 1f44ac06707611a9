import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import type { Job } from '../edge/queue.ts';
import { notFound } from '../problem.ts';
import { jobUnparked } from './parked-job-store.ts';
import { deliveryUnparked, eventUnparked, failureIn, type ParkedMark, parkedOf } from './parked-store.ts';
import { causeInWords, deliveryInWords, eventInWords, jobInWords } from './rules/failure.ts';

const PAGE = 50;

/** What failed for good in an agency, newest first. @param cursor as the last page gave it */
export async function listFailures(ctx: Ctx, agencyId: string, cursor: string | undefined) {
  const { deliveries, events, jobs } = await parkedOf(ctx, agencyId, markOf(cursor), PAGE + 1);
  const all = [
    ...deliveries.map(row => ({
      id: row.id,
      kind: 'delivery' as const,
      what: deliveryInWords(row.effect),
      error: causeInWords(row.error),
      attempts: row.attempts,
      since: row.createdAt,
      parkedAt: row.parkedAt ?? 0,
    })),
    ...events.map(row => ({
      id: row.id,
      kind: 'event' as const,
      what: eventInWords(row.source, row.type),
      error: causeInWords(row.error),
      attempts: row.attempts,
      since: row.receivedAt,
      parkedAt: row.parkedAt ?? 0,
    })),
    ...jobs.map(row => ({
      id: row.id,
      kind: 'job' as const,
      what: jobInWords(row.job),
      error: causeInWords(row.error),
      attempts: row.retries + 1,
      since: row.createdAt,
      parkedAt: row.parkedAt ?? 0,
    })),
  ].sort((a, b) => b.parkedAt - a.parkedAt || (a.id < b.id ? 1 : -1));
  const items = all.slice(0, PAGE);
  const last = items.at(-1);
  return { items, next: all.length > PAGE && last ? `${last.parkedAt}-${last.id}` : null };
}

/** What became of something that was tried again: done, under way, failed but tried again by itself, or parked. */
export async function readFailure(ctx: Ctx, agencyId: string, id: string) {
  const { delivery, event, job } = await failureIn(ctx, agencyId, id);
  if (job) {
    const state = job.doneAt !== null ? 'done' : job.parkedAt !== null ? 'parked' : 'trying';
    return { id, state, error: state === 'parked' ? causeInWords(job.error) : null } as const;
  }
  const row = delivery ?? event;
  if (!row) throw notFound('failure');
  const isDone = Boolean(delivery?.deliveredAt ?? event?.processedAt);
  const isUnderWay = row.attempts === 0 || (row.leasedUntil ?? 0) > ctx.now;
  const state = isDone ? 'done' : row.parkedAt !== null ? 'parked' : isUnderWay ? 'trying' : 'waiting';
  return { id, state, error: state === 'waiting' || state === 'parked' ? causeInWords(row.error) : null } as const;
}

function markOf(cursor: string | undefined): ParkedMark | undefined {
  const [, at, id] = /^(\d+)-(.+)$/s.exec(cursor ?? '') ?? [];
  return at && id ? { at: Number(at), id } : undefined;
}

/** Tries what is parked again, from the beginning. 404 for what is not parked, or another agency's. */
export async function retryFailure(ctx: Ctx, agencyId: string, id: string): Promise<void> {
  const { statements, job } = retryOf(ctx, agencyId, id);
  try {
    await ctx.db.commit(statements);
  } catch (cause) {
    if (cause instanceof LostRace) throw notFound('failure');
    throw cause;
  }
  await ctx.queue.send([job]);
}

function retryOf(ctx: Ctx, agencyId: string, id: string): { statements: Statement[]; job: Job } {
  if (id.startsWith('out_')) {
    return { statements: deliveryUnparked(ctx, agencyId, id), job: { kind: 'deliver', outboxIds: [id] } };
  }
  if (id.startsWith('job_')) return { statements: jobUnparked(ctx, agencyId, id), job: { kind: 'parked', id } };
  return { statements: eventUnparked(ctx, agencyId, id), job: { kind: 'event', eventId: id } };
}
