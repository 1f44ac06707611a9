import Stripe from 'stripe';
import { rereadStanding } from '../assignment/standing.ts';
import type { Ctx } from '../context.ts';
import { payersDueAcrossTenants, standingSeenAt } from './checkout-store.ts';
import { settlePlan } from './settle.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const PAGE_MS = 5 * MINUTE;
/** One that could not be read waits this long, so that it does not keep others from their turn. */
const AGAIN_MS = 60 * MINUTE;
const MOST = 30;

/**
 * Cross-tenant: looks at open payment pages, and once a day at every standing (T-5): what webhooks and return pages lost is
 * found here. Missed, doubled and overlapping ticks are harmless.
 */
export async function sweepStandings(ctx: Ctx): Promise<void> {
  for (const { id, agencyId } of await payersDueAcrossTenants(ctx, ctx.now - PAGE_MS, ctx.now - DAY, MOST)) {
    try {
      await settlePlan(ctx, agencyId, id);
      await rereadStanding(ctx, agencyId, id);
    } catch (cause) {
      ctx.log.error('standing.unread', cause, { subAccountId: id });
      await standingSeenAt(ctx, agencyId, id, ctx.now - DAY + AGAIN_MS);
      // Stripe is out of reach: the next tick tries again, and this one keeps nobody waiting.
      if (cause instanceof Stripe.errors.StripeConnectionError) return;
    }
  }
}
