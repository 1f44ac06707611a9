import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, instant, json } from './columns.ts';

/** A CRM that embeds Trunkline and how we recognise it (H-1). One host holds many agencies. */
export const host = sqliteTable('host', {
  id: id(),
  kind: text('kind', { enum: ['jwt', 'highlevel'] }).notNull(),
  issuer: text('issuer').notNull().unique(),
  name: text('name').notNull(),
  /** Pinned per registration; a token's own `alg` header never chooses it. */
  algorithm: text('algorithm', { enum: ['HS256', 'ES256', 'EdDSA'] }).notNull(),
  /** Public key as JWK, or a JWKS URL; null with HS256. */
  publicKey: json<Record<string, unknown>>('public_key'),
  jwksUrl: text('jwks_url'),
  /** Sealed. */
  sharedSecret: text('shared_secret'),
  webhookSecret: text('webhook_secret').notNull(),
  apiToken: text('api_token'),
  apiBaseUrl: text('api_base_url'),
  embedOrigins: json<string[]>('embed_origins').notNull(),
  /** The marketplace app that agencies install, where the host has one (H-2). The secret is sealed. */
  clientId: text('client_id'),
  clientSecret: text('client_secret'),
  /** The host's page on which somebody chooses what to install it for. */
  authorizeUrl: text('authorize_url'),
  /** Calls and texts go to conversations through it; without it they become notes (C-2). */
  conversationProviderId: text('conversation_provider_id'),
  createdAt: instant('created_at').notNull(),
});

/**
 * What an agency's install entitles us to at its host (H-2): one row for the company, one for each location that was
 * asked about. Tokens are sealed for their agency.
 */
export const hostToken = sqliteTable(
  'host_token',
  {
    agencyId: text('agency_id').notNull(),
    /** The host's id of the location; '' = the company itself. */
    hostLocationId: text('host_location_id').notNull(),
    accessToken: text('access_token').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** Serves once. Null where the company's token makes a new one. */
    refreshToken: text('refresh_token'),
    /** Goes up with every change, so that nobody puts an older token over a newer one. */
    version: integer('version').notNull().default(1),
    /** Somebody is fetching a new one; the others wait for it. */
    leasedUntil: instant('leased_until'),
    /** Since when the host takes it no more: the app has to be connected again. */
    refusedAt: instant('refused_at'),
    error: text('error'),
    updatedAt: instant('updated_at').notNull(),
  },
  t => [primaryKey({ columns: [t.agencyId, t.hostLocationId] })],
);

/** A white-label domain under which an agency's people open their CRM (H-3); it may frame the panel once confirmed. */
export const hostDomain = sqliteTable(
  'host_domain',
  {
    agencyId: text('agency_id').notNull(),
    /** `https://app.example.com`. */
    origin: text('origin').notNull(),
    /** `install`: the host told us of it. */
    source: text('source', { enum: ['install', 'settings'] }).notNull(),
    createdAt: instant('created_at').notNull(),
    confirmedAt: instant('confirmed_at'),
  },
  t => [primaryKey({ columns: [t.agencyId, t.origin] }), index('host_domain_origin').on(t.origin)],
);

/** A launch token is accepted once: its `jti` is kept until it would have expired anyway (H-3). */
export const usedToken = sqliteTable(
  'used_token',
  { hostId: text('host_id').notNull(), jti: text('jti').notNull(), expiresAt: instant('expires_at').notNull() },
  t => [primaryKey({ columns: [t.hostId, t.jti] }), index('used_token_expiry').on(t.expiresAt)],
);

/** Events from Stripe and from hosts, stored before they are answered 2xx (H-4, X-2). */
export const webhookEvent = sqliteTable(
  'webhook_event',
  {
    /** `<source>:<the sender's event id>`; a repeat finds its row. */
    id: id(),
    source: text('source', { enum: ['stripe', 'host'] }).notNull(),
    /** Stripe account (`acct_…`, or '' for the platform) or our host id. */
    origin: text('origin').notNull(),
    type: text('type').notNull(),
    /** The agency it turned out to be about, so that its admins see it when it is parked. */
    agencyId: text('agency_id'),
    payload: json<unknown>('payload').notNull(),
    receivedAt: instant('received_at').notNull(),
    processedAt: instant('processed_at'),
    parkedAt: instant('parked_at'),
    leasedUntil: instant('leased_until'),
    attempts: integer('attempts').notNull().default(0),
    error: text('error'),
  },
  t => [
    index('webhook_event_open').on(t.processedAt, t.parkedAt, t.receivedAt),
    index('webhook_event_parked').on(t.agencyId, t.parkedAt).where(sql`${t.parkedAt} is not null`),
  ],
);
