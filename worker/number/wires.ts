import { and, eq, isNull, sql } from 'drizzle-orm';
import { number } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

/** Statements about a number's wires (L-1) for the batch of an assignment that begins or ends. */

const NO_WIRES = {
  wiredTo: null,
  wiredUserId: null,
  wiredAgentId: null,
  forwardTo: null,
  unitId: null,
  programId: null,
} as const;

/** Clears every wire of a number that returns to the pool (L-6), where it sat and what it called for (N-5, N-10). */
export function wiresCleared(ctx: Pick<Ctx, 'db' | 'now'>, agencyId: string, numberId: string): Statement {
  return ctx.db.read
    .update(number)
    .set({ ...NO_WIRES, callPurpose: null, returnedAt: ctx.now })
    .where(and(eq(number.agencyId, agencyId), eq(number.id, numberId)));
}

/**
 * Takes a number of the pool for an assignment; hits nothing when it was handed back to the carrier (N-9) or linked to an
 * agent of the agency's meanwhile.
 */
export function numberReserved(ctx: Pick<Ctx, 'db'>, agencyId: string, numberId: string): Statement {
  return ctx.db.read
    .update(number)
    .set(NO_WIRES)
    .where(
      and(
        eq(number.agencyId, agencyId),
        eq(number.id, numberId),
        isNull(number.releasedAt),
        sql`${number.wiredTo} is not 'agent'`,
      ),
    );
}
