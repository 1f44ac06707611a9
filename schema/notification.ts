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
