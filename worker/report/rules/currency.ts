import { convert } from '../../assignment/rules/price.ts';

/** everything in one currency: the clients' where they all have one, else the telco's; by the plans' own rates. */
export interface PlanRate {
  currency: string;
  /** Plan currency units per telco currency unit, in millionths. */
  conversionRate: number;
}

export function reportCurrency(inUse: readonly string[], telco: string): string {
  const all = new Set(inUse.map(currency => currency.toLowerCase()));
  const [only] = all;
  return all.size === 1 && only ? only : telco;
}

/** @param plans the sub-account's own plan first, then the agency's others */
export function inReport(
  money: { amount: number; currency: string },
  currency: string,
  plans: readonly PlanRate[],
): number {
  const from = money.currency.toLowerCase();
  if (from === currency) return money.amount;
  const forward = plans.find(plan => plan.currency.toLowerCase() === currency);
  if (forward) return convert(money, currency, forward.conversionRate);
  const back = plans.find(plan => plan.currency.toLowerCase() === from);
  return convert(money, currency, back ? 1e12 / back.conversionRate : 1_000_000);
}
