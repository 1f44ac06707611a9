import { and, asc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { agency, assignment, call, number, parkedJob, purchase } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import type { Job } from '../edge/queue.ts';
import { field } from '../routing/signature.ts';

type Row = typeof parkedJob.$inferSelect;

/** A parked job by its id, whoever's it is; only the queue asks. */
export async function parkedJobOf(ctx: Pick<Ctx, 'db'>, id: string): Promise<Row | undefined> {
  const [row] = await ctx.db.read.select().from(parkedJob).where(eq(parkedJob.id, id));
  return row;
}

/** Parks a job, or parks it again; the reason is the newest one. The audit line has an open panel show it (M-2). */
export function jobParked(
  ctx: Pick<Ctx, 'db' | 'now' | 'actor'>,
  parked: { id: string; agencyId: string | null; job: Job; error: string },
): Statement[] {
  const { id, agencyId, error } = parked;
  const again = { error, parkedAt: sql`coalesce(${parkedJob.parkedAt}, ${ctx.now})`, doneAt: null };
  const insert = ctx.db.read
    .insert(parkedJob)
    .values({ ...parked, job: { ...parked.job }, createdAt: ctx.now, parkedAt: ctx.now })
    .onConflictDoUpdate({ target: parkedJob.id, set: again });
  return [insert, ...lineOf(ctx, { id, agencyId }, 'parked')];
}

/** Has it tried again; hits nothing, and takes the batch back, where it is not parked or another agency's (T-1). */
export function jobUnparked(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, agencyId: string, id: string): Statement[] {
  const unparked = ctx.db.read
    .update(parkedJob)
    .set({ parkedAt: null, retriedAt: ctx.now, retries: sql`${parkedJob.retries} + 1` })
    .where(and(eq(parkedJob.agencyId, agencyId), eq(parkedJob.id, id), isNotNull(parkedJob.parkedAt)));
  return [unparked, ...lineOf(ctx, { id, agencyId }, 'retried')];
}

export function jobDone(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, { id, agencyId }: Row): Statement[] {
  const done = ctx.db.read
    .update(parkedJob)
    .set({ parkedAt: null, doneAt: ctx.now })
    .where(and(eq(parkedJob.id, id), isNull(parkedJob.doneAt)));
  return [done, ...lineOf(ctx, { id, agencyId }, 'done')];
}

/** Cross-tenant: what concerns no agency, and so nobody can have tried again, is taken for another try; some times only. */
export async function nobodysTaken(ctx: Pick<Ctx, 'db' | 'now'>, before: number, most: number): Promise<string[]> {
  const rows = await ctx.db.read
    .update(parkedJob)
    .set({ parkedAt: null, retriedAt: ctx.now, retries: sql`${parkedJob.retries} + 1` })
    .where(and(isNull(parkedJob.agencyId), lt(parkedJob.parkedAt, before), lt(parkedJob.retries, most)))
    .returning({ id: parkedJob.id });
  return rows.map(row => row.id);
}

/** Cross-tenant: retried, but neither done nor parked again since. */
export async function openAcrossTenants(ctx: Pick<Ctx, 'db'>, before: number, limit: number): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: parkedJob.id })
    .from(parkedJob)
    .where(and(isNull(parkedJob.parkedAt), isNull(parkedJob.doneAt), lt(parkedJob.retriedAt, before)))
    .orderBy(asc(parkedJob.retriedAt))
    .limit(limit);
  return rows.map(row => row.id);
}

function lineOf(
  ctx: Pick<Ctx, 'db' | 'now' | 'actor'>,
  { id, agencyId }: { id: string; agencyId: string | null },
  act: string,
): Statement[] {
  return agencyId === null ? [] : [auditLine(ctx, { agencyId, entity: 'job', entityId: id, act })];
}

/** The agency a job is about, so that its admins see it; null where nothing of ours is named. */
export async function agencyOfJob(ctx: Pick<Ctx, 'db'>, job: Job): Promise<string | null> {
  switch (job.kind) {
    case 'call':
      return job.record.agencyId;
    case 'reconcile':
      return job.agencyId;
    case 'news':
      return agencyOfNews(ctx, job.news.hook);
    case 'check':
      return firstAgency(
        ctx.db.read
          .select({ agencyId: assignment.agencyId })
          .from(assignment)
          .where(inArray(assignment.id, job.assignmentIds)),
      );
    case 'purchase':
      return firstAgency(
        ctx.db.read.select({ agencyId: purchase.agencyId }).from(purchase).where(inArray(purchase.id, job.purchaseIds)),
      );
    case 'catch_up':
      return firstAgency(
        ctx.db.read.select({ agencyId: agency.id }).from(agency).where(eq(agency.twilioSid, job.accountSid)),
      );
    default:
      return null;
  }
}

async function agencyOfNews(ctx: Pick<Ctx, 'db'>, hook: Extract<Job, { kind: 'news' }>['news']['hook']) {
  const sids = ['CallSid', 'ParentCallSid'].map(name => field(hook.form, name)).filter(Boolean);
  const ofCall = ctx.db.read.select({ agencyId: call.agencyId }).from(call).where(inArray(call.callSid, sids));
  const known = sids.length ? await firstAgency(ofCall) : null;
  const e164s = [hook.query.n ?? '', field(hook.form, 'To'), field(hook.form, 'From')];
  return (
    known ??
    firstAgency(
      ctx.db.read
        .select({ agencyId: number.agencyId })
        .from(number)
        .where(and(or(...e164s.map(e164 => eq(number.e164, e164))), isNull(number.releasedAt))),
    )
  );
}

async function firstAgency(rows: PromiseLike<{ agencyId: string }[]>): Promise<string | null> {
  const [row] = await rows;
  return row?.agencyId ?? null;
}
