import Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import { type ItemChange, itemChanges } from './rules/keeping.ts';
import type { Beginning } from './rules/keeping-shares.ts';
import type { Keeper } from './store/keeping.ts';

/** What the subscription's lines are called; one product for all agencies. */
const PRODUCT = { id: 'keeping_phone_number', name: 'Phone number, monthly' };
const OVER: readonly string[] = ['canceled', 'incomplete_expired'];
const EXPAND = ['latest_invoice'];

/** The keeping subscriptions that run for an agency: the one known first, then the oldest. */
export async function keepingsOf(ctx: Ctx, customer: string, keeper: Keeper): Promise<Stripe.Subscription[]> {
  const all = await ctx.stripe.subscriptions
    .list({ customer, limit: 100, expand: ['data.latest_invoice'] })
    .autoPagingToArray({ limit: 1000 });
  const known = (one: Stripe.Subscription) => Number(one.id === keeper.keepingSubscriptionId);
  return all
    .filter(one => one.metadata.keeping_of === keeper.id && !OVER.includes(one.status))
    .sort((a, b) => known(b) - known(a) || a.created - b.created);
}

interface Terms extends Beginning {
  agencyId: string;
  customer: string;
}

export async function createKeeping(ctx: Ctx, terms: Terms): Promise<Stripe.Subscription> {
  const product = await productId(ctx);
  const { agencyId, customer, currency, start, wanted } = terms;
  return ctx.stripe.subscriptions.create({
    customer,
    items: [...wanted].map(([amount, quantity]) => ({ quantity, price_data: priceOf(product, currency, amount) })),
    trial_end: Math.floor(start / 1000),
    off_session: true,
    description: 'Keeping phone numbers',
    metadata: { keeping_of: agencyId },
    expand: EXPAND,
  });
}

/** The prices of its lines. */
export function pricesOf({ items }: Stripe.Subscription): number[] {
  return items.data.map(({ price }) => price.unit_amount ?? 0);
}

/** Raises first, so that the last item never goes. */
export async function changeItems(
  ctx: Ctx,
  subscription: Stripe.Subscription,
  wanted: ReadonlyMap<number, number>,
): Promise<Stripe.Subscription> {
  const items = subscription.items.data.map(({ id, price, quantity }) => ({
    id,
    amount: price.unit_amount ?? 0,
    quantity: quantity ?? 0,
  }));
  const { raise, lower } = itemChanges(items, wanted);
  let now = subscription;
  if (raise.length) now = await update(ctx, subscription, raise, 'create_prorations');
  if (lower.length) now = await update(ctx, subscription, lower, 'none');
  return now;
}

/** Ends it at once; what is owed for numbers that came within the period is billed, the rest of the month not given back. */
export async function endKeeping(ctx: Ctx, { id }: Stripe.Subscription): Promise<void> {
  try {
    await ctx.stripe.subscriptions.cancel(id, { prorate: false, invoice_now: true });
  } catch (cause) {
    const { status } = await ctx.stripe.subscriptions.retrieve(id);
    if (!OVER.includes(status)) throw cause;
  }
}

async function update(
  ctx: Ctx,
  { id, currency }: Stripe.Subscription,
  changes: readonly ItemChange[],
  proration_behavior: 'create_prorations' | 'none',
): Promise<Stripe.Subscription> {
  const isNew = changes.some(change => 'amount' in change);
  const product = isNew ? await productId(ctx) : '';
  const items = changes.map(change =>
    'amount' in change ? { quantity: change.quantity, price_data: priceOf(product, currency, change.amount) } : change,
  );
  return ctx.stripe.subscriptions.update(id, { items, proration_behavior, expand: EXPAND });
}

function priceOf(product: string, currency: string, unit_amount: number) {
  return { product, currency, unit_amount, recurring: { interval: 'month' as const } };
}

async function productId(ctx: Ctx): Promise<string> {
  try {
    await ctx.stripe.products.create(PRODUCT);
  } catch (cause) {
    const exists = cause instanceof Stripe.errors.StripeError && cause.code === 'resource_already_exists';
    if (!exists) throw cause;
  }
  return PRODUCT.id;
}
