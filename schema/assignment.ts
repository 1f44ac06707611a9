import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { agencyId, id, instant, json, money, subAccountId } from './columns.ts';

/** Number ↔ sub-account, with its price and subscription. */
export const assignment = sqliteTable(
  'assignment',
  {
    id: id(),
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    numberId: text('number_id').notNull(),
    /** The user it was assigned through, who gets the mails. */
    userId: text('user_id').notNull(),
    state: text('state', { enum: ['pending', 'active', 'ending', 'past_due', 'suspended', 'ended'] }).notNull(),
    mode: text('mode', { enum: ['paid', 'included'] }).notNull(),
    /** Snapshot at assignment: telco cost + the plan's number price = what the client pays a month. */
    telcoCost: money('telco_cost').notNull(),
    telcoCurrency: text('telco_currency').notNull(),
    markup: money('markup').notNull(),
    price: money('price').notNull(),
    currency: text('currency').notNull(),
    stripeAccountId: text('stripe_account_id'),
    stripeCustomerId: text('stripe_customer_id'),
    checkoutSessionId: text('checkout_session_id'),
    checkoutUrl: text('checkout_url'),
    /** How many Checkout sessions were asked for; part of their idempotency key. */
    checkoutCount: integer('checkout_count').notNull().default(0),
    subscriptionId: text('subscription_id'),
    /** End of the period paid for, as Stripe last said. */
    paidThrough: instant('paid_through'),
    /** When a released number's service ends. R-1 counts it as ended from then on. */
    endsAt: instant('ends_at'),
    /** When a pending reservation lapses; null = never. */
    expiresAt: instant('expires_at'),
    /** Next time the cron looks at it, whatever Stripe's events do. */
    checkAt: instant('check_at'),
    /** When the payment that is still missing failed. */
    pastDueSince: instant('past_due_since'),
    suspendedAt: instant('suspended_at'),
    /** How many reminders of the current failure or reservation were sent. */
    reminders: integer('reminders').notNull().default(0),
    /** A price chosen for this subscription from its next cycle. */
    nextPrice: money('next_price'),
    nextMarkup: money('next_markup'),
    endReason: text('end_reason', {
      enum: ['released', 'unassigned', 'expired', 'unpaid', 'canceled_at_stripe'],
    }),
    createdAt: instant('created_at').notNull(),
    activatedAt: instant('activated_at'),
    endedAt: instant('ended_at'),
  },
  t => [
    uniqueIndex('assignment_one_live').on(t.numberId).where(sql`${t.state} <> 'ended'`),
    uniqueIndex('assignment_subscription').on(t.subscriptionId).where(sql`${t.subscriptionId} is not null`),
    index('assignment_sub_account').on(t.agencyId, t.subAccountId, t.state),
    // The pool's pages, filtered (N-4).
    index('assignment_pool').on(t.agencyId, t.subAccountId, t.state, t.numberId).where(sql`${t.state} <> 'ended'`),
    index('assignment_pool_state').on(t.agencyId, t.state, t.numberId).where(sql`${t.state} <> 'ended'`),
    index('assignment_due').on(t.checkAt).where(sql`${t.state} <> 'ended'`),
    index('assignment_checkout').on(t.checkoutSessionId),
  ],
);

/** A paid invoice of an assignment's subscription, as Stripe has it; refunds are taken off. */
export const invoice = sqliteTable(
  'invoice',
  {
    /** Stripe's id on the agency's account. */
    id: id(),
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    assignmentId: text('assignment_id').notNull(),
    numberId: text('number_id').notNull(),
    amount: money('amount').notNull(),
    refunded: money('refunded').notNull().default(0),
    currency: text('currency').notNull(),
    paidAt: instant('paid_at').notNull(),
    periodStart: instant('period_start').notNull(),
    periodEnd: instant('period_end').notNull(),
  },
  t => [index('invoice_agency').on(t.agencyId, t.paidAt), index('invoice_assignment').on(t.assignmentId)],
);

/** Drift between us, Stripe and Twilio that reconciling found: repaired where safe, else listed. */
export const finding = sqliteTable(
  'finding',
  {
    id: id(),
    agencyId: agencyId(),
    kind: text('kind').notNull(),
    /** What it is about: an assignment, subscription, number. */
    subject: text('subject').notNull(),
    detail: json<Record<string, unknown>>('detail').notNull(),
    foundAt: instant('found_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    repairedAt: instant('repaired_at'),
    resolvedAt: instant('resolved_at'),
    /** When it was told by mail (M-1); null = still to be told. */
    toldAt: instant('told_at'),
  },
  t => [
    uniqueIndex('finding_open').on(t.agencyId, t.kind, t.subject).where(sql`${t.resolvedAt} is null`),
    index('finding_agency').on(t.agencyId, t.foundAt),
    index('finding_untold').on(t.agencyId).where(sql`${t.toldAt} is null`),
  ],
);
