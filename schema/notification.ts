import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { agencyId, id, instant, json } from './columns.ts';

/**
 * What must still be told to people and vendors. Written in the same batch as the change it follows from; delivered at
 * least once, with `key` as the idempotency key; parked where an admin sees it when it keeps failing.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    id: id(),
    agencyId: agencyId(),
    /** One row per event and recipient; a second insert of the same key does nothing. */
    key: text('key').notNull().unique(),
    /** Rows of one lane go out one after another, oldest first (C-2); null = by themselves. */
    lane: text('lane'),
    effect: json<{ kind: string } & Record<string, unknown>>('effect').notNull(),
    createdAt: instant('created_at').notNull(),
    dueAt: instant('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    leasedUntil: instant('leased_until'),
    deliveredAt: instant('delivered_at'),
    parkedAt: instant('parked_at'),
    error: text('error'),
  },
  t => [
    index('outbox_due').on(t.dueAt).where(sql`${t.deliveredAt} is null and ${t.parkedAt} is null`),
    index('outbox_lane').on(t.lane, t.id).where(sql`${t.lane} is not null and ${t.deliveredAt} is null`),
    index('outbox_parked').on(t.agencyId, t.parkedAt).where(sql`${t.parkedAt} is not null`),
    index('outbox_agency').on(t.agencyId, t.createdAt),
  ],
);

/**
 * A job that the queue gave up on, kept whole until it is done: news of calls and texts is nowhere else. `parked_at`
 * null and `done_at` null = being tried again.
 */
export const parkedJob = sqliteTable(
  'parked_job',
  {
    /** Made from the job, so that the same one is parked once. */
    id: id(),
    /** Whom it concerns; null where that cannot be told. */
    agencyId: text('agency_id'),
    job: json<{ kind: string } & Record<string, unknown>>('job').notNull(),
    error: text('error').notNull(),
    /** How often an admin had it tried again. */
    retries: integer('retries').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    parkedAt: instant('parked_at'),
    /** When it was last handed to the queue again. */
    retriedAt: instant('retried_at'),
    doneAt: instant('done_at'),
  },
  t => [
    index('parked_job_agency').on(t.agencyId, t.parkedAt).where(sql`${t.parkedAt} is not null`),
    index('parked_job_open').on(t.retriedAt).where(sql`${t.parkedAt} is null and ${t.doneAt} is null`),
  ],
);
