import type Stripe from 'stripe';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { on } from '../edge/stripe.ts';
import { type PaymentMethod, planRuns, type Standing, standing } from './rules/standing.ts';
import { type MirroredStanding, mirroredStanding, standingSeen } from './store/standing.ts';

/** How many of a customer's subscriptions are looked through for the one that pays the plan. */
const MOST_SUBSCRIPTIONS = 300;
const TRIES = 4;
/** A plan that is over, or whose first payment never came: another one may be in force instead. */
const PAYS_NOTHING: readonly string[] = ['canceled', 'incomplete_expired', 'incomplete'];

/**
 * Re-reads a sub-account's standing from its Stripe customer and mirrors it (T-5). Throws when Stripe gives no answer;
 * the mirror then stays as it was.
 */
export async function rereadStanding(ctx: Ctx, agencyId: string, subAccountId: string): Promise<Standing> {
  for (let attempt = 1; ; attempt += 1) {
    const known = await mirroredStanding(ctx, agencyId, subAccountId);
    const { planSubscriptionId, ...seen } = await readStanding(ctx, known);
    if ((await mirror(ctx, known, planSubscriptionId, seen)) || attempt === TRIES) return seen;
    ctx.log.info('standing.raced', { subAccountId, attempt });
  }
}

/** @returns false when another customer or plan was linked meanwhile: what was read is somebody else's standing */
async function mirror(
  ctx: Ctx,
  known: MirroredStanding,
  planSubscriptionId: string | null,
  seen: Standing,
): Promise<boolean> {
  const { agencyId, id: subAccountId } = known;
  const row = standingSeen(ctx, known, { planSubscriptionId, ...seen });
  const { planStatus, cardValid } = known;
  const changed = planStatus !== seen.planStatus || cardValid !== seen.cardValid;
  const line = auditLine(ctx, {
    agencyId,
    subAccountId,
    entity: 'sub_account',
    entityId: subAccountId,
    act: 'standing_changed',
    before: { planStatus, cardValid },
    after: seen,
  });
  try {
    const [hit = 0] = await ctx.db.commit(changed ? [row, line] : [row]);
    return hit > 0;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    return false;
  }
}

async function readStanding(
  ctx: Ctx,
  known: MirroredStanding,
): Promise<Standing & { planSubscriptionId: string | null }> {
  const { stripeAccountId, stripeCustomerId } = known;
  if (!stripeAccountId || !stripeCustomerId) {
    return { planStatus: null, cardValid: false, planSubscriptionId: known.planSubscriptionId };
  }
  const [customer, plan] = await Promise.all([
    ctx.stripe.customers.retrieve(
      stripeCustomerId,
      { expand: ['invoice_settings.default_payment_method'] },
      on(stripeAccountId),
    ),
    planSubscription(ctx, known, stripeAccountId, stripeCustomerId),
  ]);
  const facts = {
    planStatus: plan?.status ?? null,
    subscriptionDefault: methodOf(plan?.default_payment_method),
    customerDefault: customer.deleted ? null : methodOf(customer.invoice_settings.default_payment_method),
  };
  const today = new Date(ctx.now);
  const month = { year: today.getUTCFullYear(), month: today.getUTCMonth() + 1 };
  return { ...standing(facts, month), planSubscriptionId: plan?.id ?? known.planSubscriptionId };
}

/** The known plan subscription; where it ended or none is known, the customer's best one that pays no number. */
async function planSubscription(
  ctx: Ctx,
  known: MirroredStanding,
  account: string,
  customer: string,
): Promise<Stripe.Subscription | undefined> {
  const expand = ['default_payment_method'];
  const stored =
    known.planSubscriptionId &&
    (await ctx.stripe.subscriptions.retrieve(known.planSubscriptionId, { expand }, on(account)));
  if (stored && !PAYS_NOTHING.includes(stored.status)) return stored;
  const list = await ctx.stripe.subscriptions
    .list({ customer, status: 'all', limit: 100, expand: ['data.default_payment_method'] }, on(account))
    .autoPagingToArray({ limit: MOST_SUBSCRIPTIONS });
  const plans = list.filter(subscription => !subscription.metadata.assignment_id);
  return plans.find(subscription => planRuns(subscription.status)) ?? (stored || plans[0]);
}

function methodOf(method: string | Stripe.PaymentMethod | null | undefined): PaymentMethod | null {
  if (!method || typeof method === 'string') return null;
  const { type, card } = method;
  return { type, card: card ? { expMonth: card.exp_month, expYear: card.exp_year } : null };
}
