import type { Ctx } from '../context.ts';
import { orphansAcrossTenants } from './store/across.ts';
import { unassign } from './unassign.ts';

const SEVEN_DAYS = 7 * 86_400_000;
const MOST = 100;

/** Cross-tenant: takes back the numbers of sub-accounts that were removed in the host a week ago (T-5). */
export async function sweepOrphans(ctx: Ctx): Promise<void> {
  for (const { id, agencyId } of await orphansAcrossTenants(ctx, ctx.now - SEVEN_DAYS, MOST)) {
    // One that cannot be taken back must not keep the others here.
    try {
      await unassign(ctx, agencyId, id);
    } catch (cause) {
      ctx.log.error('orphan.not_taken_back', cause, { id });
    }
  }
}
