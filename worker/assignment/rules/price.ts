import { TELCO_CURRENCY } from '../../plan/rules/plan.ts';
import { decimalsOf } from './decimals.ts';

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

/**
 * Whether the plan can say what such a number costs: its rate is from the currency numbers are priced in as a rule. An
 * account of the agency's own may be priced in another one, which only a plan in that same currency can pay.
 */
export function canQuote(telcoCurrency: string, planCurrency: string): boolean {
  const telco = telcoCurrency.toLowerCase();
  return telco === TELCO_CURRENCY || telco === planCurrency.toLowerCase();
}

export function quote(telco: Money, plan: Pricing): Quote {
  const currency = plan.currency.toLowerCase();
  const cost = convert(telco, currency, plan.conversionRate);
  return { telco, markup: plan.numberPrice, total: cost + plan.numberPrice, currency };
}

/** Money in another currency, in its minor units. @param rate millionths of `to` per unit of the money's own currency */
export function convert(money: Money, to: string, rate: number): number {
  const from = money.currency.toLowerCase();
  if (from === to) return money.amount;
  const scale = 10 ** (decimalsOf(to) - decimalsOf(from));
  return Math.round((money.amount * rate * scale) / 1_000_000);
}
