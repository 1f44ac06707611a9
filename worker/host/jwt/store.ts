import { lt } from 'drizzle-orm';
import { usedToken } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';

/** Cross-tenant: forgets spent tokens that could not be accepted any more. */
export async function purgeUsedTokens(ctx: Ctx): Promise<void> {
  await ctx.db.read.delete(usedToken).where(lt(usedToken.expiresAt, ctx.now));
}
