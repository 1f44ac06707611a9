import { and, asc, count, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { agency, agent, apiKey, subAccount } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

type Db = Pick<Ctx, 'db' | 'now' | 'actor'>;

/** Whose keys: a sub-account's, or with null the agency's own (T-1). */
export interface KeyPlace {
  agencyId: string;
  subAccountId: string | null;
}

export type KeyRow = typeof apiKey.$inferSelect;

function at({ agencyId, subAccountId }: KeyPlace) {
  const place = apiKey.subAccountId;
  return and(
    eq(apiKey.agencyId, agencyId),
    subAccountId === null ? isNull(place) : eq(place, subAccountId),
    isNull(apiKey.revokedAt),
  );
}

/** The keys of that place that were not revoked, oldest first; or just one. */
export function keysOf({ db }: Pick<Ctx, 'db'>, place: KeyPlace, id?: string) {
  return db.read
    .select({ key: apiKey, agentName: agent.name })
    .from(apiKey)
    .leftJoin(agent, and(eq(agent.id, apiKey.agentId), eq(agent.agencyId, place.agencyId)))
    .where(and(at(place), id === undefined ? undefined : eq(apiKey.id, id)))
    .orderBy(asc(apiKey.createdAt), asc(apiKey.id))
    .limit(1000);
}

/** How many of them work. */
export async function liveKeys({ db, now }: Pick<Ctx, 'db' | 'now'>, place: KeyPlace): Promise<number> {
  const [row] = await db.read
    .select({ n: count() })
    .from(apiKey)
    .where(and(at(place), or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, now))));
  return row?.n ?? 0;
}

export function keyMade(ctx: Db, row: KeyRow): Statement[] {
  return [ctx.db.read.insert(apiKey).values(row), lineOf(ctx, row, 'made')];
}

/** Hits nothing when it was revoked before. */
export function keyRevoked(ctx: Db, row: KeyRow): Statement[] {
  return [
    ctx.db.read
      .update(apiKey)
      .set({ revokedAt: ctx.now })
      .where(and(eq(apiKey.agencyId, row.agencyId), eq(apiKey.id, row.id), isNull(apiKey.revokedAt))),
    lineOf(ctx, row, 'revoked'),
  ];
}

function lineOf(ctx: Db, row: KeyRow, act: string): Statement {
  const { agencyId, subAccountId, id, name, prefix, scopes, agentId, expiresAt } = row;
  const after = { name, prefix, scopes, ...(agentId && { agentId }), ...(expiresAt !== null && { expiresAt }) };
  return auditLine(ctx, { agencyId, subAccountId, entity: 'api_key', entityId: id, act, after });
}

/** Cross-tenant: who a key is, whether or not it works; its place is live while the app is installed there (H-2). */
export async function keyByHash({ db }: Pick<Ctx, 'db'>, hash: string) {
  const [row] = await db.read
    .select({
      key: apiKey,
      agencyName: agency.name,
      subAccountName: subAccount.name,
      isPlaceLive: sql<number>`${agency.uninstalledAt} is null and (${apiKey.subAccountId} is null
        or (${subAccount.id} is not null and ${subAccount.deletedAt} is null and ${subAccount.uninstalledAt} is null))`,
    })
    .from(apiKey)
    .innerJoin(agency, eq(agency.id, apiKey.agencyId))
    .leftJoin(subAccount, and(eq(subAccount.id, apiKey.subAccountId), eq(subAccount.agencyId, apiKey.agencyId)))
    .where(eq(apiKey.hash, hash));
  return row;
}

const MINUTE_MS = 60_000;

/** When it was last used, to the minute, so that a busy key costs no write per request. */
export function keyUsed({ db, now }: Pick<Ctx, 'db' | 'now'>, { agencyId, id }: KeyRow): Statement {
  const isStale = or(isNull(apiKey.lastUsedAt), lte(apiKey.lastUsedAt, now - MINUTE_MS));
  return db.read
    .update(apiKey)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKey.agencyId, agencyId), eq(apiKey.id, id), isStale));
}

/** Whether the next use is worth a write. */
export function isUseStale({ lastUsedAt }: KeyRow, now: number): boolean {
  return lastUsedAt === null || lastUsedAt <= now - MINUTE_MS;
}
