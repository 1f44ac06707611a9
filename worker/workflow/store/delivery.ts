import { and, asc, eq, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { workflowDelivery, workflowEvent, workflowSubscription } from '../../../schema/index.ts';
import { auditLine } from '../../audit/store.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import type { Trouble } from '../post.ts';

type Db = Pick<Ctx, 'db' | 'now' | 'actor'>;

/** Longer than a receiver is waited for. */
const LEASE_MS = 60_000;

/** Still to be delivered, and in nobody's hands. */
function isDue(now: number) {
  return and(
    isNull(workflowDelivery.deliveredAt),
    isNull(workflowDelivery.failedAt),
    lte(workflowDelivery.dueAt, now),
    or(isNull(workflowDelivery.leasedUntil), lt(workflowDelivery.leasedUntil, now)),
  );
}

/** Takes a delivery in hand with what is sent where; nothing when it is done, not due yet, or in somebody's hands. */
export async function leaseDelivery({ db, now }: Db, id: string) {
  const [row] = await db.read
    .update(workflowDelivery)
    .set({ leasedUntil: now + LEASE_MS, attempts: sql`${workflowDelivery.attempts} + 1`, triedAt: now })
    .where(and(eq(workflowDelivery.id, id), isDue(now)))
    .returning();
  if (!row) return undefined;
  const [more] = await db.read
    .select({ subscription: workflowSubscription, event: workflowEvent })
    .from(workflowSubscription)
    .innerJoin(workflowEvent, eq(workflowEvent.id, row.eventId))
    .where(and(eq(workflowSubscription.id, row.subscriptionId), eq(workflowSubscription.agencyId, row.agencyId)));
  return more && { delivery: row, ...more };
}

export type Leased = NonNullable<Awaited<ReturnType<typeof leaseDelivery>>>;
export type Subscription = Leased['subscription'];

/** How a try went. `dueAt`: when the next one is; null = given up. */
export interface Tried {
  status: number | null;
  error: Trouble | null;
  dueAt?: number | null;
}

export function deliveryTried({ db, now }: Db, id: string, { status, error, dueAt }: Tried): Statement {
  const over = error === null ? { deliveredAt: now } : dueAt === null ? { failedAt: now } : {};
  return db.read
    .update(workflowDelivery)
    .set({ status, error, leasedUntil: null, ...(typeof dueAt === 'number' && { dueAt }), ...over })
    .where(eq(workflowDelivery.id, id));
}

/** The receiver wants no more: the subscription ends, and with it what is still on its way to it. */
export function subscriptionEnded(
  ctx: Db,
  { agencyId, subAccountId, id, trigger }: Pick<Subscription, 'agencyId' | 'subAccountId' | 'id' | 'trigger'>,
  why: 'deleted' | 'gone' | 'uninstalled',
): Statement[] {
  const ended = ctx.db.read
    .update(workflowSubscription)
    .set({ endedAt: ctx.now, endReason: why, secret: null, formerSecret: null })
    .where(
      and(
        eq(workflowSubscription.agencyId, agencyId),
        eq(workflowSubscription.id, id),
        isNull(workflowSubscription.endedAt),
      ),
    );
  const dropped = ctx.db.read
    .update(workflowDelivery)
    .set({ failedAt: ctx.now, leasedUntil: null, error: 'hook_ended' })
    .where(
      and(
        eq(workflowDelivery.subscriptionId, id),
        isNull(workflowDelivery.deliveredAt),
        isNull(workflowDelivery.failedAt),
      ),
    );
  const line = { agencyId, subAccountId, entity: 'workflow_hook', entityId: id, act: 'ended', after: { trigger, why } };
  return [ended, auditLine(ctx, line), dropped];
}

/** Cross-tenant: deliveries that are due, oldest first. */
export async function dueDeliveries({ db, now }: Db, limit: number): Promise<string[]> {
  const rows = await db.read
    .select({ id: workflowDelivery.id })
    .from(workflowDelivery)
    .where(isDue(now))
    .orderBy(asc(workflowDelivery.dueAt))
    .limit(limit);
  return rows.map(row => row.id);
}
