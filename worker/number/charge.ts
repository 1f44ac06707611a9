import Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { buyerAgency, type PurchaseRow } from './store.ts';

type Charged =
  | { state: 'charged'; paymentIntentId: string }
  | { state: 'declined' | 'failed'; whyCode: string; why: string };

/**
 * Charges the agency's card on file at once, on the platform account (N-2). Repeating it with the same purchase never
 * charges twice. Throws when Stripe gave no answer: the purchase then stays reserved and is tried again.
 */
export async function charge(ctx: Ctx, row: PurchaseRow): Promise<Charged> {
  const agency = await buyerAgency(ctx, row.agencyId);
  const card = agency?.stripeCustomerId && (await cardOnFile(ctx, agency.stripeCustomerId));
  if (!agency?.stripeCustomerId || !card) return { state: 'declined', whyCode: 'no_card', why: '' };
  try {
    const intent = await ctx.stripe.paymentIntents.create(
      {
        amount: row.amount,
        currency: row.currency,
        customer: agency.stripeCustomerId,
        payment_method: card,
        off_session: true,
        confirm: true,
        description: `Phone number ${row.e164}, first month`,
        metadata: { purchase_id: row.id, agency_id: row.agencyId },
      },
      on(undefined, `purchase:${row.id}:charge`),
    );
    if (intent.status === 'succeeded') return { state: 'charged', paymentIntentId: intent.id };
    return { state: 'declined', whyCode: intent.status, why: 'The payment did not go through.' };
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeInvalidRequestError) {
      ctx.log.error('purchase.refused_by_stripe', cause, { id: row.id });
      return { state: 'failed', whyCode: cause.code ?? 'invalid_request', why: cause.message };
    }
    if (!(cause instanceof Stripe.errors.StripeCardError)) throw cause;
    ctx.log.info('purchase.declined', { id: row.id, code: cause.decline_code ?? cause.code ?? '' });
    return { state: 'declined', whyCode: cause.code ?? 'card_declined', why: cause.message };
  }
}

async function cardOnFile(ctx: Ctx, customerId: string): Promise<string | undefined> {
  const customer = await ctx.stripe.customers.retrieve(customerId);
  if (customer.deleted) return undefined;
  const card = customer.invoice_settings.default_payment_method;
  return typeof card === 'string' ? card : card?.id;
}
