import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { type AgencyRow, type NewAgency, readinessChanged } from './store.ts';

/**
 * Writes down how ready an agency is now, with its audit line. @param also further statements of the same batch
 * @returns false when somebody changed it since it was read
 */
export async function note(
  ctx: Ctx,
  read: AgencyRow,
  act: string,
  set: Partial<NewAgency>,
  also: readonly Statement[] = [],
): Promise<boolean> {
  const before = Object.fromEntries(Object.keys(set).map(name => [name, read[name as keyof AgencyRow]]));
  const line = { agencyId: read.id, entity: 'agency', entityId: read.id, act };
  try {
    await ctx.db.commit([readinessChanged(ctx, read, set), auditLine(ctx, { ...line, before, after: set }), ...also]);
    return true;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    return false;
  }
}

/** Part of idempotency keys: two clicks make one thing, and an error that Stripe replays is over a minute later. */
export function minuteOf(ctx: Ctx): number {
  return Math.floor(ctx.now / 60_000);
}
