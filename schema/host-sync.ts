import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { agencyId, id, instant, subAccountId } from './columns.ts';

/**
 * How far the mirror of a host has come (H-5, C-1): one row for an agency's places, one for its people, one for the
 * contacts of each sub-account. A row goes through its list page by page and is taken up again at its cursor.
 */
export const hostSync = sqliteTable(
  'host_sync',
  {
    id: id(),
    agencyId: agencyId(),
    /** '' for places and people, which are the agency's. */
    subAccountId: subAccountId(),
    kind: text('kind', { enum: ['places', 'people', 'contacts'] }).notNull(),
    /** The run under way, or the last one; what its pages name is marked with it. */
    runId: text('run_id').notNull(),
    why: text('why', { enum: ['install', 'night', 'asked'] }).notNull(),
    phase: text('phase', { enum: ['waiting', 'listing', 'sweeping', 'done', 'failed'] }).notNull(),
    /** Where the host's list goes on; null at its beginning. */
    cursor: text('cursor'),
    /** Pages applied in this run: a page is applied by whoever moves this on. */
    pages: integer('pages').notNull().default(0),
    /** Records read in this run, how many of them said something new, and how many were gone. */
    done: integer('done').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    gone: integer('gone').notNull().default(0),
    /** As the host counts them, where it does. */
    total: integer('total'),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    /** When the last run that came to its end began. */
    completeAt: instant('complete_at'),
    /** Not before this; later while the host wants to be left alone. */
    dueAt: instant('due_at').notNull(),
    leasedUntil: instant('leased_until'),
    /** Failures in a row. */
    attempts: integer('attempts').notNull().default(0),
    error: text('error'),
  },
  t => [
    uniqueIndex('host_sync_of').on(t.agencyId, t.kind, t.subAccountId),
    index('host_sync_open').on(t.phase, t.dueAt),
  ],
);

/** The places and people that a run has seen, so that the others are known to be gone; forgotten when it ends. */
export const hostSeen = sqliteTable(
  'host_seen',
  { runId: text('run_id').notNull(), hostId: text('host_id').notNull() },
  t => [primaryKey({ columns: [t.runId, t.hostId] })],
);
