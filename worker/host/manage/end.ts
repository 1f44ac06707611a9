import { linkOwnAgent } from '../../agent/link.ts';
import { unassign } from '../../assignment/unassign.ts';
import { auditLine } from '../../audit/store.ts';
import { unlessStale } from '../../contact/mirror.ts';
import type { Ctx } from '../../context.ts';
import { handBack } from '../../number/release-to-carrier.ts';
import { releasable } from '../../number/store/release.ts';
import type { Managed } from './link.ts';
import { freeNumbers, heldNumbers, leftNow, linkedAcrossTenants, overAcrossTenants } from './store.ts';

const A_TICK = 100;
/** So many end while somebody waits; the cron ends the others within minutes. */
const AT_ONCE = 25;
const BY_LINK = { kind: 'system', id: 'management link', source: 'mail' } as const;

/** Cross-tenant: what agencies and locations hold ends thirty days after they uninstalled, or when they said so (H-2). */
export async function sweepLeaving(ctx: Ctx): Promise<void> {
  await endAll(ctx, await overAcrossTenants(ctx, A_TICK));
  await unlinkAll(ctx);
}

/** The agency does not want to wait: everything the link is about ends now, by the act that takes a number back. */
export async function endNow(ctx: Ctx, of: Managed): Promise<void> {
  const { agencyId, subAccountId } = of;
  const by: Ctx = { ...ctx, actor: BY_LINK };
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
  await unlinkAll(by);
}

/**
 * Hands the agency's free numbers back to the carrier, so that keeping them costs nothing more (N-9, N-11). Some at once:
 * the page says how many are left.
 */
export async function handBackFree(ctx: Ctx, { agencyId }: Managed): Promise<void> {
  const by: Ctx = { ...ctx, actor: BY_LINK };
  for (const id of await freeNumbers(by, agencyId, AT_ONCE)) {
    const found = await releasable(by, agencyId, id);
    // One that cannot be handed back must not keep the others here.
    try {
      if (found) await handBack(by, found);
    } catch (cause) {
      ctx.log.error('leaving.not_handed_back', cause, { id });
    }
  }
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

/** The agency's own agents answer no longer either, and their numbers can be handed back (A-3, L-6). */
async function unlinkAll(ctx: Ctx): Promise<void> {
  for (const { id, agencyId } of await linkedAcrossTenants(ctx, A_TICK)) {
    try {
      await linkOwnAgent(ctx, agencyId, id, { agentId: null, replace: false });
    } catch (cause) {
      ctx.log.error('leaving.not_unlinked', cause, { id });
    }
  }
}
