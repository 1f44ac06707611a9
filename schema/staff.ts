import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { agencyId, flag, instant, json, subAccountId } from './columns.ts';

/** A week of local wall time: `days` 0 = Sunday; minutes since midnight, half-open; `end` ≤ `start` runs overnight (U-4). */
export interface Hours {
  zone: string;
  windows: { days: number[]; start: number; end: number }[];
}

/** A person's call settings in one sub-account (S-2). No row means all defaults. */
export const staffSetting = sqliteTable(
  'staff_setting',
  {
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    userId: text('user_id').notNull(),
    /** Phone to ring, E.164; null = the phone the host knows. */
    phone: text('phone'),
    /** 5–60. */
    ringSeconds: integer('ring_seconds').notNull().default(20),
    doNotDisturbUntil: instant('do_not_disturb_until'),
    /** Personal hours; null = always available. */
    hours: json<Hours>('hours'),
    voicemail: flag('voicemail').notNull().default(false),
    greeting: text('greeting'),
    updatedAt: instant('updated_at').notNull(),
  },
  t => [primaryKey({ columns: [t.subAccountId, t.userId] })],
);
