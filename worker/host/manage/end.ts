import { unassign } from '../../assignment/unassign.ts';
import { auditLine } from '../../audit/store.ts';
import { unlessStale } from '../../contact/mirror.ts';
import type { Ctx } from '../../context.ts';
import type { Managed } from './link.ts';
import { heldNumbers, leftNow, overAcrossTenants } from './store.ts';

const A_TICK = 100;
/** So many end while somebody waits; the cron ends the others within minutes. */
const AT_ONCE = 25;

/** Cross-tenant: what agencies and locations hold ends thirty days after they uninstalled, or when they said so (H-2). */
export async function sweepLeaving(ctx: Ctx): Promise<void> {
  await endAll(ctx, await overAcrossTenants(ctx, A_TICK));
}

/** The agency does not want to wait: everything the link is about ends now, by the act that takes a number back. */
export async function endNow(ctx: Ctx, of: Managed): Promise<void> {
  const { agencyId, subAccountId } = of;
  const by: Ctx = { ...ctx, actor: { kind: 'system', id: 'management link', source: 'mail' } };
  const whose = subAccountId
    ? { entity: 'sub_account', entityId: subAccountId }
    : { entity: 'agency', entityId: agencyId };
  const line = { agencyId, subAccountId: subAccountId ?? null, ...whose, act: `${whose.entity}.end_asked` };
  await unlessStale(by.db.commit([leftNow(by, of), auditLine(by, line)]));
  const held = await heldNumbers(by, of, AT_ONCE);
  await endAll(
    by,
    held.map(({ assignmentId }) => ({ id: assignmentId, agencyId })),
  );
}

async function endAll(ctx: Ctx, assignments: readonly { id: string; agencyId: string }[]): Promise<void> {
  for (const { id, agencyId } of assignments) {
    // One that cannot be taken back must not keep the others here.
    try {
      await unassign(ctx, agencyId, id);
    } catch (cause) {
      ctx.log.error('leaving.not_taken_back', cause, { id });
    }
  }
}
