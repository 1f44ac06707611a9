import Stripe from 'stripe';
import { cancelSubscription } from '../assignment/effect.ts';
import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';

/**
 * Takes back a plan that was paid though the sub-account's plan runs already (T-5): ends the second subscription and gives
 * back whatever it was paid. Repeating it changes nothing. @returns minor units given back now
 */
export async function undoDouble(ctx: Ctx, stripeAccountId: string, subscriptionId: string): Promise<number> {
  await cancelSubscription(ctx, { stripeAccountId, subscriptionId });
  const invoices = await ctx.stripe.invoices.list(
    { subscription: subscriptionId, status: 'paid', limit: 100, expand: ['data.payments'] },
    on(stripeAccountId),
  );
  let given = 0;
  for (const invoice of invoices.data) {
    for (const { id, payment, status } of invoice.payments?.data ?? []) {
      const intent = payment.payment_intent;
      if (status !== 'paid' || !intent) continue;
      given += await refunded(ctx, stripeAccountId, id, typeof intent === 'string' ? intent : intent.id);
    }
  }
  return given;
}

async function refunded(ctx: Ctx, account: string, paymentId: string, paymentIntent: string): Promise<number> {
  try {
    const { amount } = await ctx.stripe.refunds.create(
      { payment_intent: paymentIntent },
      on(account, `refund:${paymentId}`),
    );
    return amount;
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeError && cause.code === 'charge_already_refunded') return 0;
    throw cause;
  }
}
