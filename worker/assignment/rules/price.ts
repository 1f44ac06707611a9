/**
 * what a client pays for a number a month: the telco's cost, in the plan's currency at the agency's fixed rate, plus
 * the plan's phone number price. Money is integer minor units.
 */
export interface Money {
  amount: number;
  currency: string;
}

export interface Pricing {
  currency: string;
  /** The markup per number and month. */
  numberPrice: number;
  /** Plan currency units per telco currency unit, in millionths. */
  conversionRate: number;
}

export interface Quote {
  telco: Money;
  markup: number;
  total: number;
  currency: string;
}

/** Currencies whose smallest unit is not a hundredth (ISO 4217, as Stripe counts them). */
const DECIMALS: Record<string, number> = Object.fromEntries([
  ...'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ').map(code => [code, 0]),
  ...'bhd jod kwd omr tnd'.split(' ').map(code => [code, 3]),
]);

export function quote(telco: Money, plan: Pricing): Quote {
  const currency = plan.currency.toLowerCase();
  return { telco, markup: plan.numberPrice, total: converted(telco, currency, plan) + plan.numberPrice, currency };
}

function converted(telco: Money, currency: string, plan: Pricing): number {
  const from = telco.currency.toLowerCase();
  if (from === currency) return telco.amount;
  const scale = 10 ** ((DECIMALS[currency] ?? 2) - (DECIMALS[from] ?? 2));
  return Math.round((telco.amount * plan.conversionRate * scale) / 1_000_000);
}
