import { and, asc, eq, gt, isNull, lt, notExists, sql } from 'drizzle-orm';
import { agency, hostSeen, hostSync, membership, subAccount, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { SyncRow } from './sync-store.ts';

type Db = Pick<Ctx, 'db'>;

export async function placesOf(ctx: Db, agencyId: string) {
  return ctx.db.read
    .select({
      id: subAccount.id,
      hostLocationId: subAccount.hostLocationId,
      name: subAccount.name,
      timezone: subAccount.timezone,
      country: subAccount.country,
      deletedAt: subAccount.deletedAt,
      uninstalledAt: subAccount.uninstalledAt,
    })
    .from(subAccount)
    .where(eq(subAccount.agencyId, agencyId));
}

/** Neither deleted at the host nor without the app there. */
const isServed = and(isNull(subAccount.deletedAt), isNull(subAccount.uninstalledAt));

/** A sub-account that contacts are kept for; none once it is not served. */
export async function livingPlace(ctx: Db, { agencyId, subAccountId }: Pick<SyncRow, 'agencyId' | 'subAccountId'>) {
  const [row] = await ctx.db.read
    .select({ hostLocationId: subAccount.hostLocationId, country: subAccount.country })
    .from(subAccount)
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId), isServed));
  return row;
}

/** The first location behind the given one that is served; '' is before all of them. */
export async function nextLocation(ctx: Db, agencyId: string, after: string): Promise<string | null> {
  const [row] = await ctx.db.read
    .select({ hostLocationId: subAccount.hostLocationId })
    .from(subAccount)
    .where(and(eq(subAccount.agencyId, agencyId), isNull(subAccount.deletedAt), gt(subAccount.hostLocationId, after)))
    .orderBy(asc(subAccount.hostLocationId))
    .limit(1);
  return row?.hostLocationId ?? null;
}

export async function companyOf(ctx: Db, agencyId: string): Promise<string | undefined> {
  const [row] = await ctx.db.read
    .select({ hostCompanyId: agency.hostCompanyId })
    .from(agency)
    .where(eq(agency.id, agencyId));
  return row?.hostCompanyId;
}

/** The agency's people by the host's id, with the sub-accounts they belong to. */
export async function peopleOf(ctx: Db, agencyId: string, hostUserIds: readonly string[]) {
  const ids = sql`(select value from json_each(${JSON.stringify(hostUserIds)}))`;
  const [users, seats] = await ctx.db.read.batch([
    ctx.db.read
      .select()
      .from(user)
      .where(and(eq(user.agencyId, agencyId), sql`${user.hostUserId} in ${ids}`)),
    ctx.db.read
      .select({ userId: membership.userId, subAccountId: membership.subAccountId, role: membership.role })
      .from(membership)
      .innerJoin(user, eq(user.id, membership.userId))
      .where(and(eq(membership.agencyId, agencyId), eq(user.agencyId, agencyId), sql`${user.hostUserId} in ${ids}`)),
  ]);
  return new Map(users.map(one => [one.hostUserId, { ...one, seats: seats.filter(seat => seat.userId === one.id) }]));
}

/** Host ids of people that the run has not seen and no event spoke of since it began. */
export async function unseenPeople(ctx: Db, row: SyncRow, limit: number): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ hostUserId: user.hostUserId })
    .from(user)
    .where(
      and(
        eq(user.agencyId, row.agencyId),
        isNull(user.deletedAt),
        lt(user.hostUpdatedAt, row.startedAt),
        notExists(seenIn(ctx, row, sql`${user.hostUserId}`)),
      ),
    )
    .limit(limit);
  return rows.map(({ hostUserId }) => hostUserId);
}

/** The same of locations. */
export async function unseenPlaces(ctx: Db, row: SyncRow, limit: number): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ hostLocationId: subAccount.hostLocationId })
    .from(subAccount)
    .where(
      and(
        eq(subAccount.agencyId, row.agencyId),
        isServed,
        lt(subAccount.hostUpdatedAt, row.startedAt),
        lt(subAccount.installChangedAt, row.startedAt),
        notExists(seenIn(ctx, row, sql`${subAccount.hostLocationId}`)),
      ),
    )
    .limit(limit);
  return rows.map(({ hostLocationId }) => hostLocationId);
}

export async function servedPlaces(ctx: Db, agencyId: string): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: subAccount.id })
    .from(subAccount)
    .where(and(eq(subAccount.agencyId, agencyId), isServed))
    .orderBy(asc(subAccount.id));
  return rows.map(({ id }) => id);
}

function seenIn(ctx: Db, { runId }: SyncRow, hostId: ReturnType<typeof sql>) {
  return ctx.db.read
    .select({ hostId: hostSeen.hostId })
    .from(hostSeen)
    .where(and(eq(hostSeen.runId, runId), sql`${hostSeen.hostId} = ${hostId}`));
}

/** How far each part of an agency's mirror is, with the names of its sub-accounts. */
export async function progressRows(ctx: Db, agencyId: string) {
  return ctx.db.read
    .select({ sync: hostSync, name: subAccount.name, deletedAt: subAccount.deletedAt })
    .from(hostSync)
    .leftJoin(subAccount, and(eq(subAccount.id, hostSync.subAccountId), eq(subAccount.agencyId, hostSync.agencyId)))
    .where(eq(hostSync.agencyId, agencyId))
    .orderBy(asc(hostSync.kind), asc(subAccount.name), asc(hostSync.id));
}
