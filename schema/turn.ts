import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/**
 * Whose turn it is: work of the cron that only one tick may do at a time, or once a night. Missed, doubled and
 * overlapping ticks then stay harmless.
 */
export const turn = sqliteTable('turn', {
  /** The work: `crowd`, `our_numbers`, `purge`. */
  name: text('name').primaryKey(),
  /** Nobody else begins before that. */
  heldUntil: instant('held_until').notNull(),
  /** Of a crowd of releases: until when vendors' turns are given out already (A-9). */
  nextAt: instant('next_at').notNull().default(0),
});
