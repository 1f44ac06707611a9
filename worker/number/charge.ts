import Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { buysOnOwn } from './carrier.ts';
import { askConsent, StillUnderWay } from './consent.ts';
import { type Charged, type Seen, seen } from './rules/charge.ts';
import { buyerAgency, type PurchaseRow } from './store/purchase.ts';

/** A charge that Stripe knows nothing of after so long was never made. */
const GIVE_UP_MS = 10 * 60_000;

/**
 * Charges the agency's card on file at once, on the platform account (N-2). Repeating it with the same purchase never
 * charges twice: a later attempt first looks what the earlier one came to. Throws when Stripe gave no answer: the
 * purchase then stays reserved and is tried again. On an account of its own Twilio bills the agency itself (N-3).
 */
export async function charge(ctx: Ctx, row: PurchaseRow): Promise<Charged> {
  const agency = await buyerAgency(ctx, row.agencyId);
  const customer = agency?.stripeCustomerId;
  const isFirst = row.createdAt === ctx.now;
  const made = isFirst || !customer ? undefined : await chargeMade(ctx, row, customer);
  if (made) return settled(ctx, row, made);
  if (buysOnOwn(agency)) return { state: 'charged', paymentIntentId: null };
  if (!customer) return { state: 'declined', whyCode: 'no_card', why: '' };
  if (ctx.now - row.createdAt > GIVE_UP_MS) {
    return { state: 'failed', whyCode: 'stripe_unavailable', why: 'Stripe did not take the payment.' };
  }
  const card = await cardOnFile(ctx, customer);
  if (!card) return { state: 'declined', whyCode: 'no_card', why: '' };
  try {
    const intent = await ctx.stripe.paymentIntents.create(
      {
        amount: row.amount,
        currency: row.currency,
        customer,
        payment_method: card,
        off_session: true,
        confirm: true,
        description: `Phone number ${row.e164}, first month`,
        metadata: { purchase_id: row.id, agency_id: row.agencyId },
      },
      on(undefined, `purchase:${row.id}:charge`),
    );
    const became = seen(intent);
    if (became.is === 'under_way') throw new StillUnderWay(`payment ${intent.id} is ${intent.status}`);
    return settled(ctx, row, became);
  } catch (cause) {
    return refusedBy(ctx, row, customer, cause);
  }
}

/** The card on file for purchases, or undefined. */
async function cardOnFile(ctx: Ctx, customerId: string): Promise<string | undefined> {
  const customer = await ctx.stripe.customers.retrieve(customerId);
  if (customer.deleted) return undefined;
  const card = customer.invoice_settings.default_payment_method;
  return typeof card === 'string' ? card : card?.id;
}

async function settled(ctx: Ctx, row: PurchaseRow, became: Exclude<Seen, { is: 'under_way' }>): Promise<Charged> {
  return became.is === 'wants_consent' ? askConsent(ctx, row, became.intentId, became.card) : became.charged;
}

/** What Stripe's refusal means. A lost answer, or an error of Stripe's own, says nothing: it is looked up. */
async function refusedBy(ctx: Ctx, row: PurchaseRow, customer: string, cause: unknown): Promise<Charged> {
  if (cause instanceof Stripe.errors.StripeInvalidRequestError) {
    ctx.log.error('purchase.refused_by_stripe', cause, { id: row.id });
    return { state: 'failed', whyCode: cause.code ?? 'invalid_request', why: cause.message };
  }
  if (cause instanceof Stripe.errors.StripeCardError) {
    ctx.log.info('purchase.declined', { id: row.id, code: cause.decline_code ?? cause.code ?? '' });
    const { payment_intent: intent, payment_method: card } = cause;
    if (cause.code === 'authentication_required' && intent) return askConsent(ctx, row, intent.id, card?.id);
    return {
      state: 'declined',
      whyCode: cause.code ?? 'card_declined',
      why: cause.message,
      ...(intent && { paymentIntentId: intent.id }),
    };
  }
  const made = await chargeMade(ctx, row, customer);
  if (!made) throw cause;
  return settled(ctx, row, made);
}

/** The purchase's charge as Stripe has it, if it was made and is not still under way. */
async function chargeMade(ctx: Ctx, row: PurchaseRow, customer: string) {
  const intent = await intentMade(ctx, row, customer);
  const became = intent && seen(intent);
  return became?.is === 'under_way' ? undefined : became;
}

/** The payment that was made for a purchase, if Stripe knows one. */
export async function intentMade(ctx: Ctx, row: PurchaseRow, customer: string) {
  const recent = ctx.stripe.paymentIntents.list({
    customer,
    limit: 100,
    created: { gte: Math.floor(row.createdAt / 1000) - 300 },
  });
  for await (const intent of recent) if (intent.metadata.purchase_id === row.id) return intent;
  return undefined;
}
