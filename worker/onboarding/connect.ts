import Stripe from 'stripe';
import { askStripe } from '../assignment/ask-stripe.ts';
import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { conflict } from '../problem.ts';
import { noteLostAccount } from '../reconcile/lost-account.ts';
import { minuteOf, note } from './note.ts';
import { agencyOf, customersForgotten } from './store.ts';

/** What seals the agency's id in Stripe's ways back, so that nobody can open its onboarding or make us ask Stripe at will. */
export const CONNECT_SEAL = 'connect';

/** Opens Stripe's onboarding for the account that the agency's clients pay into (T-6); unfinished, it goes on. */
export async function openConnect(ctx: Ctx, agencyId: string): Promise<{ url: string }> {
  return askStripe(ctx, async () => {
    await rereadConnect(ctx, agencyId, 'dropped');
    const row = await agencyOf(ctx, agencyId);
    if (row.chargesEnabled) {
      throw conflict(
        'already_connected',
        'Connected already.',
        'Stripe takes payments for you; there is nothing to do.',
      );
    }
    const sealed = encodeURIComponent(await ctx.seal.close(agencyId, CONNECT_SEAL));
    const { url } = await ctx.stripe.accountLinks.create({
      account: row.stripeAccountId ?? (await newAccount(ctx, agencyId)),
      type: 'account_onboarding',
      return_url: `${ctx.env.PUBLIC_URL}/return/connect?a=${sealed}`,
      refresh_url: `${ctx.env.PUBLIC_URL}/return/connect-again?a=${sealed}`,
    });
    return { url };
  });
}

async function newAccount(ctx: Ctx, agencyId: string): Promise<string> {
  const row = await agencyOf(ctx, agencyId);
  const key = `agency-account:${agencyId}:${minuteOf(ctx)}`;
  const { id } = await ctx.stripe.accounts.create(
    { type: 'standard', metadata: { agency_id: agencyId } },
    on(undefined, key),
  );
  const set = { stripeAccountId: id, chargesEnabled: false };
  if (await note(ctx, row, 'agency.account_made', set, customersForgotten(ctx, agencyId))) return id;
  const first = (await agencyOf(ctx, agencyId)).stripeAccountId;
  if (first) return first;
  throw conflict('changed', 'Not opened.', 'Somebody else changed this just now. Try again.');
}

/**
 * Makes our row agree with what Stripe says of the connected account (T-6). Throws when Stripe gives no answer.
 * @param ifLost what an account means that we may no longer speak for: `kept` takes no payments until it is back;
 * `dropped` is for when its owner has cut it off, and makes room for another one
 */
export async function rereadConnect(ctx: Ctx, agencyId: string, ifLost: 'kept' | 'dropped' = 'kept'): Promise<void> {
  const row = await agencyOf(ctx, agencyId);
  if (!row.stripeAccountId) return;
  const account = await accountOf(ctx, row.stripeAccountId);
  if (!account && ifLost === 'dropped') {
    await note(ctx, row, 'agency.account_lost', { stripeAccountId: null, chargesEnabled: false });
    await noteLostAccount(ctx, agencyId, row.stripeAccountId);
    return;
  }
  const chargesEnabled = account?.charges_enabled ?? false;
  if (chargesEnabled === row.chargesEnabled) return;
  await note(ctx, row, chargesEnabled ? 'agency.connected' : 'agency.payments_stopped', { chargesEnabled });
}

/** Whether clients can pay into the account. One that could not, as last seen, is looked at again. */
export async function mayCharge(
  ctx: Ctx,
  seen: { id: string; stripeAccountId: string | null; chargesEnabled: boolean },
): Promise<boolean> {
  if (seen.chargesEnabled || !seen.stripeAccountId) return seen.chargesEnabled;
  await rereadConnect(ctx, seen.id);
  return (await agencyOf(ctx, seen.id)).chargesEnabled;
}

/** @returns undefined when it is gone, or has cut us off */
async function accountOf(ctx: Ctx, id: string): Promise<Stripe.Account | undefined> {
  try {
    return await ctx.stripe.accounts.retrieve(id);
  } catch (cause) {
    const { StripePermissionError, StripeInvalidRequestError } = Stripe.errors;
    const isGone = cause instanceof StripeInvalidRequestError && cause.code === 'resource_missing';
    if (cause instanceof StripePermissionError || isGone) return undefined;
    throw cause;
  }
}
