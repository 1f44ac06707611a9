import type { Ctx } from '../context.ts';
import { isGivenUp, paidLate } from './given-up.ts';
import { resumePurchase } from './resume.ts';
import { purchaseAcrossTenants } from './store/purchase.ts';

/**
 * A payment of ours moved at Stripe (N-2): its purchase goes on. One that was paid after all, although its purchase had
 * been given up, is refunded. The event only says where to look.
 */
export async function processPaymentEvent(ctx: Ctx, purchaseId: string, intentId: string): Promise<void> {
  const row = await purchaseAcrossTenants(ctx, purchaseId);
  if (!row) return;
  if (isGivenUp(row)) {
    const intent = await ctx.stripe.paymentIntents.retrieve(intentId);
    if (intent.status !== 'succeeded' || intent.metadata.purchase_id !== row.id) return;
    await paidLate(ctx, row, intentId);
  }
  await resumePurchase(ctx, purchaseId);
}
