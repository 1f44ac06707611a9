import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { agencyId, id, instant, json } from './columns.ts';

/** What routing decided for one call; `worker/routing/rules/decide.ts` gives it its shape. */
export type StoredDecision = Record<string, unknown>;

/** An inbound call and what became of it. `sub_account_id` and `assignment_id` scope it to its holder (N-10). */
export const call = sqliteTable(
  'call',
  {
    id: id(),
    callSid: text('call_sid').notNull().unique(),
    agencyId: agencyId(),
    subAccountId: text('sub_account_id'),
    assignmentId: text('assignment_id'),
    numberId: text('number_id').notNull(),
    from: text('from').notNull(),
    to: text('to').notNull(),
    decision: json<StoredDecision>('decision').notNull(),
    /** The furthest step begun; steps never run twice. */
    step: integer('step').notNull().default(0),
    status: text('status', {
      enum: ['in_progress', 'answered', 'missed', 'abandoned', 'voicemail', 'not_in_service'],
    }).notNull(),
    answeredByUserId: text('answered_by_user_id'),
    startedAt: instant('started_at').notNull(),
    answeredAt: instant('answered_at'),
    endedAt: instant('ended_at'),
    durationS: integer('duration_s'),
  },
  t => [
    index('call_sub_account').on(t.subAccountId, t.startedAt),
    index('call_open').on(t.answeredByUserId, t.endedAt),
  ],
);

/** A message left with us (R-8, S-3); the sound stays at Twilio. */
export const voicemail = sqliteTable(
  'voicemail',
  {
    id: id(),
    agencyId: agencyId(),
    subAccountId: text('sub_account_id').notNull(),
    assignmentId: text('assignment_id').notNull(),
    callId: text('call_id').notNull(),
    /** Whose mailbox; null = the sub-account's. */
    userId: text('user_id'),
    recordingSid: text('recording_sid').notNull().unique(),
    durationS: integer('duration_s').notNull(),
    at: instant('at').notNull(),
  },
  t => [index('voicemail_sub_account').on(t.subAccountId, t.at)],
);
