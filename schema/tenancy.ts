import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { agencyId, flag, id, instant, json, money, subAccountId } from './columns.ts';

/** The installing company; owns the pool (T-1). */
export const agency = sqliteTable(
  'agency',
  {
    id: id(),
    hostId: text('host_id').notNull(),
    hostCompanyId: text('host_company_id').notNull(),
    name: text('name').notNull(),
    supportEmail: text('support_email'),
    supportPhone: text('support_phone'),
    /** Customer on the platform account whose card pays for numbers (N-2). */
    stripeCustomerId: text('stripe_customer_id'),
    /** Connected account that the agency's clients pay into (T-5). */
    stripeAccountId: text('stripe_account_id'),
    /** Its own Twilio account, if it brought one (N-3); the token is sealed. */
    twilioSid: text('twilio_sid'),
    twilioToken: text('twilio_token'),
    /** A card for purchases is on file, as last seen at Stripe (T-6). */
    cardOnFile: flag('card_on_file').notNull().default(false),
    /** The connected account may take payments, as last seen at Stripe (T-6). */
    chargesEnabled: flag('charges_enabled').notNull().default(false),
    /** Whether numbers come from our Twilio account or the agency's own (T-6, N-3); null = not chosen yet. */
    telephony: text('telephony', { enum: ['ours', 'own'] }),
    /** The monthly subscription on the platform account for the numbers it holds (N-11). */
    keepingSubscriptionId: text('keeping_subscription_id'),
    keepingStatus: text('keeping_status'),
    /** A-7; null = never. */
    pendingExpiryDays: integer('pending_expiry_days').default(14),
    /** N-10. */
    cooldownDays: integer('cooldown_days').notNull().default(0),
    /** ISO countries that tenants may forward and dial to. */
    allowedCountries: json<string[]>('allowed_countries').notNull(),
    createdAt: instant('created_at').notNull(),
    uninstalledAt: instant('uninstalled_at'),
    /** When the host last said installed or uninstalled; an older event never undoes a newer one (H-2). */
    installChangedAt: instant('install_changed_at').notNull().default(0),
    /** Uninstalled: when everything it has ends unless it is installed again (H-2). */
    leavesAt: instant('leaves_at'),
    /** When the host last told us anything, to the minute. */
    hostEventAt: instant('host_event_at'),
    /** When its books were last begun to be compared with Stripe's and Twilio's, and when that was last done. */
    reconcileStartedAt: instant('reconcile_started_at'),
    reconciledAt: instant('reconciled_at'),
  },
  t => [
    uniqueIndex('agency_host_company').on(t.hostId, t.hostCompanyId),
    uniqueIndex('agency_twilio').on(t.twilioSid).where(sql`${t.twilioSid} is not null`),
    // Stripe's events name them.
    index('agency_customer').on(t.stripeCustomerId),
    index('agency_account').on(t.stripeAccountId),
    index('agency_reconciled').on(t.reconciledAt),
    index('agency_leaving').on(t.leavesAt).where(sql`${t.leavesAt} is not null`),
  ],
);

/** What a sub-account pays the agency (T-4). */
export const plan = sqliteTable(
  'plan',
  {
    id: id(),
    agencyId: agencyId(),
    name: text('name').notNull(),
    currency: text('currency').notNull(),
    basePrice: money('base_price').notNull(),
    trialDays: integer('trial_days').notNull().default(0),
    /** The markup per number and month. */
    numberPrice: money('number_price').notNull(),
    mode: text('mode', { enum: ['paid', 'included'] })
      .notNull()
      .default('paid'),
    clientsMayBuy: flag('clients_may_buy').notNull().default(false),
    directNumbers: flag('direct_numbers').notNull().default(true),
    /** Plan currency units per telco currency unit, in millionths; 1_000_000 where they are the same. */
    conversionRate: integer('conversion_rate').notNull().default(1_000_000),
    createdAt: instant('created_at').notNull(),
    /** No new sub-accounts; those on it stay. */
    archivedAt: instant('archived_at'),
  },
  t => [
    index('plan_agency').on(t.agencyId),
    // Two plans on offer never bear one name, so that adding one twice adds one (T-4).
    uniqueIndex('plan_name').on(t.agencyId, sql`lower(${t.name})`).where(sql`${t.archivedAt} is null`),
  ],
);

