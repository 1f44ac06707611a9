import { and, desc, eq, isNotNull, lt, or } from 'drizzle-orm';
import { outbox, parkedJob, webhookEvent } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

/** A place in the list of what is parked, to read on from. */
export interface ParkedMark {
  at: number;
  id: string;
}

/** The newest parked deliveries, events and jobs of an agency, at most `limit` of each. */
export async function parkedOf(ctx: Pick<Ctx, 'db'>, agencyId: string, before: ParkedMark | undefined, limit: number) {
  const [deliveries, events, jobs] = await ctx.db.read.batch([
    ctx.db.read
      .select()
      .from(outbox)
      .where(and(eq(outbox.agencyId, agencyId), isNotNull(outbox.parkedAt), older(outbox, before)))
      .orderBy(desc(outbox.parkedAt), desc(outbox.id))
      .limit(limit),
    ctx.db.read
      .select()
      .from(webhookEvent)
      .where(and(eq(webhookEvent.agencyId, agencyId), isNotNull(webhookEvent.parkedAt), older(webhookEvent, before)))
      .orderBy(desc(webhookEvent.parkedAt), desc(webhookEvent.id))
      .limit(limit),
    ctx.db.read
      .select()
      .from(parkedJob)
      .where(and(eq(parkedJob.agencyId, agencyId), isNotNull(parkedJob.parkedAt), older(parkedJob, before)))
      .orderBy(desc(parkedJob.parkedAt), desc(parkedJob.id))
      .limit(limit),
  ]);
  return { deliveries, events, jobs };
}

/** One delivery, event or job of an agency, parked or not. */
export async function failureIn(ctx: Pick<Ctx, 'db'>, agencyId: string, id: string) {
  const [[delivery], [event], [job]] = await ctx.db.read.batch([
    ctx.db.read
      .select()
      .from(outbox)
      .where(and(eq(outbox.agencyId, agencyId), eq(outbox.id, id))),
    ctx.db.read
      .select()
      .from(webhookEvent)
      .where(and(eq(webhookEvent.agencyId, agencyId), eq(webhookEvent.id, id))),
    ctx.db.read
      .select()
      .from(parkedJob)
      .where(and(eq(parkedJob.agencyId, agencyId), eq(parkedJob.id, id))),
  ]);
  return { delivery, event, job };
}

function older(table: typeof outbox | typeof webhookEvent | typeof parkedJob, before: ParkedMark | undefined) {
  if (!before) return undefined;
  return or(lt(table.parkedAt, before.at), and(eq(table.parkedAt, before.at), lt(table.id, before.id)));
}

export function deliveryUnparked(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, agencyId: string, id: string): Statement[] {
  return [
    ctx.db.read
      .update(outbox)
      .set({ parkedAt: null, leasedUntil: null, attempts: 0, dueAt: ctx.now })
      .where(and(eq(outbox.agencyId, agencyId), eq(outbox.id, id), isNotNull(outbox.parkedAt))),
    auditLine(ctx, { agencyId, entity: 'delivery', entityId: id, act: 'retried' }),
  ];
}

export function eventUnparked(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, agencyId: string, id: string): Statement[] {
  return [
    ctx.db.read
      .update(webhookEvent)
      .set({ parkedAt: null, leasedUntil: null, attempts: 0 })
      .where(and(eq(webhookEvent.agencyId, agencyId), eq(webhookEvent.id, id), isNotNull(webhookEvent.parkedAt))),
    auditLine(ctx, { agencyId, entity: 'event', entityId: id, act: 'retried' }),
  ];
}
