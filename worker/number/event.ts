import type { Ctx } from '../context.ts';
import { lineOf } from './moved.ts';
import { resumePurchase } from './resume.ts';
import { purchaseAcrossTenants, purchaseMoved } from './store/purchase.ts';

/**
 * A payment of ours moved at Stripe (N-2): its purchase goes on. One that was paid after all, although its purchase had
 * been given up, is refunded. The event only says where to look.
 */
export async function processPaymentEvent(ctx: Ctx, purchaseId: string, intentId: string): Promise<void> {
  const row = await purchaseAcrossTenants(ctx, purchaseId);
  if (!row) return;
  if (row.state === 'declined' || row.state === 'failed') {
    const intent = await ctx.stripe.paymentIntents.retrieve(intentId);
    if (intent.status !== 'succeeded' || intent.metadata.purchase_id !== row.id) return;
    const set = { state: 'refunding', paymentIntentId: intentId } as const;
    await ctx.db.commit([purchaseMoved(ctx, row, set), lineOf(ctx, row, 'purchase.paid_late', row.state)]);
  }
  await resumePurchase(ctx, purchaseId);
}
