import { and, eq, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm';
import { agency, subAccount } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

/** What nobody has named yet. */
export const UNNAMED = 'Unnamed';

/**
 * Installs an agency, or installs it again: what it set for itself stays, its name included (H-2). Changes no row when the
 * host has said something newer.
 * @param at when the host said so, epoch ms
 */
export function agencyUpsert(
  ctx: Db,
  row: { id: string; hostId: string; hostCompanyId: string; name: string },
  allowedCountries: string[],
  at: number,
): Statement {
  return ctx.db.read
    .insert(agency)
    .values({ ...row, allowedCountries, createdAt: ctx.now, installChangedAt: at })
    .onConflictDoUpdate({
      target: [agency.hostId, agency.hostCompanyId],
      set: {
        name: sql`case when ${agency.name} = ${UNNAMED} then ${row.name} else ${agency.name} end`,
        uninstalledAt: null,
        leavesAt: null,
        installChangedAt: at,
      },
      setWhere: lte(agency.installChangedAt, at),
    });
}

/** @param leavesAt when everything it has ends */
export function agencyUninstalled(ctx: Db, agencyId: string, at: number, leavesAt: number): Statement {
  return ctx.db.read
    .update(agency)
    .set({ uninstalledAt: ctx.now, leavesAt, installChangedAt: at })
    .where(and(eq(agency.id, agencyId), isNull(agency.uninstalledAt), lte(agency.installChangedAt, at)));
}

/** What an agency's uninstall meant for its locations goes on meaning it for all but the one that is back (H-2). */
export function othersLeave(
  ctx: Db,
  left: Pick<typeof agency.$inferSelect, 'id' | 'uninstalledAt' | 'leavesAt' | 'installChangedAt'>,
  backAt: string,
): Statement {
  const { id, uninstalledAt, leavesAt, installChangedAt } = left;
  return ctx.db.read
    .update(subAccount)
    .set({ uninstalledAt, leavesAt, installChangedAt: sql`max(${subAccount.installChangedAt}, ${installChangedAt})` })
    .where(
      and(
        eq(subAccount.agencyId, id),
        ne(subAccount.hostLocationId, backAt),
        isNull(subAccount.uninstalledAt),
        isNull(subAccount.deletedAt),
      ),
    );
}

/**
 * One location installs the app, or takes it out (H-2).
 * @param at when the host said so
 * @param leavesAt when everything it has ends; null = it is installed
 */
export function subAccountInstall(
  ctx: Db,
  agencyId: string,
  id: string,
  at: number,
  leavesAt: number | null,
): Statement {
  const isInstalled = leavesAt === null;
  return ctx.db.read
    .update(subAccount)
    .set({ uninstalledAt: isInstalled ? null : ctx.now, leavesAt, installChangedAt: at })
    .where(
      and(
        eq(subAccount.agencyId, agencyId),
        eq(subAccount.id, id),
        isInstalled ? isNotNull(subAccount.uninstalledAt) : isNull(subAccount.uninstalledAt),
        lte(subAccount.installChangedAt, at),
      ),
    );
}

/** The host said again that a location has the app. */
export function stillInstalled(ctx: Db, id: string, at: number): Statement {
  return ctx.db.read
    .update(subAccount)
    .set({ installChangedAt: at })
    .where(and(eq(subAccount.id, id), lte(subAccount.installChangedAt, at)));
}
