import { cancelSubscription } from '../assignment/effect.ts';
import type { Ctx } from '../context.ts';
import { giveBack } from '../edge/refund.ts';
import { on } from '../edge/stripe.ts';

/**
 * Takes back a plan that was paid though the sub-account's plan runs already (T-5): ends the second subscription and gives
 * back whatever it was paid. Repeating it changes nothing. @returns minor units given back in all
 */
export async function undoDouble(ctx: Ctx, stripeAccountId: string, subscriptionId: string): Promise<number> {
  await cancelSubscription(ctx, { stripeAccountId, subscriptionId });
  const invoices = await ctx.stripe.invoices.list(
    { subscription: subscriptionId, status: 'paid', limit: 100, expand: ['data.payments'] },
    on(stripeAccountId),
  );
  let given = 0;
  for (const invoice of invoices.data) {
    for (const { payment, status } of invoice.payments?.data ?? []) {
      const intent = payment.payment_intent;
      if (status !== 'paid' || !intent) continue;
      given += await giveBack(ctx, stripeAccountId, typeof intent === 'string' ? intent : intent.id);
    }
  }
  return given;
}
