import Stripe from 'stripe';
import { askStripe } from '../assignment/ask-stripe.ts';
import { planRuns } from '../assignment/rules/standing.ts';
import { rereadStanding } from '../assignment/standing.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { on } from '../edge/stripe.ts';
import { conflict, type Problem, refused } from '../problem.ts';
import { payerMoved } from './checkout-store.ts';
import { customerFor } from './customer.ts';
import { UNPAID } from './rules/standing-words.ts';
import { settlePlan } from './settle.ts';
import type { PlanRow } from './store.ts';
import { type PlaceRow, placeOf } from './sub-account-store.ts';

const TRIES = 4;

/**
 * Opens the Stripe page that starts a sub-account's plan (T-5). Clicking twice, or agency and client at once, come to the
 * same page; one that lapsed, or sells what the plan no longer costs, is replaced.
 */
export async function startPlan(ctx: Ctx, agencyId: string, subAccountId: string): Promise<{ url: string }> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const place = await placeOf(ctx, agencyId, subAccountId);
    const { plan, account } = startable(place);
    const page = await askStripe(ctx, () => settlePlan(ctx, agencyId, subAccountId));
    if (page?.terms === termsOf(plan, trialDays(place.subAccount, plan))) return { url: page.url };
    if (page) await closePage(ctx, account, page.sessionId);
    else {
      const { planStatus } = await askStripe(ctx, () => rereadStanding(ctx, agencyId, subAccountId));
      refuseRunning(planStatus);
      const url = await open(ctx, await placeOf(ctx, agencyId, subAccountId), plan, account);
      if (url) return { url };
    }
  }
  throw conflict('busy', 'Not opened.', 'Somebody else is starting this plan right now. Try again in a moment.');
}

/** What a page sells, so that a page of before a price change is not handed out again. */
function termsOf(plan: PlanRow, trial: number): string {
  return [plan.id, plan.currency, plan.basePrice, trial].join(':');
}

/** A trial is for who pays a plan for the first time. */
function trialDays(row: PlaceRow['subAccount'], plan: PlanRow): number {
  return row.planSubscriptionId === null ? plan.trialDays : 0;
}

/** Closes a page nobody may use any more; one that was paid meanwhile is settled by whoever looks next. */
export async function closePage(ctx: Ctx, account: string, sessionId: string): Promise<void> {
  try {
    await ctx.stripe.checkout.sessions.expire(sessionId, {}, on(account));
  } catch (cause) {
    ctx.log.warn('plan.page_not_closed', { sessionId, cause: String(cause) });
  }
}

function startable({ plan, agency, subAccount }: PlaceRow): { plan: PlanRow; account: string } {
  if (!plan) throw refused('no_plan', 'Not opened.', `${subAccount.name} is on no plan. The agency chooses one first.`);
  if (plan.mode === 'included') {
    throw refused(
      'plan_included',
      'Nothing to pay.',
      `${plan.name} includes its numbers; nothing is paid for it here.`,
    );
  }
  if (!agency.stripeAccountId) throw notConnected();
  return { plan, account: agency.stripeAccountId };
}

function refuseRunning(planStatus: string | null): void {
  if (planRuns(planStatus)) {
    throw conflict('plan_runs', 'The plan runs already.', 'It is paid at Stripe; there is nothing to start.');
  }
  if (UNPAID.includes(planStatus ?? '')) {
    throw conflict(
      'plan_unpaid',
      'Not opened.',
      'The plan was started before and its last payment is missing. Change the card in the billing portal; a second plan would be charged twice.',
    );
  }
}

/** @returns undefined when somebody else was first: look again. */
async function open(ctx: Ctx, place: PlaceRow, plan: PlanRow, account: string): Promise<string | undefined> {
  if (place.subAccount.planCheckoutId) return undefined;
  const payer = await customerFor(ctx, place, account);
  if (!payer) return undefined;
  const { row, customer } = payer;
  const count = row.planCheckoutCount + 1;
  const session = await createSession(ctx, payer.row, { plan, account, customer, count });
  if (!session?.url) return undefined;
  const set = { planCheckoutId: session.id, planCheckoutUrl: session.url, planCheckoutCount: count };
  const line = { agencyId: row.agencyId, subAccountId: row.id, entity: 'sub_account', entityId: row.id };
  try {
    await ctx.db.commit([
      payerMoved(ctx, row, set),
      auditLine(ctx, { ...line, act: 'plan.page_opened', after: { planId: plan.id, sessionId: session.id } }),
    ]);
    return session.url;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    return undefined;
  }
}

interface Opening {
  plan: PlanRow;
  account: string;
  customer: string;
  count: number;
}

/** The key is made from what is stored; one that Stripe holds an error under is used up, and the next count is taken. */
async function createSession(ctx: Ctx, row: PlaceRow['subAccount'], opening: Opening) {
  const key = `plan:${row.id}:${opening.count}`;
  try {
    return await ctx.stripe.checkout.sessions.create(sessionOf(ctx, row, opening), on(opening.account, key));
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    if (cause.code === 'idempotency_key_in_use') return undefined;
    const isOther = cause instanceof Stripe.errors.StripeIdempotencyError;
    if (isOther || (cause.statusCode ?? 0) >= 500) {
      await ctx.db.commit([payerMoved(ctx, row, { planCheckoutCount: opening.count })]);
    }
    if (isOther) return undefined;
    if (cause.code === 'account_invalid') throw notConnected();
    return askStripe(ctx, () => Promise.reject(cause));
  }
}

function sessionOf(ctx: Ctx, row: PlaceRow['subAccount'], { plan, customer }: Opening) {
  const metadata = { agency_id: row.agencyId, sub_account_id: row.id, plan_id: plan.id };
  const trial = trialDays(row, plan);
  return {
    mode: 'subscription',
    customer,
    client_reference_id: row.id,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: plan.currency,
          unit_amount: plan.basePrice,
          recurring: { interval: 'month' },
          product_data: { name: plan.name },
        },
      },
    ],
    // A card is taken even while the trial or a free plan costs nothing: numbers are paid with it (T-5).
    payment_method_collection: 'always',
    metadata: { ...metadata, terms: termsOf(plan, trial) },
    subscription_data: { metadata, ...(trial > 0 && { trial_period_days: trial }) },
    success_url: `${ctx.env.PUBLIC_URL}/return/plan?session_id={CHECKOUT_SESSION_ID}&s=${row.id}`,
    cancel_url: `${ctx.env.PUBLIC_URL}/return/cancelled`,
  } satisfies Stripe.Checkout.SessionCreateParams;
}

function notConnected(): Problem {
  return refused(
    'agency_not_connected',
    'Not opened.',
    'The agency’s Stripe account cannot take payments yet. The agency finishes the Stripe step under Settings first.',
  );
}
