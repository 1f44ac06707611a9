import type { Ctx } from '../context.ts';
import { endCrowd } from './end-crowd.ts';
import { dueAcrossTenants, dueAssignment } from './store/across.ts';
import { lookedAgain } from './store/assignment.ts';
import { sync } from './sync.ts';

const MOST = 500;
const CHUNK = 10;
/** One that could not be looked at waits this long, so that it does not keep others from their turn. */
const AGAIN_MS = 30_000;

/** Cross-tenant: queues every assignment that is due for a look. Doubled and overlapping sweeps are harmless. */
export async function sweepAssignments(ctx: Ctx): Promise<void> {
  await endCrowd(ctx);
  const ids = await dueAcrossTenants(ctx, MOST);
  const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, i) => ids.slice(i * CHUNK, (i + 1) * CHUNK));
  await ctx.queue.send(chunks.map(assignmentIds => ({ kind: 'check', assignmentIds })));
}

/** Re-reads Stripe for each one that is still due and finishes what is to finish; one that fails stays due. */
export async function checkAssignments(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const due = await dueAssignment(ctx, id);
    if (!due) continue;
    try {
      await sync(ctx, due.agencyId, id);
    } catch (cause) {
      ctx.log.error('assignment.unchecked', cause, { id });
      await ctx.db.commit([lookedAgain(ctx, id, due.agencyId, ctx.now + AGAIN_MS)]);
    }
  }
}
