import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { agency, audit, host, membership, subAccount, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';

export type HostRow = typeof host.$inferSelect;

export async function hostByIssuer(ctx: Ctx, issuer: string): Promise<HostRow | undefined> {
  const [row] = await ctx.db.read.select().from(host).where(eq(host.issuer, issuer));
  return row;
}

export async function hostById(ctx: Ctx, id: string): Promise<HostRow | undefined> {
  const [row] = await ctx.db.read.select().from(host).where(eq(host.id, id));
  return row;
}

/** The host an agency installed us from, and what the agency is called there. */
export async function hostOfAgency(ctx: Ctx, agencyId: string) {
  const [row] = await ctx.db.read
    .select({ host, agency: { hostCompanyId: agency.hostCompanyId, uninstalledAt: agency.uninstalledAt } })
    .from(agency)
    .innerJoin(host, eq(host.id, agency.hostId))
    .where(eq(agency.id, agencyId));
  return row;
}

export async function agencyOfCompany(ctx: Ctx, hostId: string, companyId: string) {
  const [row] = await ctx.db.read
    .select()
    .from(agency)
    .where(and(eq(agency.hostId, hostId), eq(agency.hostCompanyId, companyId)));
  return row;
}

/**
 * The agency of a host whose location it is; ids of locations are the host's own and no two of its companies' alike. One that
 * went from a company to another is the one's where it lives.
 */
export async function agencyOfLocation(ctx: Ctx, hostId: string, locationId: string) {
  const [row] = await ctx.db.read
    .select({ agency })
    .from(subAccount)
    .innerJoin(agency, eq(agency.id, subAccount.agencyId))
    .where(and(eq(subAccount.hostLocationId, locationId), eq(agency.hostId, hostId)))
    .orderBy(
      sql`${subAccount.deletedAt} is not null, ${subAccount.uninstalledAt} is not null or ${agency.uninstalledAt} is not null`,
      desc(subAccount.createdAt),
    )
    .limit(1);
  return row?.agency;
}

/** The host's ids of locations that took the app out (H-2). */
export async function withoutApp(ctx: Pick<Ctx, 'db'>, agencyId: string): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: subAccount.hostLocationId })
    .from(subAccount)
    .where(and(eq(subAccount.agencyId, agencyId), isNotNull(subAccount.uninstalledAt), isNull(subAccount.deletedAt)));
  return rows.map(row => row.id);
}

/** The agency that a stored event is about, as far as that can be told, so that its admins see it fail. */
export async function agencyConcerned(
  ctx: Ctx,
  event: { source: 'stripe' | 'host'; origin: string; payload: unknown },
): Promise<string | undefined> {
  if (event.source === 'stripe') {
    // On the platform account an agency is a customer.
    const whose = event.origin
      ? eq(agency.stripeAccountId, event.origin)
      : eq(agency.stripeCustomerId, customerNamed(event.payload));
    const [row] = await ctx.db.read.select({ id: agency.id }).from(agency).where(whose);
    return row?.id;
  }
  type Named = { data?: { company_id?: unknown }; companyId?: unknown; locationId?: unknown };
  const { data, companyId = data?.company_id, locationId } = (event.payload ?? {}) as Named;
  if (typeof companyId === 'string') return (await agencyOfCompany(ctx, event.origin, companyId))?.id;
  return typeof locationId === 'string' ? (await agencyOfLocation(ctx, event.origin, locationId))?.id : undefined;
}

function customerNamed(payload: unknown): string {
  const { data } = (payload ?? {}) as { data?: { object?: { id?: unknown; object?: unknown; customer?: unknown } } };
  const { id, object, customer } = data?.object ?? {};
  const named = object === 'customer' ? id : customer;
  return typeof named === 'string' ? named : '';
}

/** Who a bearer speaks for, as the database has it now, together with the version panels poll (M-2): one read. */
export async function standingOf(ctx: Ctx, bearer: { userId: string; agencyId: string; subAccountId?: string }) {
  const [row] = await ctx.db.read
    .select({
      status: user.status,
      agencyRole: user.agencyRole,
      role: membership.role,
      subAccountId: subAccount.id,
      version: sql<number>`(select max(${audit.seq}) from ${audit} where ${audit.agencyId} = ${bearer.agencyId})`,
    })
    .from(user)
    .innerJoin(agency, and(eq(agency.id, user.agencyId), isNull(agency.uninstalledAt)))
    .leftJoin(
      subAccount,
      and(
        eq(subAccount.id, bearer.subAccountId ?? ''),
        eq(subAccount.agencyId, bearer.agencyId),
        isNull(subAccount.deletedAt),
        isNull(subAccount.uninstalledAt),
      ),
    )
    .leftJoin(membership, and(eq(membership.userId, user.id), eq(membership.subAccountId, subAccount.id)))
    .where(and(eq(user.id, bearer.userId), eq(user.agencyId, bearer.agencyId), isNull(user.deletedAt)));
  return row;
}
