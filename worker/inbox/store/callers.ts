import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import { claim, companyNumber, contact, contactPhone, membership, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import { numberOf } from '../rules/caller.ts';
import { isHeld } from '../rules/claim.ts';
import type { CallerFacts } from '../rules/visible.ts';
import type { InboxRecord, Place } from './records.ts';

export interface KnownContact {
  id: string;
  name: string;
  source: string | null;
  hostContactId: string;
}

/** What is known now of a caller: the contact, and who looks after them. */
export interface Caller extends CallerFacts {
  contact: KnownContact | null;
  /** The row of the live claim, held or not. */
  live: {
    id: string;
    userId: string;
    name: string;
    at: number;
    isHeld: boolean;
    /** Since when a contact may have been made in the host without our knowing (C-3). */
    attemptedAt: number | null;
  } | null;
}

const KNOWN = {
  id: contact.id,
  name: contact.name,
  source: contact.source,
  hostContactId: contact.hostContactId,
  createdAt: contact.createdAt,
  ownerHostUserId: contact.ownerHostUserId,
  ownerId: user.id,
};

const OWNER = and(
  eq(user.agencyId, contact.agencyId),
  eq(user.hostUserId, contact.ownerHostUserId),
  isNull(user.deletedAt),
);

/**
 * What is known of these callers, in one round trip. @param contactIds by caller, of records whose caller withheld the
 * number and was made a contact.
 */
export async function callersOf(
  ctx: Pick<Ctx, 'db'>,
  place: Place,
  callers: readonly string[],
  contactIds: ReadonlyMap<string, string>,
): Promise<Map<string, Caller>> {
  const numbers = callers.flatMap(caller => numberOf(caller) ?? []);
  const [claims, byPhone, byId] = await ctx.db.read.batch([
    claimQuery(ctx, place, callers),
    ctx.db.read
      .select({ ...KNOWN, e164: contactPhone.e164 })
      .from(contactPhone)
      .innerJoin(contact, eq(contact.id, contactPhone.contactId))
      .leftJoin(user, OWNER)
      .where(and(here(place), eq(contactPhone.subAccountId, place.subAccountId), inArray(contactPhone.e164, numbers))),
    ctx.db.read
      .select(KNOWN)
      .from(contact)
      .leftJoin(user, OWNER)
      .where(and(here(place), inArray(contact.id, [...contactIds.values()]))),
  ]);
  return new Map(
    callers.map(caller => {
      const own = claims.filter(row => row.caller === caller);
      const known =
        byPhone.filter(row => row.e164 === caller).sort(first)[0] ??
        byId.find(row => row.id === contactIds.get(caller));
      return [caller, facts(own, known)];
    }),
  );
}

type ClaimRow = Awaited<ReturnType<typeof claimQuery>>[number];
interface ContactRow extends KnownContact {
  createdAt: number;
  ownerHostUserId: string | null;
  ownerId: string | null;
}

function facts(claims: readonly ClaimRow[], known: ContactRow | undefined): Caller {
  const open = claims.find(row => row.freedAt === null);
  const ended = claims.find(row => row.freedAt !== null);
  const live = open && {
    id: open.id,
    userId: open.userId,
    name: open.name ?? '',
    at: open.claimedAt,
    attemptedAt: open.busyUntil,
    isHeld: isHeld({ ...open, isHere: open.role !== null || open.agencyRole !== null }),
  };
  return {
    contact: known
      ? { id: known.id, name: known.name, source: known.source, hostContactId: known.hostContactId }
      : null,
    owner: known?.ownerHostUserId ? { userId: known.ownerId } : null,
    claim: live?.isHeld ? { userId: live.userId, at: live.at } : null,
    settled: known && ended?.freedAt ? { userId: ended.userId, at: ended.freedAt } : null,
    live: live ?? null,
  };
}

/** R-4's order: owned before ownerless, then the newest, ties by the host's id. */
function first(a: ContactRow, b: ContactRow): number {
  const owned = Number(b.ownerHostUserId !== null) - Number(a.ownerHostUserId !== null);
  return owned || b.createdAt - a.createdAt || (a.hostContactId < b.hostContactId ? -1 : 1);
}

/** Live claims, and those that ended because a contact came, newest first. */
function claimQuery(ctx: Pick<Ctx, 'db'>, place: Place, callers: readonly string[]) {
  return ctx.db.read
    .select({
      id: claim.id,
      caller: claim.caller,
      userId: claim.userId,
      claimedAt: claim.claimedAt,
      busyUntil: claim.busyUntil,
      freedAt: claim.freedAt,
      name: user.name,
      status: user.status,
      deletedAt: user.deletedAt,
      agencyRole: user.agencyRole,
      role: membership.role,
    })
    .from(claim)
    .leftJoin(user, and(eq(user.id, claim.userId), eq(user.agencyId, claim.agencyId)))
    .leftJoin(membership, and(eq(membership.userId, user.id), eq(membership.subAccountId, claim.subAccountId)))
    .where(
      and(
        eq(claim.agencyId, place.agencyId),
        eq(claim.subAccountId, place.subAccountId),
        inArray(claim.caller, [...callers]),
        or(isNull(claim.freedAt), eq(claim.freedWhy, 'contact')),
      ),
    )
    .orderBy(desc(claim.claimedAt));
}

function here({ agencyId, subAccountId }: Place) {
  return and(eq(contact.agencyId, agencyId), eq(contact.subAccountId, subAccountId), isNull(contact.deletedAt));
}

/** Source and Tag of the company numbers these records came to, by assignment (U-1). */
export async function marksOf(ctx: Pick<Ctx, 'db'>, place: Place, records: readonly InboxRecord[]) {
  const assignments = [...new Set(records.flatMap(record => record.assignmentId ?? []))];
  if (!assignments.length) return new Map<string, { source: string | null; tag: string | null }>();
  const rows = await ctx.db.read
    .select({ assignmentId: companyNumber.assignmentId, source: companyNumber.source, tag: companyNumber.tag })
    .from(companyNumber)
    .where(
      and(
        eq(companyNumber.agencyId, place.agencyId),
        eq(companyNumber.subAccountId, place.subAccountId),
        inArray(companyNumber.assignmentId, assignments),
      ),
    );
  return new Map(rows.map(({ assignmentId, ...marks }) => [assignmentId, marks]));
}
