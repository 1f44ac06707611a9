import Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { type Charged, seen } from './rules/charge.ts';
import type { PurchaseRow } from './store/purchase.ts';

/** Nobody consented for so long: the purchase is given up. */
const ABANDONED_MS = 24 * 3_600_000;
const TEN_MINUTES_MS = 600_000;

/** Not known yet: the purchase stays where it is and is looked at again. */
export class StillUnderWay extends Error {}

/**
 * The bank wants the owner: confirms the same payment again, now with the owner there, which opens the bank's page
 * (N-2). Repeating it comes to the same page. Throws when Stripe gave no answer.
 * @param card the card the bank asked about; undefined where the payment still knows it
 */
export async function askConsent(
  ctx: Ctx,
  row: PurchaseRow,
  intentId: string,
  card: string | undefined,
): Promise<Charged> {
  try {
    const intent = await ctx.stripe.paymentIntents.confirm(
      intentId,
      { ...(card && { payment_method: card }), return_url: `${ctx.env.PUBLIC_URL}/return/purchase?p=${row.id}` },
      // An error of Stripe's own is replayed under its key for a day: it is used for ten minutes only.
      on(undefined, `purchase:${row.id}:consent:${Math.floor(ctx.now / TEN_MINUTES_MS)}`),
    );
    return after(intent);
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    const became = seen(await ctx.stripe.paymentIntents.retrieve(intentId));
    if (became.is !== 'settled') throw cause;
    return became.charged;
  }
}

/** What came of the bank's page; undefined while the owner may still consent. */
export async function settleConsent(ctx: Ctx, row: PurchaseRow): Promise<Charged | undefined> {
  if (!row.paymentIntentId) throw new Error(`purchase ${row.id} waits for consent to nothing`);
  const became = seen(await ctx.stripe.paymentIntents.retrieve(row.paymentIntentId));
  const charged = became.is === 'settled' ? became.charged : undefined;
  if (charged?.state === 'charged') return charged;
  if (charged?.state === 'declined') return closed(ctx, row.paymentIntentId, charged);
  if (ctx.now - row.updatedAt < ABANDONED_MS) return undefined;
  const why = 'Nobody consented within a day.';
  return closed(ctx, row.paymentIntentId, { state: 'declined', whyCode: 'consent_abandoned', why });
}

/** Nobody may pay any more. What slipped in before counts as paid. */
async function closed(ctx: Ctx, intentId: string, became: Charged): Promise<Charged> {
  try {
    await ctx.stripe.paymentIntents.cancel(intentId, { cancellation_reason: 'abandoned' });
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    const now = await ctx.stripe.paymentIntents.retrieve(intentId);
    if (now.status === 'succeeded') return after(now);
    if (now.status !== 'canceled') throw cause;
  }
  return became;
}

function after(intent: Stripe.PaymentIntent): Charged {
  const became = seen(intent);
  if (became.is === 'settled') return became.charged;
  throw new StillUnderWay(`payment ${intent.id} is ${intent.status}`);
}
