import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { noteDrift } from '../reconcile/findings.ts';
import { mirrorForwarding } from '../routing/mirror.ts';
import { endTurn, takeTurn } from '../turn.ts';
import { cancelSubscription } from './effect.ts';
import { assignmentAcrossTenants } from './store/across.ts';
import { loadAssignment } from './store/assignment.ts';
import { CHUNK, crowdEnded, isCrowd, turnsUntil } from './store/end-crowd.ts';
import { sync } from './sync.ts';

/**
 * Very many releases due at once, such as a month's end. One by one each is re-read at Stripe before it ends; for a
 * crowd that would take hours, in which numbers stay taken that R-1 already counts as ended. What the rows prove by
 * themselves is therefore ended first, by set-based statements in short batches, and Stripe is read behind it at a set
 * rate. Should Stripe then say that somebody kept a number there and nobody told us, the number stays in the pool, the
 * subscription is cancelled, what was paid for it is given back, and the agency sees a finding.
 */
const CROWD = 500;
/** Of one tick; the next goes on. */
const MOST_CHUNKS = 400;
/** One tick at a time; one that died is followed by the next. */
const TURN_MS = 5 * 60_000;
/** Between two batches others write. */
const BREATH_MS = 20;

/**
 * @param least more than so many are a crowd
 * @returns how many were ended; 0 where there is no crowd and each is to be looked at by itself
 */
export async function endCrowd(ctx: Ctx, least = CROWD): Promise<number> {
  if (!(await isCrowd(ctx, least))) return 0;
  const until = ctx.now + TURN_MS;
  const turn = await takeTurn(ctx, 'crowd', until);
  if (!turn) return 0;
  // What a tick before this one queued up for the vendors is not overtaken, or they would be asked twice as fast.
  const waiting = turnsUntil(turn.nextAt, ctx.now);
  let count = 0;
  for (let chunk = 0; chunk < MOST_CHUNKS; chunk += 1) {
    const changed = (await ctx.db.commit(crowdEnded(ctx, waiting + count))).at(-1) ?? 0;
    count += changed;
    if (changed < CHUNK) break;
    await new Promise(done => setTimeout(done, BREATH_MS));
  }
  await endTurn(ctx, 'crowd', until, ctx.now);
  ctx.log.info('releases.ended_together', { count });
  return count;
}

/** Settles one of them with KV and Stripe: its subscription is over, nothing was paid for the time after, nothing is open. */
export async function settleRelease(ctx: Ctx, { assignmentId }: { assignmentId: string }): Promise<void> {
  const row = await assignmentAcrossTenants(ctx, assignmentId);
  if (!row?.subscriptionId || !row.stripeAccountId) return;
  const { subscriptionId, stripeAccountId } = row;
  await mirrorForwarding(ctx, row.numberId);
  const { status, cancel_at } = await ctx.stripe.subscriptions.retrieve(subscriptionId, {}, on(stripeAccountId));
  if (status === 'active' && cancel_at === null) await noteKept(ctx, row.agencyId, assignmentId, subscriptionId);
  await sync(ctx, row.agencyId, assignmentId, { subscriptionId });
  await cancelSubscription(ctx, { stripeAccountId, subscriptionId });
}

async function noteKept(ctx: Ctx, agencyId: string, assignmentId: string, subscriptionId: string): Promise<void> {
  const { number, subAccount } = await loadAssignment(ctx, agencyId, assignmentId);
  const detail = { e164: number.e164, subAccount: subAccount.name, assignmentId, subscriptionId };
  await noteDrift(ctx, agencyId, { kind: 'kept_at_stripe', subject: assignmentId, detail, repaired: true });
}
