import { and, desc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
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
