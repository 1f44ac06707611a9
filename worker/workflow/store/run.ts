import { and, eq, sql } from 'drizzle-orm';
import { workflowRun } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';

type Db = Pick<Ctx, 'db' | 'now'>;
export type RunRow = typeof workflowRun.$inferSelect;
type NewRun = Pick<RunRow, 'id' | 'agencyId' | 'subAccountId' | 'action' | 'caller' | 'key' | 'input' | 'inputHash'>;

/** Longer than any action takes; what died is tried anew by the next repeat. */
const LEASE_MS = 60_000;

/**
 * Begins an action, or takes up one that broke; nothing when its key was used before. The database decides who begins.
 */
export async function beginRun({ db, now }: Db, run: NewRun): Promise<boolean> {
  const begun = { state: 'running', startedAt: now, leasedUntil: now + LEASE_MS } as const;
  const rows = await db.read
    .insert(workflowRun)
    .values({ ...run, ...begun })
    .onConflictDoUpdate({
      target: [workflowRun.agencyId, workflowRun.caller, workflowRun.key],
      set: { ...begun, endedAt: null },
      setWhere: sql`${workflowRun.inputHash} = ${run.inputHash} and (${workflowRun.state} = 'broken'
        or (${workflowRun.state} = 'running' and ${workflowRun.leasedUntil} < ${now}))`,
    })
    .returning({ id: workflowRun.id });
  return rows.length > 0;
}

/** What an earlier call under that key came to. */
export async function runUnder(
  { db }: Pick<Ctx, 'db'>,
  { agencyId, caller, key }: Pick<RunRow, 'agencyId' | 'caller' | 'key'>,
) {
  const [row] = await db.read
    .select()
    .from(workflowRun)
    .where(and(eq(workflowRun.agencyId, agencyId), eq(workflowRun.caller, caller), eq(workflowRun.key, key)));
  return row;
}

export function runEnded(
  { db, now }: Db,
  { agencyId, id }: Pick<RunRow, 'agencyId' | 'id'>,
  how: Pick<RunRow, 'state' | 'result' | 'status'>,
): Statement {
  return db.read
    .update(workflowRun)
    .set({ ...how, leasedUntil: null, endedAt: now })
    .where(and(eq(workflowRun.agencyId, agencyId), eq(workflowRun.id, id)));
}

/** An action that was refused before it began, so that people see why. */
export function runRefused({ db, now }: Db, run: NewRun, how: Pick<RunRow, 'result' | 'status'>): Statement {
  return db.read.insert(workflowRun).values({ ...run, ...how, state: 'refused', startedAt: now, endedAt: now });
}
