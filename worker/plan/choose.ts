import { planRuns } from '../assignment/rules/standing.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { conflict, refused } from '../problem.ts';
import { UNPAID } from './rules/standing-words.ts';
import { closePage } from './start.ts';
import { planOf } from './store.ts';
import { type PlaceRow, placeOf, planChosen } from './sub-account-store.ts';

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
  if (pays && place.plan && place.plan.currency !== plan.currency) {
    throw refused(
      'currency_differs',
      'Not saved.',
      `${place.subAccount.name} pays in ${place.plan.currency.toUpperCase()} and Stripe keeps to one currency per customer. Choose a plan in ${place.plan.currency.toUpperCase()}.`,
    );
  }
}
