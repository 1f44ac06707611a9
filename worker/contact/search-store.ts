import { and, asc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { contact, contactPhone, contactWord, subAccount, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import { afterPrefix } from './rules/words.ts';

interface Place {
  agencyId: string;
  subAccountId: string;
}

export async function countryOf(ctx: Pick<Ctx, 'db'>, { agencyId, subAccountId }: Place): Promise<string> {
  const [row] = await ctx.db.read
    .select({ country: subAccount.country })
    .from(subAccount)
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId)));
  return row?.country ?? '';
}

export interface Sought {
  /** Folded; a name must have words beginning with each of them. */
  words: readonly string[];
  /** Beginnings of E.164. */
  phones: readonly string[];
}

/** A prefix as common as the first letter of a name hits very many: so many of them are looked at. */
const MOST_HITS = 500;

/** Contacts found by the indexes of words and phones alone; everybody, by name, when nothing is sought. */
export async function contactsBy(ctx: Pick<Ctx, 'db'>, place: Place, sought: Sought, limit: number) {
  const rows = await searchQuery(ctx, place, sought, limit);
  if (!rows.length) return [];
  const phones = await ctx.db.read
    .select({ contactId: contactPhone.contactId, e164: contactPhone.e164 })
    .from(contactPhone)
    .where(
      inArray(
        contactPhone.contactId,
        rows.map(row => row.id),
      ),
    )
    .orderBy(asc(contactPhone.e164));
  return rows.map(({ id, name, ownerId, ownerName }) => ({
    id,
    name,
    phones: phones.filter(phone => phone.contactId === id).map(phone => phone.e164),
    owner: ownerId && ownerName !== null ? { id: ownerId, name: ownerName } : null,
  }));
}

/** Exported for the test that looks at its query plan. */
export function searchQuery(ctx: Pick<Ctx, 'db'>, { agencyId, subAccountId }: Place, sought: Sought, limit: number) {
  return ctx.db.read
    .select({ id: contact.id, name: contact.name, ownerId: user.id, ownerName: user.name })
    .from(contact)
    .leftJoin(
      user,
      and(eq(user.agencyId, contact.agencyId), eq(user.hostUserId, contact.ownerHostUserId), isNull(user.deletedAt)),
    )
    .where(
      and(
        inArray(contact.id, ids(ctx, subAccountId, sought)),
        eq(contact.agencyId, agencyId),
        eq(contact.subAccountId, subAccountId),
        isNull(contact.deletedAt),
      ),
    )
    .orderBy(asc(sql`${contact.name} collate nocase`), asc(contact.id))
    .limit(limit);
}

/** The longest word is the rarest: its hits are looked through for the others. */
function ids(ctx: Pick<Ctx, 'db'>, subAccountId: string, { words, phones }: Sought) {
  if (phones.length) {
    const ranges = phones.map(prefix =>
      and(gte(contactPhone.e164, prefix), lt(contactPhone.e164, afterPrefix(prefix))),
    );
    return ctx.db.read
      .select({ id: contactPhone.contactId })
      .from(contactPhone)
      .where(and(eq(contactPhone.subAccountId, subAccountId), or(...ranges)))
      .limit(MOST_HITS);
  }
  const [rarest = '', ...others] = [...words].sort((a, b) => b.length - a.length);
  const alsoHas = (word: string): SQL =>
    sql`exists (select 1 from contact_word other where other.contact_id = ${contactWord.contactId}
      and other.word >= ${word} and other.word < ${afterPrefix(word)})`;
  return ctx.db.read
    .select({ id: contactWord.contactId })
    .from(contactWord)
    .where(
      and(
        eq(contactWord.subAccountId, subAccountId),
        gte(contactWord.word, rarest),
        lt(contactWord.word, afterPrefix(rarest)),
        ...others.map(alsoHas),
      ),
    )
    .limit(MOST_HITS);
}
