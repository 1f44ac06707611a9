import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { agencyId, flag, id, instant, json, money } from './columns.ts';

export const CALL_PURPOSES = [
  'charity',
  'customer_service',
  'debt_collection',
  'informational',
  'multi_use',
  'political',
  'prison',
  'survey',
  'telemarketing',
  'do_not_originate',
] as const;

/**
 * A number of the pool (N-4) and what it is wired to (L-1). Wires live in the row so that ending an assignment clears
 * them all in one statement (L-6).
 */
export const number = sqliteTable(
  'number',
  {
    id: id(),
    agencyId: agencyId(),
    e164: text('e164').notNull(),
    country: text('country').notNull(),
    type: text('type', { enum: ['local', 'toll_free', 'mobile'] }).notNull(),
    voice: flag('voice').notNull(),
    sms: flag('sms').notNull(),
    twilioSid: text('twilio_sid').notNull(),
    twilioAccountSid: text('twilio_account_sid').notNull(),
    /** What the telco takes a month. */
    telcoCost: money('telco_cost').notNull(),
    telcoCurrency: text('telco_currency').notNull(),
    callPurpose: text('call_purpose', { enum: CALL_PURPOSES }),
    /** L-1; null = not wired. */
    wiredTo: text('wired_to', { enum: ['user', 'company', 'agent'] }),
    wiredUserId: text('wired_user_id'),
    wiredAgentId: text('wired_agent_id'),
    /** The number's own forwarding number, E.164. */
    forwardTo: text('forward_to'),
    /** N-5: where it sits. Both null = the business itself; a number in a program also names the program's unit. */
    unitId: text('unit_id'),
    programId: text('program_id'),
    boughtAt: instant('bought_at').notNull(),
    /** When it last came back to the pool (N-10). */
    returnedAt: instant('returned_at'),
    /** Handed back to the carrier (N-9). */
    releasedAt: instant('released_at'),
  },
  t => [
    uniqueIndex('number_e164_held').on(t.e164).where(sql`${t.releasedAt} is null`),
    uniqueIndex('number_direct_user').on(t.wiredUserId).where(sql`${t.wiredUserId} is not null`),
    index('number_agency').on(t.agencyId, t.e164),
    // Who last held it, and what was handed back lately.
    index('number_e164').on(t.e164, t.boughtAt),
    index('number_released').on(t.releasedAt).where(sql`${t.releasedAt} is not null`),
    // The pool's pages, newest first and by cost (N-4).
    index('number_pool').on(t.agencyId, t.id).where(sql`${t.releasedAt} is null`),
    index('number_pool_cost').on(t.agencyId, t.telcoCost, t.id).where(sql`${t.releasedAt} is null`),
    index('number_unit').on(t.unitId).where(sql`${t.unitId} is not null`),
    index('number_program').on(t.programId).where(sql`${t.programId} is not null`),
  ],
);

/**
 * Every four digits in a row of each number held, and its last three: what a search by digits looks into (N-4).
 * Triggers on `number` keep it, so that nothing that inserts or hands back a number can forget to.
 */
export const numberDigits = sqliteTable(
  'number_digits',
  { agencyId: agencyId(), digits: text('digits').notNull(), numberId: text('number_id').notNull() },
  t => [primaryKey({ columns: [t.agencyId, t.digits, t.numberId] })],
);

/**
 * Numbers held that nobody has: what *Unassigned* looks into, so that few among many are found at once (N-4). Triggers on
 * `number` and `assignment` keep it.
 */
export const freeNumber = sqliteTable(
  'free_number',
  { agencyId: agencyId(), numberId: text('number_id').notNull() },
  t => [primaryKey({ columns: [t.agencyId, t.numberId] })],
);

/** What a bulk act on the pool came to, part by part (N-7): the same request id finds it again and repeats nothing. */
export const poolResult = sqliteTable(
  'pool_result',
  {
    agencyId: agencyId(),
    requestId: text('request_id').notNull(),
    /** What was asked, to tell a retry from another request under the same id. */
    asked: text('asked').notNull(),
    result: json<unknown>('result').notNull(),
    byId: text('by_id').notNull(),
    at: instant('at').notNull(),
  },
  t => [primaryKey({ columns: [t.agencyId, t.requestId] }), index('pool_result_at').on(t.at)],
);

/** One purchase of one number (N-2): each step is written down before the next begins. */
export const purchase = sqliteTable(
  'purchase',
  {
    id: id(),
    agencyId: agencyId(),
    /** The buyer's request id: the same one never buys or charges twice. */
    requestId: text('request_id').notNull(),
    e164: text('e164').notNull(),
    country: text('country').notNull(),
    type: text('type', { enum: ['local', 'toll_free', 'mobile'] }).notNull(),
    amount: money('amount').notNull(),
    currency: text('currency').notNull(),
    state: text('state', {
      enum: ['reserved', 'consent', 'charged', 'ordered', 'done', 'declined', 'refunding', 'refunded', 'failed'],
    }).notNull(),
    paymentIntentId: text('payment_intent_id'),
    /** Page where the owner gives the bank's consent. */
    consentUrl: text('consent_url'),
    /** The sub-account that the number is assigned to at once (N-12). */
    subAccountId: text('sub_account_id'),
    twilioSid: text('twilio_sid'),
    numberId: text('number_id'),
    /** Why it ended without a number: a code panels translate, and the bank's or carrier's own words. */
    whyCode: text('why_code'),
    why: text('why'),
    voice: flag('voice').notNull(),
    sms: flag('sms').notNull(),
    buyerId: text('buyer_id'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** When a purchase that was given up is looked at again: a payment may have gone through unseen (N-2). */
    checkAt: instant('check_at'),
  },
  t => [
    uniqueIndex('purchase_request').on(t.agencyId, t.requestId),
    uniqueIndex('purchase_number_open')
      .on(t.e164)
      .where(sql`${t.state} in ('reserved', 'consent', 'charged', 'ordered')`),
    index('purchase_state').on(t.state, t.updatedAt),
    index('purchase_check').on(t.checkAt).where(sql`${t.checkAt} is not null`),
    index('purchase_number').on(t.e164, t.createdAt),
  ],
);

/** A client's wish for a number (N-12), which the agency sees and answers. */
export const numberRequest = sqliteTable(
  'number_request',
  {
    id: id(),
    agencyId: agencyId(),
    subAccountId: text('sub_account_id').notNull(),
    userId: text('user_id').notNull(),
    country: text('country').notNull(),
    type: text('type', { enum: ['local', 'toll_free', 'mobile'] }).notNull(),
    areaCode: text('area_code'),
    note: text('note').notNull(),
    state: text('state', { enum: ['open', 'fulfilled', 'declined'] }).notNull(),
    numberId: text('number_id'),
    answer: text('answer'),
    createdAt: instant('created_at').notNull(),
    answeredAt: instant('answered_at'),
  },
  t => [index('number_request_agency').on(t.agencyId, t.state, t.createdAt)],
);
