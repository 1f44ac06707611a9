import type Stripe from 'stripe';
import { planRuns } from '../assignment/rules/standing.ts';
import { rereadStanding } from '../assignment/standing.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { on } from '../edge/stripe.ts';
import { payerMoved, payerOf, payerOfCheckout, type SubAccountRow } from './checkout-store.ts';
import { UNPAID } from './rules/standing-words.ts';
import { undoDouble } from './undo.ts';

/** A payment page that can still be used. */
export interface OpenPage {
  sessionId: string;
  url: string;
  /** What it sells, as `termsOf` writes it. */
  terms: string;
}

/**
 * Makes our row agree with the Checkout session that starts the plan (T-5): the one convergent act behind webhook, return
 * page, panel and sweep. Throws when Stripe gives no answer; nothing has changed then.
 * @returns the page while it is still open
 */
export async function settlePlan(ctx: Ctx, agencyId: string, subAccountId: string): Promise<OpenPage | null> {
  const { row, account } = await payerOf(ctx, agencyId, subAccountId);
  if (!account || !row.planCheckoutId) return null;
  const expand = ['subscription'];
  const session = await ctx.stripe.checkout.sessions.retrieve(row.planCheckoutId, { expand }, on(account));
  if (session.status === 'open' && session.url) {
    return { sessionId: session.id, url: session.url, terms: session.metadata?.terms ?? '' };
  }
  try {
    await close(ctx, row, account, session);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    ctx.log.info('plan.raced', { id: subAccountId });
  }
  await rereadStanding(ctx, agencyId, subAccountId);
  return null;
}

/** Settles what an event of a connected account speaks of. @returns whether it was a page of ours */
export async function settleByEvent(ctx: Ctx, account: string, sessionId: string): Promise<boolean> {
  const found = await payerOfCheckout(ctx, account, sessionId);
  if (found) await settlePlan(ctx, found.agencyId, found.id);
  return found !== undefined;
}

async function close(ctx: Ctx, row: SubAccountRow, account: string, session: Stripe.Checkout.Session): Promise<void> {
  const made = session.status === 'complete' ? session.subscription : null;
  const closed = { planCheckoutId: null, planCheckoutUrl: null };
  const line = { agencyId: row.agencyId, subAccountId: row.id, entity: 'sub_account', entityId: row.id };
  if (!made || typeof made !== 'object') {
    await ctx.db.commit([payerMoved(ctx, row, closed), auditLine(ctx, { ...line, act: 'plan.page_closed' })]);
    return;
  }
  const subscriptionId = made.id;
  if (await isDouble(ctx, row, account, session, subscriptionId)) {
    const refunded = await undoDouble(ctx, account, subscriptionId);
    const after = { subscriptionId, refunded, currency: made.currency };
    await ctx.db.commit([payerMoved(ctx, row, closed), auditLine(ctx, { ...line, act: 'plan.double_undone', after })]);
    return;
  }
  const after = { subscriptionId, planId: made.metadata.plan_id ?? null };
  await ctx.db.commit([
    payerMoved(ctx, row, { ...closed, planSubscriptionId: subscriptionId }),
    auditLine(ctx, { ...line, act: 'plan.started', after }),
  ]);
}

/** Somebody paid though another subscription pays the plan, or though another customer was linked meanwhile. */
async function isDouble(
  ctx: Ctx,
  row: SubAccountRow,
  account: string,
  session: Stripe.Checkout.Session,
  made: string,
): Promise<boolean> {
  const payer = typeof session.customer === 'string' ? session.customer : session.customer?.id;
  if (!payer || payer !== row.stripeCustomerId) return true;
  // Also one that we were never told of, made by hand at Stripe while the page was open.
  const others = ctx.stripe.subscriptions.list({ customer: payer, limit: 100 }, on(account));
  for await (const { id, status, metadata } of others) {
    const paysPlan = id !== made && !metadata.assignment_id;
    if (paysPlan && (planRuns(status) || UNPAID.includes(status))) return true;
  }
  return false;
}
