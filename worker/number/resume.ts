import type { Ctx } from '../context.ts';
import { advance } from './advance.ts';
import { isGivenUp, lookAgain } from './given-up.ts';
import { givenUpAcrossTenants, purchaseAcrossTenants, stalledAcrossTenants } from './store/purchase.ts';

const STALLED_MS = 60_000;

/** Takes up a purchase that stopped half way, or was given up and may have been paid (N-2): finishes it or undoes it. */
export async function resumePurchase(ctx: Ctx, id: string): Promise<void> {
  let row = await purchaseAcrossTenants(ctx, id);
  if (row && isGivenUp(row) && row.checkAt !== null && row.checkAt <= ctx.now) {
    await lookAgain(ctx, row);
    row = await purchaseAcrossTenants(ctx, id);
  }
  if (row) await advance(ctx, row);
}

/** Cross-tenant: queues purchases that have been still for a minute, and given up ones that are due for another look. */
export async function sweepPurchases(ctx: Ctx): Promise<void> {
  const [stalled, givenUp] = await Promise.all([
    stalledAcrossTenants(ctx, ctx.now - STALLED_MS),
    givenUpAcrossTenants(ctx),
  ]);
  await ctx.queue.send([...stalled, ...givenUp].map(id => ({ kind: 'purchase', purchaseIds: [id] })));
}
