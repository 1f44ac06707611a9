import Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import type { Job } from '../edge/queue.ts';
import { endCrowd } from './end-crowd.ts';
import { dueAcrossTenants, dueAssignment, endingAcrossTenants } from './store/across.ts';
import { lookedAgain } from './store/assignment.ts';
import { sync } from './sync.ts';

const MOST = 3000;
const CHUNK = 10;
/** So many are looked at at once; what is behind them follows at a set rate, for Stripe's sake. */
const AT_ONCE = 500;
const PER_SECOND = 10;
/** One that could not be looked at waits this long, so that it does not keep others from their turn. */
const AGAIN_MS = 30_000;
/** An account that has shut us out seldom lets us in again within minutes. */
const SHUT_OUT_MS = 30 * 60_000;

/** Cross-tenant: queues every assignment that is due for a look. Doubled and overlapping sweeps are harmless. */
export async function sweepAssignments(ctx: Ctx): Promise<void> {
  await endCrowd(ctx);
  // Renewals may be due by the thousand at a month's turn; no release waits behind them.
  const [endings, due] = await Promise.all([endingAcrossTenants(ctx, AT_ONCE), dueAcrossTenants(ctx, MOST)]);
  const ids = [...new Set([...endings, ...due])];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const turn = ids.slice(at, at + AT_ONCE);
    const jobs = Array.from({ length: Math.ceil(turn.length / CHUNK) }, (_, i): Job => {
      return { kind: 'check', assignmentIds: turn.slice(i * CHUNK, (i + 1) * CHUNK) };
    });
    await (at > 0 ? ctx.queue.send(jobs, Math.floor((at - AT_ONCE) / PER_SECOND) + 1) : ctx.queue.send(jobs));
  }
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
      const wait = isShutOut(cause) ? SHUT_OUT_MS : AGAIN_MS;
      await ctx.db.commit([lookedAgain(ctx, id, due.agencyId, ctx.now + wait)]);
    }
  }
}

function isShutOut(cause: unknown): boolean {
  const { StripePermissionError, StripeAuthenticationError } = Stripe.errors;
  return cause instanceof StripePermissionError || cause instanceof StripeAuthenticationError;
}
