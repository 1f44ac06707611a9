import { sql } from 'drizzle-orm';
import { audit } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

export interface AuditLine {
  agencyId: string;
  subAccountId?: string | null;
  entity: string;
  entityId: string;
  act: string;
  before?: unknown;
  after?: unknown;
}

/**
 * The audit line of a change, for the same batch. Put it **right behind** the statement it speaks of: it records
 * that statement's `changes()`, and zero rolls the whole batch back as `LostRace`.
 */
export function auditLine(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, line: AuditLine): Statement {
  return ctx.db.read.insert(audit).values({
    agencyId: line.agencyId,
    subAccountId: line.subAccountId ?? null,
    entity: line.entity,
    entityId: line.entityId,
    act: line.act,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    source: ctx.actor.source,
    before: line.before ?? null,
    after: line.after ?? null,
    at: ctx.now,
    changed: sql`changes()`,
  });
}
