import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { agencyId, instant, json } from './columns.ts';

/** Not the course of a call or text, whose lines far outnumber all others. Written out, so that SQLite can use the partial index. */
export const IS_CHANGE = sql.raw(`entity not in ('call', 'message', 'voicemail', 'test_call')`);

/**
 * Who did what. Each line is written right behind the statement it speaks of and takes that statement's
 * `changes()`: a conditional update that hit nothing breaks the check, and the whole batch rolls back with it.
 * The newest `seq` of an agency is also the version panels poll (M-2).
 */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    agencyId: agencyId(),
    subAccountId: text('sub_account_id'),
    entity: text('entity').notNull(),
    entityId: text('entity_id').notNull(),
    act: text('act').notNull(),
    actorKind: text('actor_kind', { enum: ['user', 'host', 'api_key', 'stripe', 'twilio', 'system'] }).notNull(),
    actorId: text('actor_id').notNull(),
    /** Where it came from: panel, webhook, cron … */
    source: text('source').notNull(),
    before: json<unknown>('before'),
    after: json<unknown>('after'),
    at: instant('at').notNull(),
    changed: integer('changed').notNull(),
  },
  t => [
    check('audit_changed', sql`${t.changed} > 0`),
    index('audit_agency').on(t.agencyId, t.seq),
    index('audit_changes').on(t.agencyId, t.seq).where(IS_CHANGE),
    index('audit_entity').on(t.entity, t.entityId, t.seq),
  ],
);
