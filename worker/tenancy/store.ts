import { and, eq, isNull, lte, notInArray, sql } from 'drizzle-orm';
import { agency, membership, number, subAccount, user } from '../../schema/index.ts';
import type { Ctx, Person } from '../context.ts';
import type { Statement } from '../edge/db.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

export async function personByHostId(ctx: Db, agencyId: string, hostUserId: string) {
  const [row] = await ctx.db.read
    .select()
    .from(user)
    .where(and(eq(user.agencyId, agencyId), eq(user.hostUserId, hostUserId)));
  return row;
}

export async function subAccountByLocation(ctx: Db, agencyId: string, hostLocationId: string) {
  const [row] = await ctx.db.read
    .select()
    .from(subAccount)
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.hostLocationId, hostLocationId)));
  return row;
}

export async function roleIn(ctx: Db, agencyId: string, subAccountId: string, userId: string) {
  const [row] = await ctx.db.read
    .select({ role: membership.role })
    .from(membership)
    .where(
      and(eq(membership.agencyId, agencyId), eq(membership.subAccountId, subAccountId), eq(membership.userId, userId)),
    );
  return row?.role;
}

/** Who is signed in and where, for the panel's start (`GET /api/me`): one round trip. */
export async function whoAmI(ctx: Db, person: Person) {
  const [people, agencies, places] = await ctx.db.read.batch([
    ctx.db.read
      .select({ id: user.id, name: user.name, email: user.email })
      .from(user)
      .where(and(eq(user.agencyId, person.agencyId), eq(user.id, person.userId))),
    ctx.db.read
      .select({
        id: agency.id,
        name: agency.name,
        supportEmail: agency.supportEmail,
        supportPhone: agency.supportPhone,
      })
      .from(agency)
      .where(eq(agency.id, person.agencyId)),
    ctx.db.read
      .select({ id: subAccount.id, name: subAccount.name, timezone: subAccount.timezone, country: subAccount.country })
      .from(subAccount)
      .where(and(eq(subAccount.agencyId, person.agencyId), eq(subAccount.id, person.subAccountId ?? ''))),
  ]);
  return { user: people[0], agency: agencies[0], subAccount: places[0] };
}

export interface MirroredUser {
  id: string;
  agencyId: string;
  hostUserId: string;
  name: string;
  email: string;
  phone: string | null;
  /** Kept as it was where the host does not say. */
  locale?: string;
  agencyRole: 'owner' | 'admin' | 'member' | null;
}

/** Inserts or refreshes a mirrored user unless a newer event was seen; status stays the agency's word (T-3). */
export function userUpsert(ctx: Db, row: MirroredUser, hostUpdatedAt: number): Statement {
  const { name, email, phone, agencyRole, locale } = row;
  return ctx.db.read
    .insert(user)
    .values({ ...row, status: 'approved', createdAt: ctx.now, hostUpdatedAt })
    .onConflictDoUpdate({
      target: [user.agencyId, user.hostUserId],
      set: { name, email, phone, agencyRole, hostUpdatedAt, deletedAt: null, ...(locale && { locale }) },
      setWhere: lte(user.hostUpdatedAt, hostUpdatedAt),
    });
}

/** The language somebody uses the host in: how they read, nothing of the business, so the audit has no line of it. */
export function userLanguage(ctx: Db, agencyId: string, userId: string, locale: string): Statement {
  return ctx.db.read
    .update(user)
    .set({ locale })
    .where(and(eq(user.agencyId, agencyId), eq(user.id, userId)));
}

export function userDeletion(ctx: Db, agencyId: string, userId: string, at: number): Statement {
  return ctx.db.read
    .update(user)
    .set({ deletedAt: at, hostUpdatedAt: at })
    .where(and(eq(user.agencyId, agencyId), eq(user.id, userId), lte(user.hostUpdatedAt, at), isNull(user.deletedAt)));
}

export function membershipUpsert(
  ctx: Db,
  row: { agencyId: string; subAccountId: string; userId: string; role: 'owner' | 'admin' | 'staff' },
): Statement {
  return ctx.db.read
    .insert(membership)
    .values(row)
    .onConflictDoUpdate({ target: [membership.subAccountId, membership.userId], set: { role: row.role } });
}

/** Takes a user out of every sub-account but the given ones. */
export function membershipsBut(ctx: Db, agencyId: string, userId: string, keep: readonly string[]): Statement {
  return ctx.db.read
    .delete(membership)
    .where(
      and(
        eq(membership.agencyId, agencyId),
        eq(membership.userId, userId),
        ...(keep.length ? [notInArray(membership.subAccountId, [...keep])] : []),
      ),
    );
}

/** Frees direct numbers of a user who has left their sub-account (L-2). */
export function directNumbersFreed(ctx: Db, agencyId: string, userId: string): Statement {
  return ctx.db.read
    .update(number)
    .set({ wiredTo: null, wiredUserId: null })
    .where(
      and(
        eq(number.agencyId, agencyId),
        eq(number.wiredUserId, userId),
        sql`not exists (select 1 from assignment a join membership m on m.sub_account_id = a.sub_account_id
          where a.number_id = ${number.id} and a.state <> 'ended' and m.user_id = ${userId})`,
      ),
    );
}

export interface MirroredSubAccount {
  id: string;
  agencyId: string;
  hostLocationId: string;
  name: string;
  timezone: string;
  country: string;
}

export function subAccountUpsert(ctx: Db, row: MirroredSubAccount, hostUpdatedAt: number): Statement {
  const { name, timezone, country } = row;
  return ctx.db.read
    .insert(subAccount)
    .values({ ...row, createdAt: ctx.now, hostUpdatedAt })
    .onConflictDoUpdate({
      target: [subAccount.agencyId, subAccount.hostLocationId],
      set: { name, timezone, country, hostUpdatedAt, deletedAt: null },
      setWhere: lte(subAccount.hostUpdatedAt, hostUpdatedAt),
    });
}

export function subAccountDeletion(ctx: Db, agencyId: string, id: string, at: number): Statement {
  return ctx.db.read
    .update(subAccount)
    .set({ deletedAt: at, hostUpdatedAt: at })
    .where(
      and(
        eq(subAccount.agencyId, agencyId),
        eq(subAccount.id, id),
        lte(subAccount.hostUpdatedAt, at),
        isNull(subAccount.deletedAt),
      ),
    );
}
