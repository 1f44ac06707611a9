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
    /** A greeting recorded by phone goes before the text. */
    greetingRecordingSid: text('greeting_recording_sid'),
    emailVoicemail: flag('email_voicemail').notNull().default(true),
    /** *Press 1 to take the call* when rung alone; in ring groups it is always on. */
    pressOne: flag('press_one').notNull().default(false),
    /** A copy of each text by SMS to the phone. */
    copyTexts: flag('copy_texts').notNull().default(false),
    /** *Sender ID to display* (O-2): a number of the sub-account; null = direct, else company. */
    senderNumberId: text('sender_number_id'),
    /** The company number this user is associated with (L-2). */
    companyNumberId: text('company_number_id'),
    updatedAt: instant('updated_at').notNull(),
  },
  t => [primaryKey({ columns: [t.subAccountId, t.userId] })],
);
