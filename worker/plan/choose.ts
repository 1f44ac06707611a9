import { askStripe } from '../assignment/ask-stripe.ts';
import { planRuns } from '../assignment/rules/standing.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { on } from '../edge/stripe.ts';
import { conflict, refused } from '../problem.ts';
import { UNPAID } from './rules/standing-words.ts';
import { closePage } from './start.ts';
import { planOf } from './store.ts';
import { currencyHeld, type PlaceRow, placeOf, planChosen } from './sub-account-store.ts';

/** Puts a sub-account on a plan, or on none (T-4). What it pays at Stripe already goes on as it is. */
export async function choosePlan(ctx: Ctx, agencyId: string, subAccountId: string, planId: string | null) {
  const place = await placeOf(ctx, agencyId, subAccountId);
  const before = place.subAccount.planId;
  if (before === planId) return place;
  if (planId !== null) await refuseUnfit(ctx, place, planId);
  const line = { agencyId, subAccountId, entity: 'sub_account', entityId: subAccountId };
  try {
    await ctx.db.commit([
      planChosen(ctx, place.subAccount, planId),
      auditLine(ctx, { ...line, act: 'plan.chosen', before: { planId: before }, after: { planId } }),
    ]);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    throw conflict('changed', 'Not saved.', 'Somebody else changed this just now. Look again.');
  }
  const { planCheckoutId } = place.subAccount;
  const account = place.agency.stripeAccountId;
  // An open page sells the former plan.
  if (planCheckoutId && account) await closePage(ctx, account, planCheckoutId);
  return placeOf(ctx, agencyId, subAccountId);
}

async function refuseUnfit(ctx: Ctx, place: PlaceRow, planId: string): Promise<void> {
  const { plan } = await planOf(ctx, place.subAccount.agencyId, planId);
  if (plan.archivedAt !== null) {
    throw refused('plan_archived', 'Not saved.', `${plan.name} is archived and takes nobody new. Choose another plan.`);
  }
  const { planStatus } = place.subAccount;
  const pays = place.numbers > 0 || planRuns(planStatus) || UNPAID.includes(planStatus ?? '');
  const currency = pays ? await currencyPaid(ctx, place) : undefined;
  if (currency !== undefined && currency !== plan.currency) {
    const name = currency.toUpperCase();
    throw refused(
      'currency_differs',
      'Not saved.',
      `${place.subAccount.name} pays in ${name} and Stripe keeps to one currency per customer. Choose a plan in ${name}.`,
    );
  }
}

/** What it pays in, also while it is on no plan: as its numbers are priced, else as Stripe has its customer. */
async function currencyPaid(ctx: Ctx, { plan, agency, subAccount }: PlaceRow): Promise<string | undefined> {
  if (plan) return plan.currency;
  const priced = await currencyHeld(ctx, subAccount.agencyId, subAccount.id);
  const { stripeCustomerId } = subAccount;
  if (priced || !stripeCustomerId || !agency.stripeAccountId) return priced;
  const account = on(agency.stripeAccountId);
  const customer = await askStripe(ctx, () => ctx.stripe.customers.retrieve(stripeCustomerId, {}, account));
  return customer.deleted ? undefined : (customer.currency ?? undefined);
}
