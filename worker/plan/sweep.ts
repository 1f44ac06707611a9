import Stripe from 'stripe';
import { rereadStanding } from '../assignment/standing.ts';
import type { Ctx } from '../context.ts';
import { payerDue, payersDueAcrossTenants, standingSeenAt } from './checkout-store.ts';
import { settlePlan } from './settle.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const PAGE_MS = 5 * MINUTE;
/** One that could not be read waits this long, so that it does not keep others from their turn. */
const AGAIN_MS = 60 * MINUTE;
/**
 * What one tick queues, at a set rate for Stripe's sake: two sub-accounts a second are some five requests a second. With a
 * tick every five minutes 170,000 payers have their turn each day.
 */
const MOST = 600;
const CHUNK = 10;
const PER_SECOND = 2;

/**
 * Cross-tenant: queues a look at open payment pages, and once a day at every standing (T-5): what webhooks and return pages
 * lost is found so. Missed, doubled and overlapping ticks are harmless.
 */
export async function sweepStandings(ctx: Ctx): Promise<void> {
  const due = await payersDueAcrossTenants(ctx, ctx.now - PAGE_MS, ctx.now - DAY, MOST);
  const ids = due.slice(0, MOST);
  for (let at = 0; at < ids.length; at += CHUNK) {
    await ctx.queue.send(
      [{ kind: 'standings', subAccountIds: ids.slice(at, at + CHUNK) }],
      Math.floor(at / PER_SECOND),
    );
  }
}

/** Looks at each that is still due; one that fails waits, and keeps nobody else from their turn. */
export async function checkStandings(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const due = await payerDue(ctx, id, ctx.now - PAGE_MS, ctx.now - DAY);
    if (!due) continue;
    const { agencyId } = due;
    try {
      await settlePlan(ctx, agencyId, id);
      await rereadStanding(ctx, agencyId, id);
    } catch (cause) {
      ctx.log.error('standing.unread', cause, { subAccountId: id });
      await standingSeenAt(ctx, agencyId, id, ctx.now - DAY + AGAIN_MS);
      // Stripe is out of reach: the next tick tries again, and this job keeps nobody waiting.
      if (cause instanceof Stripe.errors.StripeConnectionError) return;
    }
  }
}
