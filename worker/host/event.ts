import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { webhookEvent } from '../../schema/index.ts';
import { processStripeEvent } from '../assignment/event.ts';
import type { Ctx } from '../context.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { causeInWords, eventInWords } from '../notification/rules/failure.ts';
import { receiveEvent } from './receive.ts';
import { agencyConcerned } from './store.ts';

const LEASE_MS = 60_000;
const MAX_ATTEMPTS = 8;

/** Seconds after it came in at which the sweep takes an event up again, by how often it was tried: for half a day in all. */
const AGAIN_AFTER_S = [0, 0, 0, 300, 900, 3600, 4 * 3600, 12 * 3600];

type NewEvent = Pick<typeof webhookEvent.$inferInsert, 'id' | 'source' | 'origin' | 'type' | 'payload'>;

/** Stores an event before it is answered 2xx, then queues it. A repeat changes nothing (H-4, X-2). */
export async function storeEvent(ctx: Ctx, event: NewEvent): Promise<void> {
  const row = ctx.db.read.insert(webhookEvent).values({ ...event, receivedAt: ctx.now });
  await ctx.db.commit([row.onConflictDoNothing()]);
  await ctx.queue.send([{ kind: 'event', eventId: event.id }]);
}

/** Processes a stored event once; a failure leaves it for the queue's retry and the sweep, and parks it in the end. */
export async function processEvent(ctx: Ctx, id: string): Promise<void> {
  const event = await lease(ctx, id);
  if (!event) return;
  try {
    if (event.source === 'stripe') {
      await processStripeEvent(ctx, { account: event.origin, type: event.type, payload: event.payload });
    } else {
      await receiveEvent(ctx, event, event.attempts >= MAX_ATTEMPTS);
    }
    await mark(ctx, id, { processedAt: ctx.now, error: null });
  } catch (cause) {
    const parked = event.attempts >= MAX_ATTEMPTS;
    const agencyId = event.agencyId ?? (await agencyConcerned(ctx, event)) ?? null;
    const set = { leasedUntil: null, error: String(cause), agencyId, parkedAt: parked ? ctx.now : null };
    await commitWith(
      ctx,
      agencyId ?? '',
      [marked(ctx, id, set)],
      parked && !agencyId ? [toOperator(event, cause)] : [],
    );
    if (!parked) throw cause;
    ctx.log.error('event.parked', cause, { id, type: event.type });
  }
}

/** Cross-tenant: takes up events whose queue message was lost or whose retries ran out, later and later while they fail. */
export async function sweepEvents(ctx: Ctx): Promise<void> {
  const waits = sql.raw(AGAIN_AFTER_S.map((seconds, tries) => `when ${tries} then ${seconds * 1000}`).join(' '));
  const isDue = sql`${webhookEvent.receivedAt} + case ${webhookEvent.attempts} ${waits} else 0 end <= ${ctx.now}`;
  const open = await ctx.db.read
    .select({ id: webhookEvent.id })
    .from(webhookEvent)
    .where(and(isNull(webhookEvent.processedAt), isNull(webhookEvent.parkedAt), isDue))
    .orderBy(asc(webhookEvent.receivedAt))
    .limit(200);
  await ctx.queue.send(open.map(({ id }) => ({ kind: 'event', eventId: id })));
}

async function mark(ctx: Ctx, id: string, set: Partial<typeof webhookEvent.$inferInsert>): Promise<void> {
  await ctx.db.commit([marked(ctx, id, set)]);
}

function marked(ctx: Ctx, id: string, set: Partial<typeof webhookEvent.$inferInsert>) {
  return ctx.db.read.update(webhookEvent).set(set).where(eq(webhookEvent.id, id));
}

/** No admin sees what is no agency's: whoever runs this Trunkline is told, once. */
function toOperator({ id, source, type }: typeof webhookEvent.$inferSelect, cause: unknown): KeyedEffect {
  const lines = [`${eventInWords(source, type)}: ${causeInWords(String(cause))}`, `Its row: ${id}.`];
  return { key: `mail_operator:${id}`, effect: { kind: 'mail_operator', subject: 'News was given up on', lines } };
}

async function lease(ctx: Ctx, id: string) {
  const [row] = await ctx.db.read
    .update(webhookEvent)
    .set({ leasedUntil: ctx.now + LEASE_MS, attempts: sql`${webhookEvent.attempts} + 1` })
    .where(
      and(
        eq(webhookEvent.id, id),
        isNull(webhookEvent.processedAt),
        isNull(webhookEvent.parkedAt),
        or(isNull(webhookEvent.leasedUntil), lt(webhookEvent.leasedUntil, ctx.now)),
      ),
    )
    .returning();
  return row;
}
