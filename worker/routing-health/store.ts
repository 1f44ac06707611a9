import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { call, callLeg, contact } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Place } from '../staff/store.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

const DAYS_14_MS = 14 * 86_400_000;

/** How many contacts each of the host's users looks after, and whether that is one of the agency's own people. */
export function contactsByOwner(ctx: Db, { agencyId, subAccountId }: Place) {
  return ctx.db.read
    .select({
      hostUserId: contact.ownerHostUserId,
      count: sql<number>`count(*)`,
      isAgencys: sql<number>`exists (select 1 from user u where u.agency_id = ${agencyId}
        and u.host_user_id = ${contact.ownerHostUserId} and u.agency_role is not null and u.deleted_at is null)`,
    })
    .from(contact)
    .where(
      and(
        eq(contact.agencyId, agencyId),
        eq(contact.subAccountId, subAccountId),
        isNull(contact.deletedAt),
        isNotNull(contact.ownerHostUserId),
      ),
    )
    .groupBy(contact.ownerHostUserId);
}

/** Phones that are no user's, rung in the last 14 days, and how often somebody answered there. */
export function triesByTarget(ctx: Db, { agencyId, subAccountId }: Place) {
  return ctx.db.read
    .select({
      to: callLeg.to,
      tried: sql<number>`count(*)`,
      answered: sql<number>`sum(${callLeg.answeredAt} is not null or ${callLeg.bridged})`,
    })
    .from(call)
    .innerJoin(callLeg, eq(callLeg.callId, call.id))
    .where(
      and(
        eq(call.agencyId, agencyId),
        eq(call.subAccountId, subAccountId),
        eq(call.direction, 'in'),
        gt(call.startedAt, ctx.now - DAYS_14_MS),
        isNotNull(callLeg.endedAt),
        isNull(callLeg.userId),
      ),
    )
    .groupBy(callLeg.to);
}
