import Stripe from 'stripe';
import { askStripe } from '../assignment/ask-stripe.ts';
import { planRuns } from '../assignment/rules/standing.ts';
import { rereadStanding } from '../assignment/standing.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { on } from '../edge/stripe.ts';
import { conflict, type Problem, refused } from '../problem.ts';
import { otherPayer, payerLinked, payerOf } from './checkout-store.ts';
import { closePage } from './start.ts';
import { type PlaceRow, placeOf } from './sub-account-store.ts';

/**
 * Links a customer that the agency's Stripe account has already (T-5): a CRM may bill its clients itself. It must exist
 * there and pay for no other sub-account; its standing is read at once.
 */
export async function linkCustomer(
  ctx: Ctx,
  agencyId: string,
  subAccountId: string,
  customerId: string,
): Promise<PlaceRow> {
  await placeOf(ctx, agencyId, subAccountId);
  const { row, account } = await payerOf(ctx, agencyId, subAccountId);
  if (!account) {
    throw refused('agency_not_connected', 'Not linked.', 'Connect Stripe under Settings first: customers live there.');
  }
  if (row.stripeCustomerId !== customerId) {
    await refuseUnknown(ctx, account, customerId);
    const other = await otherPayer(ctx, agencyId, subAccountId, customerId);
    if (other) throw linkedElsewhere(other.name);
    if (row.planSubscriptionId) await refuseOwnPlan(ctx, account, row.planSubscriptionId, subAccountId);
    if (row.planCheckoutId) await closePage(ctx, account, row.planCheckoutId);
    const line = { agencyId, subAccountId, entity: 'sub_account', entityId: subAccountId, act: 'customer.linked' };
    try {
      await ctx.db.commit([
        payerLinked(ctx, row, customerId),
        auditLine(ctx, { ...line, before: { customerId: row.stripeCustomerId }, after: { customerId } }),
      ]);
    } catch (cause) {
      if (!(cause instanceof LostRace)) throw cause;
      const first = await otherPayer(ctx, agencyId, subAccountId, customerId);
      throw first
        ? linkedElsewhere(first.name)
        : conflict('changed', 'Not linked.', 'Somebody else changed this just now. Look again.');
    }
  }
  await askStripe(ctx, () => rereadStanding(ctx, agencyId, subAccountId));
  return placeOf(ctx, agencyId, subAccountId);
}

async function refuseUnknown(ctx: Ctx, account: string, customerId: string): Promise<void> {
  const unknown = () =>
    refused(
      'unknown_customer',
      'Not linked.',
      'Your Stripe account has no such customer. Copy the id from the customer’s page in your own Stripe dashboard.',
    );
  try {
    const customer = await ctx.stripe.customers.retrieve(customerId, {}, on(account));
    if (customer.deleted) throw unknown();
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    if (cause.code === 'resource_missing') throw unknown();
    await askStripe(ctx, () => Promise.reject(cause));
  }
}

/** A plan that was started here would go on being charged to the former customer. */
async function refuseOwnPlan(ctx: Ctx, account: string, subscriptionId: string, subAccountId: string): Promise<void> {
  const { status, metadata } = await askStripe(ctx, () =>
    ctx.stripe.subscriptions.retrieve(subscriptionId, {}, on(account)),
  );
  if (metadata.sub_account_id !== subAccountId || !planRuns(status)) return;
  throw conflict(
    'plan_runs',
    'Not linked.',
    'The plan started here runs on the customer linked now and would be charged besides. End that subscription in your Stripe dashboard first.',
  );
}

function linkedElsewhere(name: string): Problem {
  return conflict(
    'customer_linked_elsewhere',
    'Not linked.',
    `This customer pays for ${name} already. Each sub-account needs a customer of its own.`,
    { name },
  );
}
