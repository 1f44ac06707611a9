import { and, eq, isNull, ne, notExists, sql } from 'drizzle-orm';
import { assignment, number } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';

const live = and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended'));

/** A number of the pool with what stands in the way of handing it back (N-9). */
export async function releasable(ctx: Ctx, agencyId: string, numberId: string) {
  const [row] = await ctx.db.read
    .select({
      id: number.id,
      agencyId: number.agencyId,
      e164: number.e164,
      country: number.country,
      twilioSid: number.twilioSid,
      twilioAccountSid: number.twilioAccountSid,
      wiredTo: number.wiredTo,
      assignmentId: assignment.id,
    })
    .from(number)
    .leftJoin(assignment, live)
    .where(and(eq(number.agencyId, agencyId), eq(number.id, numberId), isNull(number.releasedAt)));
  return row;
}

export type Releasable = NonNullable<Awaited<ReturnType<typeof releasable>>>;

/** Hits nothing once the number is assigned, linked or handed back. */
export function handedBack(ctx: Ctx, { agencyId, id }: Releasable): Statement {
  const holders = ctx.db.read.select({ one: sql`1` }).from(assignment).where(live);
  return ctx.db.read
    .update(number)
    .set({ releasedAt: ctx.now, forwardTo: null })
    .where(
      and(
        eq(number.agencyId, agencyId),
        eq(number.id, id),
        isNull(number.releasedAt),
        isNull(number.wiredTo),
        notExists(holders),
      ),
    );
}
