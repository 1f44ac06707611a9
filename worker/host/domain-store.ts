import { and, asc, count, eq, isNotNull, isNull } from 'drizzle-orm';
import { agency, hostDomain, subAccount } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

type Db = Pick<Ctx, 'db' | 'now'>;
const is = (agencyId: string, origin: string) => and(eq(hostDomain.agencyId, agencyId), eq(hostDomain.origin, origin));

export function domainsOf(ctx: Db, agencyId: string) {
  return ctx.db.read
    .select({ origin: hostDomain.origin, source: hostDomain.source, confirmedAt: hostDomain.confirmedAt })
    .from(hostDomain)
    .where(eq(hostDomain.agencyId, agencyId))
    .orderBy(asc(hostDomain.origin));
}

export async function domainCount(ctx: Db, agencyId: string): Promise<number> {
  const [row] = await ctx.db.read.select({ n: count() }).from(hostDomain).where(eq(hostDomain.agencyId, agencyId));
  return row?.n ?? 0;
}

/** What the host told us of; it counts for nothing until the agency confirms it. Changes no row where it is known. */
export function domainProposed(ctx: Db, agencyId: string, origin: string): Statement {
  return ctx.db.read
    .insert(hostDomain)
    .values({ agencyId, origin, source: 'install', createdAt: ctx.now })
    .onConflictDoNothing();
}

export function domainAdded(ctx: Db, agencyId: string, origin: string): Statement {
  const row = { agencyId, origin, source: 'settings' as const, createdAt: ctx.now, confirmedAt: ctx.now };
  return ctx.db.read
    .insert(hostDomain)
    .values(row)
    .onConflictDoUpdate({
      target: [hostDomain.agencyId, hostDomain.origin],
      set: { confirmedAt: ctx.now },
      setWhere: isNull(hostDomain.confirmedAt),
    });
}

export function domainConfirmed(ctx: Db, agencyId: string, origin: string): Statement {
  return ctx.db.read
    .update(hostDomain)
    .set({ confirmedAt: ctx.now })
    .where(and(is(agencyId, origin), isNull(hostDomain.confirmedAt)));
}

export function domainRemoved(ctx: Db, agencyId: string, origin: string): Statement {
  return ctx.db.read.delete(hostDomain).where(is(agencyId, origin));
}

/**
 * Confirmed domains of one agency of a host, named by hints that anybody can make up: they choose who may frame the page,
 * never who is looking (H-3).
 */
export async function confirmedDomains(
  ctx: Db,
  hostId: string,
  hint: { companyId?: string | undefined; locationId?: string | undefined; origin?: string | undefined },
): Promise<string[]> {
  const by = [
    hint.companyId && eq(agency.hostCompanyId, hint.companyId),
    hint.origin && eq(hostDomain.origin, hint.origin),
  ].flatMap(clause => (clause ? [clause] : []));
  const base = () =>
    ctx.db.read
      .selectDistinct({ origin: hostDomain.origin })
      .from(hostDomain)
      .innerJoin(agency, eq(agency.id, hostDomain.agencyId));
  const mine = and(eq(agency.hostId, hostId), isNull(agency.uninstalledAt), isNotNull(hostDomain.confirmedAt));
  const asked = by.map(clause => base().where(and(mine, clause)).limit(50));
  if (hint.locationId) {
    const inPlace = base()
      .innerJoin(subAccount, eq(subAccount.agencyId, agency.id))
      .where(and(mine, eq(subAccount.hostLocationId, hint.locationId)));
    asked.push(inPlace.limit(50) as never);
  }
  const rows = await Promise.all(asked);
  return [...new Set(rows.flat().map(row => row.origin))];
}
