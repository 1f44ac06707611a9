import { and, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { agency, membership, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Effect } from './rules/effect.ts';
import { message } from './rules/message.ts';

/**
 * Sends one mail in the agency's name to the person's address of now (M-1). What concerns a sub-account goes to nobody who
 * has left it: its owner, else an admin, hears it instead.
 */
export async function mailPerson(ctx: Ctx, effect: Extract<Effect, { kind: 'mail' }>): Promise<void> {
  const named = await readerOf(ctx, effect.agencyId, eq(user.id, effect.userId), effect.subAccountId);
  const row = named && hasLeft(named, effect.subAccountId) ? await headOf(ctx, effect) : named;
  if (!row) throw new Error(`the recipient ${effect.userId} is gone`);
  if (!row.email) throw new Error(`the recipient ${row.id} has no email address`);
  const { name, agency: from, locale, agencyLocale } = row;
  const support = [row.supportEmail, row.supportPhone].filter(Boolean).join(' / ');
  const mail = message(effect.template, effect.params, { name, agency: from, support, locale, agencyLocale });
  await ctx.mail(row.agency).send({ to: row.email, ...mail });
}

type Reader = NonNullable<Awaited<ReturnType<typeof readerOf>>>;

function hasLeft(row: Reader, subAccountId: string | undefined): boolean {
  if (row.deletedAt !== null || row.status === 'blocked') return true;
  return subAccountId !== undefined && row.role === null && row.agencyRole === null;
}

/** Who answers for the sub-account; nobody for what concerns the agency itself. */
async function headOf(ctx: Ctx, { agencyId, subAccountId }: Extract<Effect, { kind: 'mail' }>) {
  if (subAccountId === undefined) return undefined;
  const heads = and(
    inArray(membership.role, ['owner', 'admin']),
    eq(user.status, 'approved'),
    isNull(user.deletedAt),
    ne(user.email, ''),
  );
  return readerOf(ctx, agencyId, heads, subAccountId);
}

/** The language an agency's first owner uses, for readers whose own is not known. */
const OWNERS_LANGUAGE = sql<string | null>`(
  select o.locale from user o where o.agency_id = ${agency.id} and o.agency_role = 'owner' and o.locale is not null
  order by o.created_at, o.id limit 1)`;

async function readerOf(ctx: Ctx, agencyId: string, who: SQL | undefined, subAccountId = '') {
  const [row] = await ctx.db.read
    .select({
      id: user.id,
      email: user.email,
      name: user.name,
      locale: user.locale,
      agencyLocale: OWNERS_LANGUAGE,
      status: user.status,
      deletedAt: user.deletedAt,
      agencyRole: user.agencyRole,
      role: membership.role,
      agency: agency.name,
      supportEmail: agency.supportEmail,
      supportPhone: agency.supportPhone,
    })
    .from(user)
    .innerJoin(agency, eq(agency.id, user.agencyId))
    .leftJoin(membership, and(eq(membership.userId, user.id), eq(membership.subAccountId, subAccountId)))
    .where(and(eq(user.agencyId, agencyId), who))
    .orderBy(sql`${membership.role} <> 'owner'`, user.id)
    .limit(1);
  return row;
}
