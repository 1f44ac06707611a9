import { askStripe } from '../assignment/ask-stripe.ts';
import { rereadStanding } from '../assignment/standing.ts';
import type { Ctx } from '../context.ts';
import { settlePlan } from './settle.ts';
import { placeOf } from './sub-account-store.ts';

/** Reads a sub-account's standing from Stripe now, for somebody who does not want to wait (T-5). */
export async function reread(ctx: Ctx, agencyId: string, subAccountId: string) {
  await placeOf(ctx, agencyId, subAccountId);
  await askStripe(ctx, async () => {
    await settlePlan(ctx, agencyId, subAccountId);
    await rereadStanding(ctx, agencyId, subAccountId);
  });
  return placeOf(ctx, agencyId, subAccountId);
}
