import { and, eq, inArray, isNull, lte, not, or, type SQL, sql } from 'drizzle-orm';
import { audit, claim } from '../../../schema/index.ts';
import { auditLine } from '../../audit/store.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import { CONTACT_LEASE_MS } from '../rules/claim.ts';
import type { Place } from './records.ts';

type Db = Pick<Ctx, 'db' | 'now' | 'id' | 'actor'>;
type FreedWhy = 'contact' | 'admin' | 'blocked';

/** A new claim; the partial unique index refuses it while another one lives (U-8). */
export function claimMade(ctx: Db, place: Place, id: string, caller: string, userId: string): Statement[] {
  const row = { id, ...place, caller, userId, claimedAt: ctx.now };
  return [
    ctx.db.read.insert(claim).values(row),
    auditLine(ctx, { ...place, entity: 'claim', entityId: id, act: 'claimed', after: { caller, userId } }),
  ];
}

/** Frees one claim; loses the race when somebody freed it before. */
export function claimFreed(ctx: Db, place: Place, id: string, why: FreedWhy): Statement[] {
  const freed = ctx.db.read
    .update(claim)
    .set({ freedAt: ctx.now, freedWhy: why, busyUntil: null })
    .where(
      and(
        eq(claim.agencyId, place.agencyId),
        eq(claim.subAccountId, place.subAccountId),
        eq(claim.id, id),
        isNull(claim.freedAt),
      ),
    );
  return [freed, auditLine(ctx, { ...place, entity: 'claim', entityId: id, act: 'freed', after: { why } })];
}

/**
 * Frees whatever claims there are on these callers: for the batch that makes them a contact, before their phones are
 * kept (U-8). While the contact has no owner, a claim made on one who was a contact before stays.
 */
export function callersFreed(ctx: Db, place: Place, callers: readonly string[], isOwned: boolean): Statement[] {
  if (!callers.length) return [];
  const wasUnknown = sql`not exists (select 1 from contact_phone p where p.sub_account_id = ${claim.subAccountId}
    and p.e164 = ${claim.caller})`;
  const which = and(
    eq(claim.agencyId, place.agencyId),
    eq(claim.subAccountId, place.subAccountId),
    inArray(claim.caller, [...callers]),
    isOwned ? undefined : wasUnknown,
  );
  return freedWhere(ctx, which, 'contact');
}

/**
 * Frees whatever claims a user holds: for the batch that blocks them or takes them out (U-8).
 * @param but sub-accounts they stay in
 */
export function userFreed(ctx: Db, agencyId: string, userId: string, but: readonly string[] = []): Statement[] {
  const which = and(eq(claim.agencyId, agencyId), eq(claim.userId, userId), notIn(but));
  return freedWhere(ctx, which, 'blocked');
}

function notIn(subAccounts: readonly string[]): SQL | undefined {
  return subAccounts.length ? not(inArray(claim.subAccountId, [...subAccounts])) : undefined;
}

/** The audit lines come first and from the same condition: it may hit any number of claims. */
function freedWhere(ctx: Db, which: SQL | undefined, why: FreedWhy): Statement[] {
  const live = and(which, isNull(claim.freedAt));
  const { kind, id, source } = ctx.actor;
  const lines = ctx.db.read.insert(audit).select(
    ctx.db.read
      .select({
        seq: sql<number>`null`.as('seq'),
        agencyId: claim.agencyId,
        subAccountId: claim.subAccountId,
        entity: sql<string>`'claim'`.as('entity'),
        entityId: claim.id,
        act: sql<string>`'freed'`.as('act'),
        actorKind: sql<typeof kind>`${kind}`.as('actor_kind'),
        actorId: sql<string>`${id}`.as('actor_id'),
        source: sql<string>`${source}`.as('source'),
        before: sql<unknown>`null`.as('before'),
        after: sql<unknown>`${JSON.stringify({ why })}`.as('after'),
        at: sql<number>`${ctx.now}`.as('at'),
        changed: sql<number>`1`.as('changed'),
      })
      .from(claim)
      .where(live),
  );
  const freed = ctx.db.read.update(claim).set({ freedAt: ctx.now, freedWhy: why, busyUntil: null }).where(live);
  return [lines, freed];
}

/** Takes the caller for making a contact in the host, unless somebody is at it. @returns whether it was taken */
export async function beginContact(ctx: Db, place: Place, claimId: string): Promise<boolean> {
  const taken = await ctx.db.read
    .update(claim)
    .set({ busyUntil: ctx.now + CONTACT_LEASE_MS })
    .where(
      and(
        eq(claim.agencyId, place.agencyId),
        eq(claim.subAccountId, place.subAccountId),
        eq(claim.id, claimId),
        isNull(claim.freedAt),
        or(isNull(claim.busyUntil), lte(claim.busyUntil, ctx.now)),
      ),
    )
    .returning({ id: claim.id });
  return taken.length > 0;
}

/**
 * Lets go of it again when the host said no, or nothing. @param since when the first such attempt began: its contact may
 * be there nevertheless, and is looked for from then on
 */
export async function endContact(ctx: Db, place: Place, claimId: string, since: number): Promise<void> {
  await ctx.db.read
    .update(claim)
    .set({ busyUntil: since })
    .where(and(eq(claim.agencyId, place.agencyId), eq(claim.subAccountId, place.subAccountId), eq(claim.id, claimId)));
}
