import Stripe from 'stripe';
import { askStripe } from '../assignment/ask-stripe.ts';
import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { refused } from '../problem.ts';
import { placeOf } from './sub-account-store.ts';

/** What seals the id in the portal's way back, so that nobody can make us ask Stripe at will. */
export const PORTAL_SEAL = 'portal';

/** Opens Stripe's customer portal, where cards are changed and invoices paid (T-5). */
export async function openPortal(ctx: Ctx, agencyId: string, subAccountId: string): Promise<{ url: string }> {
  const { subAccount, agency } = await placeOf(ctx, agencyId, subAccountId);
  const { stripeCustomerId: customer, id } = subAccount;
  const account = agency.stripeAccountId;
  if (!account || !customer) {
    throw refused('no_customer', 'Not opened.', `${subAccount.name} has paid nothing yet. Start its plan first.`);
  }
  const back = `${ctx.env.PUBLIC_URL}/return/portal?s=${await ctx.seal.close(id, PORTAL_SEAL)}`;
  try {
    const { url } = await ctx.stripe.billingPortal.sessions.create({ customer, return_url: back }, on(account));
    return { url };
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeInvalidRequestError && /configuration/i.test(cause.message)) {
      ctx.log.warn('portal.not_set_up', { account });
      throw refused(
        'portal_not_set_up',
        'Not opened.',
        'The customer portal is not set up on the agency’s Stripe account. The agency saves its settings once in the Stripe dashboard, under Billing.',
      );
    }
    return askStripe(ctx, () => Promise.reject(cause));
  }
}
