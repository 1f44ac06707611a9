import Stripe from 'stripe';
import type { Ctx, Person } from '../context.ts';
import { TwilioError } from '../edge/twilio.ts';
import { conflict, notFound } from '../problem.ts';
import { advance } from './advance.ts';
import { StillUnderWay } from './consent.ts';
import { outcome, shown } from './outcome.ts';
import { FOR_THE_POOL, reserveOrTwin, type Terms } from './reserve.ts';
import type { PurchaseRequest } from './shape.ts';
import { type PurchaseRow, purchaseAcrossTenants, purchaseByRequest, purchaseOf } from './store/purchase.ts';

/**
 * Buys one number (N-2): reserve → charge → order → confirm, each written down before the next. The same request id
 * comes back to the same purchase. Throws a problem when it ends without a number.
 */
export async function buyNumber(ctx: Ctx, person: Person, request: PurchaseRequest) {
  return outcome(await purchase(ctx, person, request));
}

/** Carries a purchase as far as it goes now. @param terms for whom it is bought, and the price they saw */
export async function purchase(
  ctx: Ctx,
  person: Person,
  request: PurchaseRequest,
  terms: Terms = FOR_THE_POOL,
): Promise<PurchaseRow> {
  const known = await purchaseByRequest(ctx, person.agencyId, request.requestId);
  const reserved = known ?? (await reserveOrTwin(ctx, person, request, terms));
  if (reserved.e164 !== request.e164) {
    throw conflict(
      'request_reused',
      'Not bought.',
      'This request was already used for another number. Start the purchase again.',
    );
  }
  return advanceOrWait(ctx, reserved);
}

/** A vendor that gave no answer leaves the purchase where it is; the buyer sees it in progress and the sweep goes on. */
async function advanceOrWait(ctx: Ctx, row: PurchaseRow): Promise<PurchaseRow> {
  try {
    return await advance(ctx, row);
  } catch (cause) {
    if (!isSilence(cause)) throw cause;
    ctx.log.error('purchase.waiting', cause, { id: row.id });
    await ctx.queue.send([{ kind: 'purchase', purchaseIds: [row.id] }]);
    return (await purchaseAcrossTenants(ctx, row.id)) ?? row;
  }
}

/** A purchase as its buyer sees it. */
export async function readPurchase(ctx: Ctx, person: Person, id: string) {
  const row = await purchaseOf(ctx, person.agencyId, id);
  if (!row) throw notFound('purchase');
  return shown(row);
}

function isSilence(cause: unknown): boolean {
  return [TwilioError, Stripe.errors.StripeError, StillUnderWay].some(kind => cause instanceof kind);
}
