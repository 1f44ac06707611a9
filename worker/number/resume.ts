import type { Ctx } from '../context.ts';
import { advance } from './advance.ts';
import { purchaseAcrossTenants, stalledAcrossTenants } from './store/purchase.ts';

const STALLED_MS = 60_000;

/** Takes up a purchase that stopped half way (N-2): finishes it or undoes it. */
export async function resumePurchase(ctx: Ctx, id: string): Promise<void> {
  const row = await purchaseAcrossTenants(ctx, id);
  if (row) await advance(ctx, row);
}

/** Cross-tenant: queues purchases that have been still for a minute. */
export async function sweepPurchases(ctx: Ctx): Promise<void> {
  const ids = await stalledAcrossTenants(ctx, ctx.now - STALLED_MS);
  await ctx.queue.send(ids.map(id => ({ kind: 'purchase', purchaseIds: [id] })));
}
