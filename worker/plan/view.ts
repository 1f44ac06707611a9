import { standingForAgency } from './rules/standing-words.ts';
import type { plansOf } from './store.ts';
import { factsOf, type PlaceRow } from './sub-account-store.ts';

/** A plan as the agency sees it (T-4). */
export function planView({ plan, subAccounts }: Awaited<ReturnType<typeof plansOf>>[number]) {
  const { id, name, currency, basePrice, trialDays, numberPrice, mode, clientsMayBuy, directNumbers } = plan;
  const { conversionRate, archivedAt } = plan;
  return {
    ...{ id, name, currency, basePrice, trialDays, numberPrice, mode, clientsMayBuy, directNumbers },
    ...{ conversionRate, archivedAt, subAccounts },
  };
}

/** A sub-account as the agency sees it, with its standing as last seen at Stripe (T-5). */
export function subAccountView(row: PlaceRow) {
  const { id, name, country, timezone, planId, planStatus, cardValid, stripeCustomerId, standingAt } = row.subAccount;
  return {
    ...{ id, name, country, timezone, planId, planStatus, cardValid },
    planName: row.plan?.name ?? null,
    planMode: row.plan?.mode ?? null,
    customerId: stripeCustomerId,
    standingAt,
    users: row.users,
    numbers: row.numbers,
    standing: standingForAgency(factsOf(row)),
  };
}
