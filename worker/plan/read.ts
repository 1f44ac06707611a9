import type { Ctx } from '../context.ts';
import { standingForClient } from './rules/standing-words.ts';
import { plansOf } from './store.ts';
import { factsOf, peopleIn, placeOf, placesOf } from './sub-account-store.ts';
import { planView, subAccountView } from './view.ts';

export async function listPlans(ctx: Ctx, agencyId: string) {
  return { items: (await plansOf(ctx, agencyId)).map(planView) };
}

export async function listSubAccounts(ctx: Ctx, agencyId: string) {
  return { items: (await placesOf(ctx, agencyId)).map(subAccountView) };
}

/** One sub-account with its people (T-3). */
export async function readSubAccount(ctx: Ctx, agencyId: string, id: string) {
  const [place, people] = await Promise.all([placeOf(ctx, agencyId, id), peopleIn(ctx, agencyId, id)]);
  return { ...subAccountView(place), users: people };
}

/** What a sub-account sees of its own plan: never the agency's price per number, which is its margin. */
export async function readOwnPlan(ctx: Ctx, agencyId: string, subAccountId: string) {
  const place = await placeOf(ctx, agencyId, subAccountId);
  const { plan } = place;
  return {
    plan: plan && {
      id: plan.id,
      name: plan.name,
      currency: plan.currency,
      basePrice: plan.basePrice,
      trialDays: plan.trialDays,
      mode: plan.mode,
      clientsMayBuy: plan.clientsMayBuy,
      directNumbers: plan.directNumbers,
    },
    planStatus: place.subAccount.planStatus,
    cardValid: place.subAccount.cardValid,
    standing: standingForClient(factsOf(place)),
  };
}
