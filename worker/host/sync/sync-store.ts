import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { hostSeen, hostSync } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import { LostRace, type Statement } from '../../edge/db.ts';

export type SyncRow = typeof hostSync.$inferSelect;
export type Why = SyncRow['why'];
type Db = Pick<Ctx, 'db' | 'now'>;

export const OPEN = ['waiting', 'listing', 'sweeping'] as const;
/** A job that has not said anything for so long is dead. */
const LEASE_MS = 3 * 60_000;
/** A run that has not ended for so long gives way to a new one. */
const STUCK_MS = 20 * 3_600_000;

/** Begins a run, unless one is under way: changes one row or none. */
export function runBegun(
  ctx: Db,
  of: Pick<SyncRow, 'id' | 'agencyId' | 'subAccountId' | 'kind' | 'runId' | 'why'>,
): Statement {
  const { now } = ctx;
  const begun = {
    ...{
      runId: of.runId,
      why: of.why,
      phase: 'waiting' as const,
      cursor: null,
      pages: 0,
      done: 0,
      changed: 0,
      gone: 0,
    },
    ...{ total: null, startedAt: now, finishedAt: null, dueAt: now, leasedUntil: null, attempts: 0, error: null },
  };
  return ctx.db.read
    .insert(hostSync)
    .values({ ...of, ...begun })
    .onConflictDoUpdate({
      target: [hostSync.agencyId, hostSync.kind, hostSync.subAccountId],
      set: begun,
      setWhere: sql`${hostSync.phase} in ('done', 'failed') or ${hostSync.startedAt} < ${now - STUCK_MS}`,
    });
}

/**
 * Takes a row that nobody works on. A job that another handed on says how many pages there were then, and goes on though
 * the row is held for it.
 */
export async function takeSync(ctx: Db, id: string, handedOnAt?: number): Promise<SyncRow | undefined> {
  const isFree = or(
    isNull(hostSync.leasedUntil),
    lte(hostSync.leasedUntil, ctx.now),
    handedOnAt === undefined ? undefined : eq(hostSync.pages, handedOnAt),
  );
  const [row] = await ctx.db.read
    .update(hostSync)
    .set({
      leasedUntil: ctx.now + LEASE_MS,
      phase: sql`iif(${hostSync.phase} = 'waiting', 'listing', ${hostSync.phase})`,
    })
    .where(and(eq(hostSync.id, id), inArray(hostSync.phase, [...OPEN]), lte(hostSync.dueAt, ctx.now), isFree))
    .returning();
  return row;
}

export interface Step {
  phase: SyncRow['phase'];
  cursor: string | null;
  done?: number;
  changed?: number;
  gone?: number;
  total?: number | undefined;
}

/**
 * Moves a run on by one page or one stroke of sweeping, in one batch with what it changed. Throws `LostRace` where somebody
 * else moved it on, or another run began.
 * @param behind right behind the move, such as its audit line
 * @param mayEnd a list of contacts was read to its end: it ends at once where none of ours is missing in it
 */
export async function moveOn(
  ctx: Db,
  row: SyncRow,
  step: Step,
  before: readonly Statement[],
  behind: readonly Statement[] = [],
  mayEnd = false,
): Promise<Step> {
  const end = mayEnd ? [endedUnlessMissing(ctx, row)] : [];
  const changed = await ctx.db.commit([...before, runAdvanced(ctx, row, step), ...behind, ...end]);
  if (!changed[before.length]) throw new LostRace('host_sync.pages', undefined);
  return mayEnd && changed.at(-1) ? { ...step, phase: 'done' } : step;
}

function endedUnlessMissing(ctx: Db, row: SyncRow): Statement {
  return ctx.db.read
    .update(hostSync)
    .set({ phase: 'done', leasedUntil: null, finishedAt: ctx.now, completeAt: sql`${hostSync.startedAt}` })
    .where(
      and(
        ...[eq(hostSync.id, row.id), eq(hostSync.runId, row.runId), eq(hostSync.phase, 'sweeping')],
        sql`not exists (select 1 from contact where sub_account_id = ${row.subAccountId} and deleted_at is null
          and sync_run is not null and sync_run <> ${row.runId})`,
      ),
    );
}

function runAdvanced(ctx: Db, row: SyncRow, { phase, cursor, total, ...more }: Step): Statement {
  const { done = 0, changed = 0, gone = 0 } = more;
  const isOver = phase === 'done';
  return ctx.db.read
    .update(hostSync)
    .set({
      ...{ phase, cursor, pages: row.pages + 1, attempts: 0, error: null },
      done: sql`${hostSync.done} + ${done}`,
      changed: sql`${hostSync.changed} + ${changed}`,
      gone: sql`${hostSync.gone} + ${gone}`,
      ...(total !== undefined && { total }),
      leasedUntil: isOver ? null : ctx.now + LEASE_MS,
      ...(isOver && { finishedAt: ctx.now, completeAt: sql`${hostSync.startedAt}` }),
    })
    .where(stillAt(row));
}

const stillAt = (row: SyncRow) =>
  and(eq(hostSync.id, row.id), eq(hostSync.runId, row.runId), eq(hostSync.pages, row.pages));

/** The row as the step left it, for the step after. */
export const afterStep = (row: SyncRow, { phase, cursor, ...more }: Step): SyncRow => ({
  ...{ ...row, phase, cursor, pages: row.pages + 1, attempts: 0, error: null },
  done: row.done + (more.done ?? 0),
  changed: row.changed + (more.changed ?? 0),
  gone: row.gone + (more.gone ?? 0),
});

/** Lets go of a run until `dueAt`, with the reason. */
export async function runPaused(
  ctx: Db,
  row: SyncRow,
  set: { dueAt: number; attempts: number; error: string | null },
): Promise<void> {
  await ctx.db.read
    .update(hostSync)
    .set({ ...set, leasedUntil: null })
    .where(stillAt(row));
}

/** An agency's runs that were put off are due now. */
export async function runsWoken(ctx: Db, agencyId: string): Promise<void> {
  await ctx.db.read
    .update(hostSync)
    .set({ dueAt: ctx.now, attempts: 0 })
    .where(and(eq(hostSync.agencyId, agencyId), inArray(hostSync.phase, [...OPEN]), gt(hostSync.dueAt, ctx.now)));
}

export async function runFailed(ctx: Db, row: SyncRow, error: string): Promise<void> {
  await ctx.db.read
    .update(hostSync)
    .set({ phase: 'failed', error, leasedUntil: null, finishedAt: ctx.now })
    .where(stillAt(row));
}

/** Notes what a run has seen; seen twice is seen. */
export function seen(ctx: Db, runId: string, hostIds: readonly string[]): Statement[] {
  if (!hostIds.length) return [];
  const rows = hostIds.map(hostId => ({ runId, hostId }));
  return [ctx.db.read.insert(hostSeen).values(rows).onConflictDoNothing()];
}

export const seenForgotten = (ctx: Db, runId: string): Statement =>
  ctx.db.read.delete(hostSeen).where(eq(hostSeen.runId, runId));
