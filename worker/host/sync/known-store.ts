import { and, asc, eq, gt, isNull, lt, notExists, sql } from 'drizzle-orm';
import { agency, hostSeen, hostSync, membership, subAccount, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import { LIST_LAG_MS } from './rules/wait.ts';
import type { SyncRow } from './sync-store.ts';

type Db = Pick<Ctx, 'db'>;

const placesQuery = (ctx: Db, agencyId: string) =>
  ctx.db.read
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

const companyQuery = (ctx: Db, agencyId: string) =>
  ctx.db.read.select({ hostCompanyId: agency.hostCompanyId }).from(agency).where(eq(agency.id, agencyId));

export type KnownPlace = Awaited<ReturnType<typeof placesQuery>>[number];
/** An agency's places by the host's id. */
export type Places = Map<string, KnownPlace>;

/** An agency's places, and what the host calls the agency. */
export async function placesOf(ctx: Db, agencyId: string) {
  const [places, [company]] = await ctx.db.read.batch([placesQuery(ctx, agencyId), companyQuery(ctx, agencyId)]);
  return { places: byHost(places), companyId: company?.hostCompanyId };
}

const byHost = (places: readonly KnownPlace[]): Places => new Map(places.map(place => [place.hostLocationId, place]));

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

/** The same with those of its people that the host names, and the sub-accounts they belong to. */
export async function peopleOf(ctx: Db, agencyId: string, hostUserIds: readonly string[]) {
  const ids = sql`(select value from json_each(${JSON.stringify(hostUserIds)}))`;
  const [places, [company], users, seats] = await ctx.db.read.batch([
    placesQuery(ctx, agencyId),
    companyQuery(ctx, agencyId),
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
  const people = users.map(one => ({ ...one, seats: seats.filter(seat => seat.userId === one.id) }));
  return {
    places: byHost(places),
    companyId: company?.hostCompanyId,
    people: new Map(people.map(one => [one.hostUserId, one])),
  };
}

export type KnownPerson = NonNullable<ReturnType<Awaited<ReturnType<typeof peopleOf>>['people']['get']>>;

/**
 * Host ids of people that the run has not seen and no event spoke of since it began, or just before.
 * @param seenNow not noted as seen yet
 */
export async function unseenPeople(
  ctx: Db,
  row: SyncRow,
  limit: number,
  seenNow: readonly string[] = [],
): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ hostUserId: user.hostUserId })
    .from(user)
    .where(
      and(
        eq(user.agencyId, row.agencyId),
        isNull(user.deletedAt),
        lt(user.hostUpdatedAt, row.startedAt - LIST_LAG_MS),
        sql`${user.hostUserId} not in (select value from json_each(${JSON.stringify(seenNow)}))`,
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
        lt(subAccount.hostUpdatedAt, row.startedAt - LIST_LAG_MS),
        lt(subAccount.installChangedAt, row.startedAt - LIST_LAG_MS),
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

/** How far each part of an agency's mirror is, with the names of its sub-accounts; none of those not served. */
export async function progressRows(ctx: Db, agencyId: string) {
  return ctx.db.read
    .select({ sync: hostSync, name: subAccount.name })
    .from(hostSync)
    .leftJoin(
      subAccount,
      and(eq(subAccount.id, hostSync.subAccountId), eq(subAccount.agencyId, hostSync.agencyId), isServed),
    )
    .where(eq(hostSync.agencyId, agencyId))
    .orderBy(asc(hostSync.kind), asc(subAccount.name), asc(hostSync.id));
}
