import { and, eq } from 'drizzle-orm';
import { optOut } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Place } from './records.ts';

/** Whether the caller asked to get no more texts. */
export async function hasOptedOut(ctx: Pick<Ctx, 'db'>, { subAccountId }: Place, e164: string): Promise<boolean> {
  const rows = await ctx.db.read
    .select({ at: optOut.at })
    .from(optOut)
    .where(and(eq(optOut.subAccountId, subAccountId), eq(optOut.e164, e164)));
  return rows.length > 0;
}
