import { and, desc, eq, gt, isNull, ne, or } from 'drizzle-orm';
import { claim, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Place } from './records.ts';

const MOST = 50;

/** Claims of other people made since then, those that ended in a contact included; newest first. */
export function claimsOfOthers(ctx: Pick<Ctx, 'db'>, place: Place, userId: string, since: number) {
  return ctx.db.read
    .select({ caller: claim.caller, userId: claim.userId, name: user.name, at: claim.claimedAt })
    .from(claim)
    .innerJoin(user, and(eq(user.id, claim.userId), eq(user.agencyId, claim.agencyId)))
    .where(
      and(
        eq(claim.agencyId, place.agencyId),
        eq(claim.subAccountId, place.subAccountId),
        gt(claim.claimedAt, since),
        ne(claim.userId, userId),
        or(isNull(claim.freedAt), eq(claim.freedWhy, 'contact')),
      ),
    )
    .orderBy(desc(claim.claimedAt))
    .limit(MOST);
}
