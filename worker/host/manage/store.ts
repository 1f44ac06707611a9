import { and, asc, count, eq, isNotNull, isNull, lte, ne, notExists, sql } from 'drizzle-orm';
import { agency, assignment, host, number, subAccount } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import { mayManage } from '../rules/grace.ts';
import type { Managed } from './link.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

/** What a management link still opens: nothing once the app was installed again, or long after everything ended. */
export async function leaving(ctx: Db, { agencyId, subAccountId, uninstalledAt }: Managed) {
  const [row] = await ctx.db.read
    .select({
      name: agency.name,
      place: subAccount.name,
      leavesAt: sql<number | null>`iif(${subAccount.id} is null, ${agency.leavesAt}, ${subAccount.leavesAt})`,
      since: sql<number | null>`iif(${subAccount.id} is null, ${agency.uninstalledAt}, ${subAccount.uninstalledAt})`,
      issuer: host.issuer,
      kind: host.kind,
    })
    .from(agency)
    .innerJoin(host, eq(host.id, agency.hostId))
    .leftJoin(subAccount, and(eq(subAccount.agencyId, agency.id), eq(subAccount.id, subAccountId ?? '')))
    .where(eq(agency.id, agencyId));
  if (!row || row.since !== uninstalledAt || row.leavesAt === null) return undefined;
  if (!mayManage(row.leavesAt, ctx.now)) return undefined;
  return { ...row, leavesAt: row.leavesAt };
}

const heldBy = ({ agencyId, subAccountId }: Managed) =>
  and(
    eq(assignment.agencyId, agencyId),
    ...(subAccountId ? [eq(assignment.subAccountId, subAccountId)] : []),
    ne(assignment.state, 'ended'),
  );

/** Live assignments that an uninstall concerns, by sub-account and number. */
export function heldNumbers(ctx: Db, of: Managed, limit: number, offset = 0) {
  return ctx.db.read
    .select({
      assignmentId: assignment.id,
      e164: number.e164,
      place: subAccount.name,
      state: assignment.state,
      price: assignment.price,
      currency: assignment.currency,
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .innerJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .where(heldBy(of))
    .orderBy(asc(subAccount.name), asc(number.e164))
    .limit(limit)
    .offset(offset);
}

export async function heldCount(ctx: Db, of: Managed): Promise<number> {
  const [row] = await ctx.db.read.select({ n: count() }).from(assignment).where(heldBy(of));
  return row?.n ?? 0;
}

/** Free numbers that the agency keeps with us and pays for; those of a Twilio account of its own are its own affair. */
const free = (ctx: Pick<Ctx, 'db' | 'env'>, agencyId: string) =>
  and(
    eq(number.agencyId, agencyId),
    eq(number.twilioAccountSid, ctx.env.TWILIO_ACCOUNT_SID),
    isNull(number.releasedAt),
    isNull(number.wiredTo),
    notExists(
      ctx.db.read
        .select({ one: sql`1` })
        .from(assignment)
        .where(and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended'))),
    ),
  );

export async function freeNumbers(ctx: Pick<Ctx, 'db' | 'env'>, agencyId: string, limit: number): Promise<string[]> {
  const rows = await ctx.db.read.select({ id: number.id }).from(number).where(free(ctx, agencyId)).limit(limit);
  return rows.map(row => row.id);
}

export async function freeCount(ctx: Pick<Ctx, 'db' | 'env'>, agencyId: string): Promise<number> {
  const [row] = await ctx.db.read.select({ n: count() }).from(number).where(free(ctx, agencyId));
  return row?.n ?? 0;
}

/** Does not wait any longer; changes no row when the link opens nothing any more, or it was said before. */
export function leftNow(ctx: Db, { agencyId, subAccountId, uninstalledAt }: Managed): Statement {
  if (subAccountId === undefined) {
    const still = and(eq(agency.uninstalledAt, uninstalledAt), sql`${agency.leavesAt} > ${ctx.now}`);
    return ctx.db.read
      .update(agency)
      .set({ leavesAt: ctx.now })
      .where(and(eq(agency.id, agencyId), still));
  }
  const still = and(eq(subAccount.uninstalledAt, uninstalledAt), sql`${subAccount.leavesAt} > ${ctx.now}`);
  return ctx.db.read
    .update(subAccount)
    .set({ leavesAt: ctx.now })
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId), still));
}

/** Cross-tenant: live assignments of whoever's time is over. Few leave, so that their rows are looked at first. */
export async function overAcrossTenants(ctx: Db, limit: number) {
  const fields = { id: assignment.id, agencyId: assignment.agencyId };
  const live = sql`${assignment.state} <> 'ended'`;
  const [agencies, places] = await ctx.db.read.batch([
    ctx.db.read
      .select(fields)
      .from(agency)
      .crossJoin(assignment)
      .where(and(isNotNull(agency.leavesAt), lte(agency.leavesAt, ctx.now), eq(assignment.agencyId, agency.id), live))
      .limit(limit),
    ctx.db.read
      .select(fields)
      .from(subAccount)
      .crossJoin(assignment)
      .where(
        and(
          isNotNull(subAccount.leavesAt),
          lte(subAccount.leavesAt, ctx.now),
          eq(assignment.agencyId, subAccount.agencyId),
          eq(assignment.subAccountId, subAccount.id),
          live,
        ),
      )
      .limit(limit),
  ]);
  return [...new Map([...agencies, ...places].map(row => [row.id, row])).values()].slice(0, limit);
}

/** Cross-tenant: free numbers that still go to an agent of an agency's own whose time is over. */
export function linkedAcrossTenants(ctx: Db, limit: number) {
  return ctx.db.read
    .select({ id: number.id, agencyId: number.agencyId })
    .from(agency)
    .crossJoin(number)
    .where(
      and(
        isNotNull(agency.leavesAt),
        lte(agency.leavesAt, ctx.now),
        eq(number.agencyId, agency.id),
        eq(number.wiredTo, 'agent'),
        isNull(number.releasedAt),
        notExists(
          ctx.db.read
            .select({ one: sql`1` })
            .from(assignment)
            .where(and(eq(assignment.numberId, number.id), sql`${assignment.state} <> 'ended'`)),
        ),
      ),
    )
    .limit(limit);
}
