import Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import { on } from './stripe.ts';

/** Stripe replays an error of its own under the same key for a day; a later attempt needs another one. */
const ATTEMPT_MS = 60_000;

/**
 * Gives back all that is left of a payment (A-10, N-2). Looks first what was given back before, so that an answer that got
 * lost, or an error Stripe would replay, holds nothing up; asking again changes nothing.
 * @returns minor units given back of it in all
 */
export async function giveBack(
  ctx: Pick<Ctx, 'stripe' | 'now'>,
  account: string | undefined,
  paymentIntent: string,
  metadata: Record<string, string> = {},
): Promise<number> {
  const charge = await chargeOf(ctx, account, paymentIntent);
  if (charge.refunded) return charge.amount_refunded;
  const key = `refund:${charge.id}:${charge.amount_refunded}:${Math.floor(ctx.now / ATTEMPT_MS)}`;
  try {
    const { amount } = await ctx.stripe.refunds.create({ payment_intent: paymentIntent, metadata }, on(account, key));
    return charge.amount_refunded + amount;
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    const again = await chargeOf(ctx, account, paymentIntent);
    if (!again.refunded) throw cause;
    return again.amount_refunded;
  }
}

async function chargeOf(ctx: Pick<Ctx, 'stripe'>, account: string | undefined, paymentIntent: string) {
  const expand = ['latest_charge'];
  const { latest_charge: charge } = await ctx.stripe.paymentIntents.retrieve(paymentIntent, { expand }, on(account));
  if (!charge || typeof charge === 'string') throw new Error(`payment ${paymentIntent} was never charged`);
  return charge;
}