/** A client of the agency (T-1), with the standing last seen at Stripe (T-5). */
export const subAccount = sqliteTable(
  'sub_account',
  {
    id: id(),
    agencyId: agencyId(),
    hostLocationId: text('host_location_id').notNull(),
    name: text('name').notNull(),
    /** IANA zone. */
    timezone: text('timezone').notNull(),
    /** ISO country. */
    country: text('country').notNull(),
    planId: text('plan_id'),
    /** Customer on the agency's connected account. */
    stripeCustomerId: text('stripe_customer_id'),
    planSubscriptionId: text('plan_subscription_id'),
    planStatus: text('plan_status'),
    /** The open Checkout session that starts the plan (T-5), and how many were asked for. */
    planCheckoutId: text('plan_checkout_id'),
    planCheckoutUrl: text('plan_checkout_url'),
    planCheckoutCount: integer('plan_checkout_count').notNull().default(0),
    cardValid: flag('card_valid').notNull().default(false),
    standingAt: instant('standing_at'),
    /** The sub-account's default forwarding number, E.164 (S-4, R-7). */
    forwardTo: text('forward_to'),
    /** */
    voicemail: flag('voicemail').notNull().default(false),
    greeting: text('greeting'),
    createdAt: instant('created_at').notNull(),
    /** When the host last told us; an older event never overwrites a newer one. */
    hostUpdatedAt: instant('host_updated_at').notNull().default(0),
    deletedAt: instant('deleted_at'),
    /** The app was taken out of this location alone (H-2). */
    uninstalledAt: instant('uninstalled_at'),
    installChangedAt: instant('install_changed_at').notNull().default(0),
    leavesAt: instant('leaves_at'),
  },
  t => [
    uniqueIndex('sub_account_location').on(t.agencyId, t.hostLocationId),
    index('sub_account_host_location').on(t.hostLocationId),
    index('sub_account_customer').on(t.stripeCustomerId),
    index('sub_account_checkout').on(t.planCheckoutId).where(sql`${t.planCheckoutId} is not null`),
    // Whose standing is to be read again (T-5), and who was removed in the host.
    index('sub_account_standing')
      .on(t.standingAt)
      .where(sql`${t.stripeCustomerId} is not null and ${t.deletedAt} is null`),
    index('sub_account_leaving').on(t.leavesAt).where(sql`${t.leavesAt} is not null`),
    index('sub_account_deleted').on(t.deletedAt).where(sql`${t.deletedAt} is not null`),
  ],
);

/** A person of the agency or of its sub-accounts (T-3). `hostUserId` is the host's id of the same person. */
export const user = sqliteTable(
  'user',
  {
    id: id(),
    agencyId: agencyId(),
    hostUserId: text('host_user_id').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    /** As the host knows it, E.164; the person's own setting goes before it. */
    phone: text('phone'),
    /** The language they use the host in, such as `es-MX`; mails are written in it. */
    locale: text('locale'),
    agencyRole: text('agency_role', { enum: ['owner', 'admin', 'member'] }),
    status: text('status', { enum: ['pending', 'approved', 'blocked'] }).notNull(),
    createdAt: instant('created_at').notNull(),
    /** When the host last told us; an older event never overwrites a newer one. */
    hostUpdatedAt: instant('host_updated_at').notNull().default(0),
    deletedAt: instant('deleted_at'),
  },
  t => [uniqueIndex('user_host').on(t.agencyId, t.hostUserId)],
);

/** A user's place in one sub-account (T-2). */
export const membership = sqliteTable(
  'membership',
  {
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    userId: text('user_id').notNull(),
    role: text('role', { enum: ['owner', 'admin', 'staff'] }).notNull(),
  },
  t => [primaryKey({ columns: [t.subAccountId, t.userId] }), index('membership_user').on(t.userId)],
);

/** Which columns of a list a person wants to see (N-4). On the server, since an embedded panel has no storage of its own. */
export const columnChoice = sqliteTable(
  'column_choice',
  {
    agencyId: agencyId(),
    userId: text('user_id').notNull(),
    list: text('list', { enum: ['pool'] }).notNull(),
    columns: json<string[]>('columns').notNull(),
  },
  t => [primaryKey({ columns: [t.agencyId, t.userId, t.list] })],
);
