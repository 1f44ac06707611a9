import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { hostToken } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';

/**
 * Longer than one call to the host by far, since an act's clock stands still: two who renew at once would spend the refresh
 * token twice. Whoever dies holding it holds up the others no longer than that.
 */
const LEASE_MS = 60_000;

export type TokenRow = typeof hostToken.$inferSelect;
export interface TokenOf {
  agencyId: string;
  /** '' = the company. */
  hostLocationId: string;
}
/** Sealed already. */
export interface NewToken extends TokenOf {
  accessToken: string;
  refreshToken: string | null;
  expiresAt: number;
}

const is = ({ agencyId, hostLocationId }: TokenOf) =>
  and(eq(hostToken.agencyId, agencyId), eq(hostToken.hostLocationId, hostLocationId));

export async function tokenRow(ctx: Pick<Ctx, 'db'>, of: TokenOf): Promise<TokenRow | undefined> {
  const [row] = await ctx.db.read.select().from(hostToken).where(is(of));
  return row;
}

/** What a new install gave: it replaces whatever was there. */
export function tokenInstalled(ctx: Pick<Ctx, 'db' | 'now'>, row: NewToken): Statement {
  const { accessToken, refreshToken, expiresAt } = row;
  const fresh = { leasedUntil: null, refusedAt: null, error: null, updatedAt: ctx.now };
  return ctx.db.read
    .insert(hostToken)
    .values({ ...row, ...fresh })
    .onConflictDoUpdate({
      target: [hostToken.agencyId, hostToken.hostLocationId],
      set: { accessToken, refreshToken, expiresAt, ...fresh, version: sql`${hostToken.version} + 1` },
    });
}

/** Takes the renewal of a token of that version in hand; false while somebody else has it or is done with it. */
export async function leaseToken(ctx: Pick<Ctx, 'db' | 'now'>, row: TokenRow): Promise<boolean> {
  const taken = await ctx.db.read
    .update(hostToken)
    .set({ leasedUntil: ctx.now + LEASE_MS })
    .where(
      and(
        is(row),
        eq(hostToken.version, row.version),
        or(isNull(hostToken.leasedUntil), lt(hostToken.leasedUntil, ctx.now)),
      ),
    )
    .returning({ version: hostToken.version });
  return taken.length === 1;
}

/** The renewed pair, unless an install put another one there meanwhile. */
export async function tokenRenewed(ctx: Pick<Ctx, 'db' | 'now'>, held: TokenRow, row: NewToken): Promise<void> {
  const { accessToken, refreshToken, expiresAt } = row;
  const rest = { leasedUntil: null, refusedAt: null, error: null, updatedAt: ctx.now, version: held.version + 1 };
  await ctx.db.commit([
    ctx.db.read
      .update(hostToken)
      .set({ accessToken, refreshToken, expiresAt, ...rest })
      .where(and(is(held), eq(hostToken.version, held.version))),
  ]);
}

/** Gives the lease back. @param refused the host takes this token no more: only a new install helps */
export async function renewalFailed(
  ctx: Pick<Ctx, 'db' | 'now'>,
  held: TokenRow,
  error: string,
  refused: boolean,
): Promise<void> {
  await ctx.db.read
    .update(hostToken)
    .set({ leasedUntil: null, error, ...(refused && { refusedAt: ctx.now }) })
    .where(and(is(held), eq(hostToken.version, held.version)));
}

/** After an uninstall they entitle to nothing: the company's with all its locations', or one location's. */
export function tokensForgotten(ctx: Pick<Ctx, 'db'>, agencyId: string, hostLocationId?: string): Statement {
  const all = eq(hostToken.agencyId, agencyId);
  return ctx.db.read
    .delete(hostToken)
    .where(hostLocationId === undefined ? all : and(all, eq(hostToken.hostLocationId, hostLocationId)));
}
