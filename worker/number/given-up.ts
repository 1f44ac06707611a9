import Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { intentMade } from './charge.ts';
import { lineOf } from './moved.ts';
import { lateSight, nextLook } from './rules/given-up.ts';
import { buyerAgency, type PurchaseRow, purchaseLookedAt, purchaseMoved } from './store/purchase.ts';

/** @returns whether it ended without a number and nothing was, as far as is known, paid for it */
export function isGivenUp({ state }: PurchaseRow): boolean {
  return state === 'declined' || state === 'failed';
}

/**
 * Looks whether a purchase that was given up was paid all the same (N-2): what was paid is given back, what can still be paid
 * is closed. Throws when Stripe gives no answer; it is then looked at again.
 */
export async function lookAgain(ctx: Ctx, row: PurchaseRow): Promise<void> {
  const intent = await paymentOf(ctx, row);
  const sight = lateSight(intent);
  if (sight === 'paid' && intent) return paidLate(ctx, row, intent.id);
  const isClosed = sight === 'over' || (sight === 'payable' && intent !== undefined && (await closed(ctx, intent.id)));
  await ctx.db.commit([purchaseLookedAt(ctx, row, isClosed ? null : nextLook(row.updatedAt, ctx.now))]);
}

/** Gives back what was paid for a purchase that had been given up. Somebody else's turn on it is as good. */
export async function paidLate(ctx: Ctx, row: PurchaseRow, paymentIntentId: string): Promise<void> {
  const set = { state: 'refunding', paymentIntentId, checkAt: null } as const;
  try {
    await ctx.db.commit([purchaseMoved(ctx, row, set), lineOf(ctx, row, 'purchase.paid_late', row.state)]);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
}

async function paymentOf(ctx: Ctx, row: PurchaseRow): Promise<Stripe.PaymentIntent | undefined> {
  if (row.paymentIntentId) return ctx.stripe.paymentIntents.retrieve(row.paymentIntentId);
  const customer = (await buyerAgency(ctx, row.agencyId))?.stripeCustomerId;
  return customer ? intentMade(ctx, row, customer) : undefined;
}

/** Nobody can pay it any more. @returns false where Stripe does not let go of it now */
async function closed(ctx: Ctx, id: string): Promise<boolean> {
  try {
    await ctx.stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });
    return true;
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeInvalidRequestError)) throw cause;
    return false;
  }
}
