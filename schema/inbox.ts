import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { agencyId, flag, id, instant, json, subAccountId } from './columns.ts';

/**
 * A text in or out (R-16, O-1, O-4). `assignment_id` scopes it to the number's holder at the time (N-10).
 */
export const message = sqliteTable(
  'message',
  {
    id: id(),
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    assignmentId: text('assignment_id').notNull(),
    numberId: text('number_id').notNull(),
    direction: text('direction', { enum: ['in', 'out'] }).notNull(),
    /** E.164, or the sender's name as the carrier gave it. */
    from: text('from').notNull(),
    to: text('to').notNull(),
    body: text('body').notNull(),
    media: json<string[]>('media').notNull(),
    /** `manual` by a person, `automatic`, `relay` to a forwarding number, `copy` to a user's phone. */
    kind: text('kind', { enum: ['inbound', 'manual', 'automatic', 'relay', 'copy'] }).notNull(),
    /** Twilio's id; null until an outgoing one was taken. */
    messageSid: text('message_sid').unique(),
    status: text('status', {
      enum: ['received', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed'],
    }).notNull(),
    errorCode: text('error_code'),
    /** The other side matched no contact when it came (U-8). */
    unknown: flag('unknown').notNull().default(false),
    contactId: text('contact_id'),
    userId: text('user_id'),
    /** The agent that wrote it (O-5). */
    agentId: text('agent_id'),
    decision: json<Record<string, unknown>>('decision'),
    at: instant('at').notNull(),
    statusAt: instant('status_at'),
  },
  t => [
    index('message_sub_account').on(t.subAccountId, t.at),
    index('message_from').on(t.subAccountId, t.from, t.at),
    index('message_to').on(t.subAccountId, t.to, t.at),
  ],
);

/** The users a rule or decision selected for a call or text when it came: who sees it and may act (U-6 to U-8). */
export const inboxShare = sqliteTable(
  'inbox_share',
  {
    /** `call:<id>` or `message:<id>`. */
    record: text('record').notNull(),
    subAccountId: subAccountId(),
    userId: text('user_id').notNull(),
  },
  t => [primaryKey({ columns: [t.record, t.userId] }), index('inbox_share_user').on(t.subAccountId, t.userId)],
);

/**
 * Who looks after an unknown caller (U-7, U-8): one live claim per sub-account and caller number, covering calls and
 * texts. Withheld callers are claimed record by record: `caller` is then the record, e.g. `call:<id>`.
 */
export const claim = sqliteTable(
  'claim',
  {
    id: id(),
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    caller: text('caller').notNull(),
    userId: text('user_id').notNull(),
    claimedAt: instant('claimed_at').notNull(),
    freedAt: instant('freed_at'),
    freedWhy: text('freed_why', { enum: ['contact', 'admin', 'blocked'] }),
    /** Until then nobody else makes a contact of the caller; past, an attempt since then may have made one unseen (C-3). */
    busyUntil: instant('busy_until'),
  },
  t => [
    uniqueIndex('claim_live').on(t.subAccountId, t.caller).where(sql`${t.freedAt} is null`),
    index('claim_caller').on(t.subAccountId, t.caller, t.freedAt),
    index('claim_user').on(t.agencyId, t.userId).where(sql`${t.freedAt} is null`),
  ],
);

/** Who asked a sub-account to stop texting them. */
export const optOut = sqliteTable(
  'opt_out',
  {
    subAccountId: subAccountId(),
    e164: text('e164').notNull(),
    keyword: text('keyword').notNull(),
    at: instant('at').notNull(),
  },
  t => [primaryKey({ columns: [t.subAccountId, t.e164] })],
);
