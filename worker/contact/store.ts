import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { contact, contactPhone, contactWord, subAccount, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

export interface MirroredContact {
  id: string;
  agencyId: string;
  subAccountId: string;
  hostContactId: string;
  name: string;
  ownerHostUserId: string | null;
  /** The host's *source* of the contact (U-9). */
  source: string | null;
  createdAt: number;
  updatedAt: number;
}

/** Inserts or refreshes a contact unless a newer version was seen; changes no row when it is stale (C-1). */
export function contactUpsert(ctx: Pick<Ctx, 'db'>, row: MirroredContact): Statement {
  const { name, ownerHostUserId, source, createdAt, updatedAt } = row;
  return ctx.db.read
    .insert(contact)
    .values({ ...row, syncRun: null })
    .onConflictDoUpdate({
      target: [contact.subAccountId, contact.hostContactId],
      set: { name, ownerHostUserId, source, createdAt, updatedAt, deletedAt: null, syncRun: null },
      setWhere: lte(contact.updatedAt, updatedAt),
    });
}

export function contactDeletion(
  ctx: Pick<Ctx, 'db'>,
  subAccountId: string,
  hostContactId: string,
  at: number,
): Statement {
  return ctx.db.read
    .update(contact)
    .set({ deletedAt: at, updatedAt: at, syncRun: null })
    .where(
      and(
        eq(contact.subAccountId, subAccountId),
        eq(contact.hostContactId, hostContactId),
        lte(contact.updatedAt, at),
        isNull(contact.deletedAt),
      ),
    );
}

/**
 * Replaces a contact's phones in the routing index, but for those that the host has no place for. The contact is named by
 * the host's id: ours may be another's.
 */
export function phonesReplaced(
  ctx: Pick<Ctx, 'db'>,
  subAccountId: string,
  hostContactId: string,
  e164s: readonly string[],
): Statement[] {
  const ours = sql<string>`(select id from contact where sub_account_id = ${subAccountId} and host_contact_id = ${hostContactId})`;
  const cleared = ctx.db.read
    .delete(contactPhone)
    .where(and(eq(contactPhone.contactId, ours), eq(contactPhone.keptHere, false)));
  if (!e164s.length) return [cleared];
  const rows = [...new Set(e164s)].map(e164 => ({ subAccountId, e164, contactId: ours }));
  const target = [contactPhone.subAccountId, contactPhone.e164, contactPhone.contactId];
  return [
    cleared,
    ctx.db.read
      .insert(contactPhone)
      .values(rows)
      .onConflictDoUpdate({ target, set: { keptHere: false } }),
  ];
}

/** Takes a contact out of the routing index. */
export function phonesForgotten(ctx: Pick<Ctx, 'db'>, subAccountId: string, hostContactId: string): Statement {
  const ours = sql<string>`(select id from contact where sub_account_id = ${subAccountId} and host_contact_id = ${hostContactId})`;
  return ctx.db.read.delete(contactPhone).where(eq(contactPhone.contactId, ours));
}

/** Notes which of a contact's phones the host has no place for. */
export function phonesKeptHere(
  ctx: Pick<Ctx, 'db'>,
  subAccountId: string,
  hostContactId: string,
  e164s: readonly string[],
): Statement[] {
  if (!e164s.length) return [];
  const ours = sql<string>`(select id from contact where sub_account_id = ${subAccountId} and host_contact_id = ${hostContactId})`;
  return [
    ctx.db.read
      .update(contactPhone)
      .set({ keptHere: true })
      .where(and(eq(contactPhone.contactId, ours), inArray(contactPhone.e164, [...e164s]))),
  ];
}

/** Replaces the words a contact is found by. */
export function wordsReplaced(
  ctx: Pick<Ctx, 'db'>,
  subAccountId: string,
  hostContactId: string,
  words: readonly string[],
): Statement[] {
  const ours = sql<string>`(select id from contact where sub_account_id = ${subAccountId} and host_contact_id = ${hostContactId})`;
  const cleared = ctx.db.read.delete(contactWord).where(eq(contactWord.contactId, ours));
  if (!words.length) return [cleared];
  return [
    cleared,
    ctx.db.read.insert(contactWord).values(words.map(word => ({ subAccountId, word, contactId: ours }))),
  ];
}

/** The phones in the index of a host's contact. */
export async function phonesKnown(
  ctx: Pick<Ctx, 'db'>,
  subAccountId: string,
  hostContactId: string,
): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ e164: contactPhone.e164 })
    .from(contactPhone)
    .innerJoin(contact, eq(contact.id, contactPhone.contactId))
    .where(and(eq(contact.subAccountId, subAccountId), eq(contact.hostContactId, hostContactId)));
  return rows.map(row => row.e164);
}

/** What the host calls a contact and a user of ours; either may be unknown. */
export async function hostIdsFor(
  ctx: Pick<Ctx, 'db'>,
  of: { agencyId: string; subAccountId: string; contactId: string; userId?: string },
) {
  const [contacts, users] = await ctx.db.read.batch([
    ctx.db.read
      .select({
        hostContactId: contact.hostContactId,
        hostLocationId: subAccount.hostLocationId,
        deletedAt: contact.deletedAt,
      })
      .from(contact)
      .innerJoin(subAccount, eq(subAccount.id, contact.subAccountId))
      .where(
        and(eq(contact.id, of.contactId), eq(contact.agencyId, of.agencyId), eq(contact.subAccountId, of.subAccountId)),
      ),
    ctx.db.read
      .select({ hostUserId: user.hostUserId })
      .from(user)
      .where(and(eq(user.agencyId, of.agencyId), eq(user.id, of.userId ?? ''), isNull(user.deletedAt))),
  ]);
  return { contact: contacts[0], user: users[0] };
}

/** A contact of that sub-account by our id. */
export async function contactIn(
  ctx: Pick<Ctx, 'db'>,
  { agencyId, subAccountId }: { agencyId: string; subAccountId: string },
  id: string,
) {
  const [row] = await ctx.db.read
    .select({ id: contact.id, name: contact.name, hostContactId: contact.hostContactId })
    .from(contact)
    .where(
      and(
        eq(contact.id, id),
        eq(contact.agencyId, agencyId),
        eq(contact.subAccountId, subAccountId),
        isNull(contact.deletedAt),
      ),
    );
  return row;
}

/** Our id of a host's contact that is mirrored already, deleted or not. */
export async function idByHost(ctx: Pick<Ctx, 'db'>, subAccountId: string, hostContactId: string) {
  const [row] = await ctx.db.read
    .select({ id: contact.id })
    .from(contact)
    .where(and(eq(contact.subAccountId, subAccountId), eq(contact.hostContactId, hostContactId)));
  return row?.id;
}

/** Marks a contact as looked at without changing it: an act on it that a newer event overtook still has its audit line. */
export function contactKept(ctx: Pick<Ctx, 'db'>, subAccountId: string, hostContactId: string): Statement {
  return ctx.db.read
    .update(contact)
    .set({ updatedAt: sql`${contact.updatedAt}` })
    .where(and(eq(contact.subAccountId, subAccountId), eq(contact.hostContactId, hostContactId)));
}
