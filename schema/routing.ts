import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { agencyId, flag, id, instant, json } from './columns.ts';

/** What routing decided for one call; `worker/routing/rules/decide.ts` gives it its shape. */
export type StoredDecision = Record<string, unknown>;

/** A call, in or out (O-3), and what became of it. `sub_account_id` and `assignment_id` scope it to its holder (N-10). */
export const call = sqliteTable(
  'call',
  {
    id: id(),
    callSid: text('call_sid').notNull().unique(),
    agencyId: agencyId(),
    subAccountId: text('sub_account_id'),
    assignmentId: text('assignment_id'),
    numberId: text('number_id').notNull(),
    direction: text('direction', { enum: ['in', 'out'] })
      .notNull()
      .default('in'),
    from: text('from').notNull(),
    to: text('to').notNull(),
    decision: json<StoredDecision>('decision').notNull(),
    /** The furthest step begun; steps never run twice. */
    step: integer('step').notNull().default(0),
    status: text('status', {
      enum: ['in_progress', 'answered', 'missed', 'abandoned', 'voicemail', 'not_in_service', 'failed'],
    }).notNull(),
    /** The caller matched no contact when the call came (U-6, U-7). */
    unknown: flag('unknown').notNull().default(false),
    /** It found all of the company number's slots taken. */
    overflow: flag('overflow').notNull().default(false),
    contactId: text('contact_id'),
    /** The rule for unknown callers that decided, and its name then. */
    ruleId: text('rule_id'),
    ruleName: text('rule_name'),
    answeredByUserId: text('answered_by_user_id'),
    /** Answered at a forwarding or another number rather than by a user. */
    answeredAtNumber: text('answered_at_number'),
    /** Who placed an outgoing call. */
    placedByUserId: text('placed_by_user_id'),
    /** Which agent placed it (O-5). */
    placedByAgentId: text('placed_by_agent_id'),
    startedAt: instant('started_at').notNull(),
    answeredAt: instant('answered_at'),
    endedAt: instant('ended_at'),
    durationS: integer('duration_s'),
  },
  t => [
    index('call_sub_account').on(t.subAccountId, t.startedAt),
    // What came in while nobody had the number, for its agency.
    index('call_idle').on(t.numberId, t.startedAt).where(sql`${t.subAccountId} is null`),
    index('call_from').on(t.subAccountId, t.from, t.startedAt),
    index('call_to').on(t.subAccountId, t.to, t.startedAt).where(sql`${t.direction} = 'out'`),
    index('call_in_progress').on(t.startedAt).where(sql`${t.endedAt} is null`),
    index('call_open').on(t.answeredByUserId, t.endedAt),
  ],
);

/** A phone that a call rang, with its times. */
export const callLeg = sqliteTable(
  'call_leg',
  {
    callId: text('call_id').notNull(),
    /** Which step of the decision rang it. */
    step: integer('step').notNull(),
    /** E.164, SIP URI. */
    to: text('to').notNull(),
    userId: text('user_id'),
    legSid: text('leg_sid'),
    rangAt: instant('rang_at').notNull(),
    /** Pressed 1, where that was asked. */
    acceptedAt: instant('accepted_at'),
    answeredAt: instant('answered_at'),
    endedAt: instant('ended_at'),
    bridged: flag('bridged').notNull().default(false),
  },
  t => [primaryKey({ columns: [t.callId, t.step, t.to] }), index('call_leg_user').on(t.userId, t.endedAt)],
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
    heardAt: instant('heard_at'),
  },
  t => [index('voicemail_sub_account').on(t.subAccountId, t.at), index('voicemail_call').on(t.callId)],
);
