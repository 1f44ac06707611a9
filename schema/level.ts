import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { agencyId, id, instant, json, subAccountId } from './columns.ts';
import { CALL_PURPOSES } from './number.ts';

/** A part of a sub-account that programs belong to (N-5). */
export const businessUnit = sqliteTable(
  'business_unit',
  {
    id: id(),
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [index('business_unit_sub_account').on(t.subAccountId)],
);

/** What a business unit runs for a while with numbers of its own (N-5). */
export const program = sqliteTable(
  'program',
  {
    id: id(),
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    unitId: text('unit_id').notNull(),
    name: text('name').notNull(),
    callPurpose: text('call_purpose', { enum: CALL_PURPOSES }).notNull(),
    /** At most 32 characters. */
    displayName: text('display_name').notNull(),
    /** First and last day, both included, as `YYYY-MM-DD` in the sub-account's zone; no last day = open-ended. */
    startsAt: text('starts_at').notNull(),
    endsAt: text('ends_at'),
    createdAt: instant('created_at').notNull(),
  },
  t => [index('program_sub_account').on(t.subAccountId), index('program_unit').on(t.unitId)],
);

/** What a bulk act came to (N-8): the same request id finds it again and repeats nothing. */
export const bulkResult = sqliteTable(
  'bulk_result',
  {
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    requestId: text('request_id').notNull(),
    /** What was asked, to tell a retry from another request under the same id. */
    asked: text('asked').notNull(),
    result: json<unknown>('result').notNull(),
    doneCount: integer('done_count').notNull(),
    byId: text('by_id').notNull(),
    at: instant('at').notNull(),
  },
  t => [primaryKey({ columns: [t.subAccountId, t.requestId] }), index('bulk_result_at').on(t.at)],
);
