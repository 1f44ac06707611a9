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
  createdAt: instant('created_at').notNull(),
});

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
