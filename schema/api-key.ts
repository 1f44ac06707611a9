import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { agencyId, id, instant, json } from './columns.ts';

/** Credentials of a program (W-4). The key itself is nowhere: only its hash is. */
export const apiKey = sqliteTable(
  'api_key',
  {
    id: id(),
    agencyId: agencyId(),
    /** Null: the agency's own, which acts in all of its sub-accounts. */
    subAccountId: text('sub_account_id'),
    /** Set: acts for that voice agent, campaign or workflow only (O-5). */
    agentId: text('agent_id'),
    name: text('name').notNull(),
    /** How the key begins, so that people recognise it. */
    prefix: text('prefix').notNull(),
    /** SHA-256 of the key, hex. */
    hash: text('hash').notNull(),
    scopes: json<string[]>('scopes').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Null: never. */
    expiresAt: instant('expires_at'),
    /** To the minute. */
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  t => [uniqueIndex('api_key_hash').on(t.hash), index('api_key_place').on(t.agencyId, t.subAccountId, t.createdAt)],
);
