import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm';
import { finding } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

/** What is open, and what was settled lately; newest first. */
export function findingsOf(ctx: Ctx, agencyId: string, settledSince: number, limit: number) {
  return ctx.db.read
    .select()
    .from(finding)
    .where(
      and(
        eq(finding.agencyId, agencyId),
        or(isNull(finding.resolvedAt), and(isNotNull(finding.resolvedAt), gt(finding.resolvedAt, settledSince))),
      ),
    )
    .orderBy(sql`${finding.resolvedAt} is not null`, desc(finding.foundAt), desc(finding.id))
    .limit(limit);
}

export function openFindings(ctx: Ctx, agencyId: string) {
  return ctx.db.read
    .select()
    .from(finding)
    .where(and(eq(finding.agencyId, agencyId), isNull(finding.resolvedAt)));
}

export type FindingRow = typeof finding.$inferSelect;

export function findingInsert(ctx: Ctx, row: FindingRow): Statement {
  return ctx.db.read.insert(finding).values(row).onConflictDoNothing();
}

export function findingChanged(ctx: Ctx, { agencyId, id }: FindingRow, set: Partial<FindingRow>): Statement {
  return ctx.db.read
    .update(finding)
    .set(set)
    .where(and(eq(finding.agencyId, agencyId), eq(finding.id, id), isNull(finding.resolvedAt)));
}

/** What was found and not told yet, oldest first. */
export function findingsUntold(ctx: Ctx, agencyId: string, but: readonly string[], limit: number) {
  return ctx.db.read
    .select()
    .from(finding)
    .where(and(eq(finding.agencyId, agencyId), isNull(finding.toldAt), notInArray(finding.kind, [...but])))
    .orderBy(asc(finding.foundAt), asc(finding.id))
    .limit(limit);
}

/** Marks them as told, all or none: hits nothing once one of them was told by another. */
export function findingsTold(ctx: Ctx, agencyId: string, ids: readonly string[]): Statement {
  const these = and(eq(finding.agencyId, agencyId), inArray(finding.id, [...ids]));
  const untold = ctx.db.read
    .select({ n: sql`count(*)` })
    .from(finding)
    .where(and(these, isNull(finding.toldAt)));
  return ctx.db.read
    .update(finding)
    .set({ toldAt: ctx.now })
    .where(and(these, isNull(finding.toldAt), sql`(${untold}) = ${ids.length}`));
}
