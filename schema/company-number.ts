import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { agencyId, flag, id, instant, json, subAccountId } from './columns.ts';

/**
 * A company number's settings (U-1, R-12, L-5). Keyed by assignment, so that the next holder of the number begins
 * afresh and sees nothing of this one (N-10).
 */
export const companyNumber = sqliteTable(
  'company_number',
  {
    assignmentId: text('assignment_id').primaryKey(),
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    numberId: text('number_id').notNull(),
    source: text('source'),
    tag: text('tag'),
    /** Inbound calls at once, 1–50. */
    callLimit: integer('call_limit').notNull().default(50),
    /** Only the users in `company_number_user` may be associated (L-5). */
    limited: flag('limited').notNull().default(false),
    updatedAt: instant('updated_at').notNull(),
  },
  t => [
    index('company_number_sub_account').on(t.agencyId, t.subAccountId),
    index('company_number_number').on(t.numberId),
  ],
);

/** Who may be associated with a limited company number (L-5). */
export const companyNumberUser = sqliteTable(
  'company_number_user',
  { assignmentId: text('assignment_id').notNull(), userId: text('user_id').notNull() },
  t => [primaryKey({ columns: [t.assignmentId, t.userId] })],
);

/** U-2: who gets an unknown caller. `userId: null` of a specific user means the sub-account's owner. */
export type RuleAction =
  | { kind: 'ring_group'; userIds: string[]; seconds: number }
  | { kind: 'user'; userId: string | null }
  | { kind: 'number'; e164: string };

/** U-4: days 0 = Sunday; minutes since midnight of the sub-account's wall clock, half-open; `end` ≤ `start` runs overnight. */
export interface ActiveHours {
  days: number[];
  start: number;
  end: number;
}

/** A rule for unknown callers on a company number (U-3). */
export const unknownRule = sqliteTable(
  'unknown_rule',
  {
    id: id(),
    assignmentId: text('assignment_id').notNull(),
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    isDefault: flag('is_default').notNull(),
    name: text('name').notNull(),
    enabled: flag('enabled').notNull().default(true),
    action: json<RuleAction>('action').notNull(),
    /** Empty for the default rule, which holds whenever no custom one does. */
    hours: json<ActiveHours[]>('hours').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  t => [
    uniqueIndex('unknown_rule_default').on(t.assignmentId).where(sql`${t.isDefault} = 1`),
    index('unknown_rule_assignment').on(t.assignmentId),
  ],
);

/** Calls that hold one of a company number's slots; freed once, leaked ones swept. */
export const callSlot = sqliteTable(
  'call_slot',
  {
    callSid: text('call_sid').primaryKey(),
    numberId: text('number_id').notNull(),
    takenAt: instant('taken_at').notNull(),
    freedAt: instant('freed_at'),
  },
  t => [
    index('call_slot_held').on(t.numberId).where(sql`${t.freedAt} is null`),
    index('call_slot_freed').on(t.takenAt).where(sql`${t.freedAt} is not null`),
  ],
);
