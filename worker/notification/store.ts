import { and, asc, eq, gt, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { outbox } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { onlyIfHeard } from '../workflow/store/heard.ts';
import type { KeyedEffect } from './rules/effect.ts';

const LEASE_MS = 60_000;

/**
 * C-2: the row has no lane, or is the first of its lane that is still to be delivered. A parked row steps aside, so that
 * one entry a host refuses for good does not hold up a contact's timeline for ever; retried, it is the first again.
 */
const IS_ITS_TURN = sql`(${outbox.lane} is null or not exists (select 1 from ${outbox} earlier
  where earlier.lane = ${outbox.lane} and earlier.id < ${outbox.id}
  and earlier.delivered_at is null and earlier.parked_at is null))`;

/**
 * An outbox row for the batch of the change it follows from. A key already there is left alone, and what workflows are told
 * is written only where one listens (W-1).
 */
export function outboxRow(
  ctx: Pick<Ctx, 'db' | 'now' | 'id'>,
  agencyId: string,
  keyed: KeyedEffect,
  id = ctx.id('out'),
): OutboxStatement {
  const { key, lane = null, effect } = keyed;
  const times = { createdAt: ctx.now, dueAt: ctx.now };
  const statement = ctx.db.read
    .insert(outbox)
    .values({ id, agencyId, key, lane, effect, ...times })
    .onConflictDoNothing({ target: outbox.key });
  const written = effect.kind === 'trigger' ? onlyIfHeard(statement, effect) : statement;
  return Object.assign(written, { outboxId: id });
}

export type OutboxStatement = Statement & { outboxId: string };

/** Takes a row for delivery, or nothing when it was delivered, parked, or is in somebody's hands. */
export async function lease(ctx: Ctx, id: string) {
  const [row] = await ctx.db.read
    .update(outbox)
    .set({ leasedUntil: ctx.now + LEASE_MS, attempts: sql`${outbox.attempts} + 1` })
    .where(
      and(
        eq(outbox.id, id),
        isNull(outbox.deliveredAt),
        isNull(outbox.parkedAt),
        or(isNull(outbox.leasedUntil), lt(outbox.leasedUntil, ctx.now)),
        IS_ITS_TURN,
      ),
    )
    .returning();
  return row;
}

export async function markDelivered(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.read.update(outbox).set({ deliveredAt: ctx.now, error: null }).where(eq(outbox.id, id));
}

/** @param dueAt when to try again; null parks the row. */
export async function markFailed(ctx: Ctx, id: string, error: string, dueAt: number | null): Promise<void> {
  await ctx.db.read
    .update(outbox)
    .set({ error, leasedUntil: null, ...(dueAt === null ? { parkedAt: ctx.now } : { dueAt }) })
    .where(eq(outbox.id, id));
}

/** The next of a lane, once what was before it is delivered or parked. */
export async function nextOfLane(ctx: Ctx, lane: string, after: string): Promise<string | undefined> {
  const [next] = await ctx.db.read
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.lane, lane), gt(outbox.id, after), isNull(outbox.deliveredAt), isNull(outbox.parkedAt)))
    .orderBy(asc(outbox.id))
    .limit(1);
  return next?.id;
}

/** Cross-tenant: rows that are due, oldest first. */
export async function dueAcrossTenants(ctx: Ctx, limit: number): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.deliveredAt), isNull(outbox.parkedAt), lte(outbox.dueAt, ctx.now), IS_ITS_TURN))
    .orderBy(asc(outbox.dueAt))
    .limit(limit);
  return rows.map(row => row.id);
}
