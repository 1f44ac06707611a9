import Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { buyerAgency, type PurchaseRow } from './store/purchase.ts';

/** A charge that Stripe knows nothing of after so long was never made. */
const GIVE_UP_MS = 10 * 60_000;

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
    if (!(cause instanceof Stripe.errors.StripeCardError)) return chargeLost(ctx, row, agency.stripeCustomerId, cause);
    ctx.log.info('purchase.declined', { id: row.id, code: cause.decline_code ?? cause.code ?? '' });
    return { state: 'declined', whyCode: cause.code ?? 'card_declined', why: cause.message };
  }
}

/**
 * Stripe's answer was lost or an error of its own, which the same idempotency key replays for a day: what became of the
 * charge is looked up instead. Rethrows while it may still be under way.
 */
async function chargeLost(ctx: Ctx, row: PurchaseRow, customer: string, cause: unknown): Promise<Charged> {
  const recent = await ctx.stripe.paymentIntents.list({
    customer,
    limit: 100,
    created: { gte: toSeconds(row.createdAt) - 300 },
  });
  const intent = recent.data.find(one => one.metadata.purchase_id === row.id);
  if (intent?.status === 'succeeded') return { state: 'charged', paymentIntentId: intent.id };
  if (intent?.last_payment_error) {
    return { state: 'declined', whyCode: 'card_declined', why: intent.last_payment_error.message ?? '' };
  }
  if (ctx.now - row.createdAt < GIVE_UP_MS) throw cause;
  ctx.log.error('purchase.charge_given_up', cause, { id: row.id });
  return { state: 'failed', whyCode: 'stripe_unavailable', why: 'Stripe did not take the payment.' };
}

const toSeconds = (ms: number) => Math.floor(ms / 1000);

async function cardOnFile(ctx: Ctx, customerId: string): Promise<string | undefined> {
  const customer = await ctx.stripe.customers.retrieve(customerId);
  if (customer.deleted) return undefined;
  const card = customer.invoice_settings.default_payment_method;
  return typeof card === 'string' ? card : card?.id;
}
