import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { agencyId, flag, id, instant, subAccountId } from './columns.ts';

/** A contact of the host, as far as routing needs it (C-1). */
export const contact = sqliteTable(
  'contact',
  {
    id: id(),
    agencyId: agencyId(),
    subAccountId: subAccountId(),
    hostContactId: text('host_contact_id').notNull(),
    name: text('name').notNull(),
    /** The host's id of the owner; the owner may be mirrored later than the contact. */
    ownerHostUserId: text('owner_host_user_id'),
    /** The host's *source* of the contact (U-9). */
    source: text('source'),
    /** The host's creation time; decides among several owners. */
    createdAt: instant('created_at').notNull(),
    /** The host's change time; an older event never overwrites a newer one. */
    updatedAt: instant('updated_at').notNull(),
    deletedAt: instant('deleted_at'),
    /** The run of the sync that last listed it (H-5); null where an event had the last word since the run began. */
    syncRun: text('sync_run').default(''),
  },
  t => [
    uniqueIndex('contact_host').on(t.subAccountId, t.hostContactId),
    index('contact_fresh').on(t.subAccountId).where(sql`${t.syncRun} is null`),
  ],
);

/** Each phone of a contact; the routing index (C-1). */
export const contactPhone = sqliteTable(
  'contact_phone',
  {
    subAccountId: subAccountId(),
    e164: text('e164').notNull(),
    contactId: text('contact_id').notNull(),
    /** The host has no place for it (U-7): it stays until the host names it itself, or the contact is gone. */
    keptHere: flag('kept_here').notNull().default(false),
  },
  t => [primaryKey({ columns: [t.subAccountId, t.e164, t.contactId] }), index('contact_phone_contact').on(t.contactId)],
);

/** The words of a contact's name, folded, so that people are found by any of them among very many (U-7, C-1). */
export const contactWord = sqliteTable(
  'contact_word',
  {
    subAccountId: subAccountId(),
    word: text('word').notNull(),
    contactId: text('contact_id').notNull(),
  },
  t => [primaryKey({ columns: [t.subAccountId, t.word, t.contactId] }), index('contact_word_contact').on(t.contactId)],
);
