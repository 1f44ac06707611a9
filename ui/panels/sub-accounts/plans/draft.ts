import { type Quote, quote } from '../../../../worker/assignment/rules/price.ts';
import { SAME_CURRENCY, TELCO_CURRENCY } from '../../../../worker/plan/rules/plan.ts';
import { t } from '../../../text/index.ts';
import type { Plan, PlanChange, PlanTerms } from '../calls.ts';
import { minorOf, typedOf } from './amount.ts';

/** A plan as it is being edited: amounts, days and rate as typed. */
export interface Draft {
  name: string;
  currency: string | null;
  base: string;
  trial: string;
  mode: Plan['mode'];
  number: string;
  rate: string;
  clientsMayBuy: boolean;
  directNumbers: boolean;
}

export type Flaws = Partial<Record<keyof Draft, string>>;

/** What a local number in the United States costs at the carrier, for the example. */
export const EXAMPLE_COST = { amount: 115, currency: TELCO_CURRENCY };

export const FRESH: Draft = {
  name: '',
  currency: TELCO_CURRENCY,
  base: '',
  trial: '0',
  mode: 'paid',
  number: '3.35',
  rate: '',
  clientsMayBuy: false,
  directNumbers: true,
};

export function draftOf(plan: Plan): Draft {
  const { name, currency, mode, clientsMayBuy, directNumbers } = plan;
  return {
    ...{ name, currency, mode, clientsMayBuy, directNumbers },
    base: typedOf(plan.basePrice, currency),
    trial: String(plan.trialDays),
    number: typedOf(plan.numberPrice, currency),
    rate: isConverted(currency) ? String(plan.conversionRate / SAME_CURRENCY) : '',
  };
}

/** The plan is in another currency than carriers bill in, and carries a rate (T-4). */
export const isConverted = (currency: string | null) => currency !== null && currency !== TELCO_CURRENCY;

/** The terms a draft comes to, or what is wrong with it, field by field. */
export function termsOf(draft: Draft): { terms: PlanTerms } | { flaws: Flaws } {
  const words = t.subAccounts.editor;
  const currency = draft.currency ?? '';
  const name = draft.name.trim();
  const amount = (typed: string) => (currency ? minorOf(typed.trim() || '0', currency) : 0);
  const basePrice = amount(draft.base);
  const numberPrice = draft.mode === 'included' ? (amount(draft.number) ?? 0) : amount(draft.number);
  const trialDays = daysOf(draft.trial);
  const rate = isConverted(draft.currency) ? rateOf(draft.rate) : SAME_CURRENCY;
  const flaws: Flaws = {
    ...(!name && { name: words.needName }),
    ...(!currency && { currency: words.needCurrency }),
    ...(basePrice === null && { base: words.notMoney(typedOf(exampleIn(currency, 49), currency)) }),
    ...(numberPrice === null && { number: words.notMoney(typedOf(exampleIn(currency, 3), currency)) }),
    ...(trialDays === null && { trial: words.notDays }),
    ...(rate === null && { rate: words.notRate }),
  };
  if (Object.keys(flaws).length || basePrice === null || numberPrice === null || trialDays === null || rate === null) {
    return { flaws };
  }
  const { mode, directNumbers } = draft;
  const clientsMayBuy = mode === 'paid' && draft.clientsMayBuy;
  return {
    terms: {
      name,
      currency,
      basePrice,
      trialDays,
      numberPrice,
      mode,
      clientsMayBuy,
      directNumbers,
      conversionRate: rate,
    },
  };
}

/** What a client would pay for the example number on these terms; null while they are incomplete. */
export function exampleOf(draft: Draft): Quote | null {
  if (!draft.currency || draft.mode === 'included') return null;
  const numberPrice = minorOf(draft.number.trim() || '0', draft.currency);
  const conversionRate = isConverted(draft.currency) ? rateOf(draft.rate) : SAME_CURRENCY;
  if (numberPrice === null || conversionRate === null) return null;
  return quote(EXAMPLE_COST, { currency: draft.currency, numberPrice, conversionRate });
}

/** What differs, so that saving sends no more than was changed. */
export function changesOf(plan: Plan, terms: PlanTerms): PlanChange {
  const changed = Object.entries(terms).filter(([name, value]) => plan[name as keyof PlanTerms] !== value);
  return Object.fromEntries(changed);
}

/** The server's words on a field, at the field they are about. */
export function refusedFields(fields: Readonly<Record<string, string>>): Flaws {
  const { name, currency, basePrice, trialDays, numberPrice, conversionRate } = fields;
  const words = t.subAccounts.editor;
  const flaws: Flaws = {
    ...(name && { name }),
    ...(currency && { currency: words.needCurrency }),
    ...(basePrice && { base: words.tooSmall }),
    ...(trialDays && { trial: words.notDays }),
    ...(numberPrice && { number: numberPrice }),
    ...(conversionRate && { rate: words.notRate }),
  };
  return flaws;
}

const exampleIn = (currency: string, units: number) => minorOf(String(units), currency || TELCO_CURRENCY) ?? 0;

function daysOf(typed: string): number | null {
  const days = Number(typed.trim() || '0');
  return Number.isInteger(days) && days >= 0 && days <= 730 ? days : null;
}

/** Millionths, from "0.92" or "0,92". */
function rateOf(typed: string): number | null {
  const rate = Math.round(Number(typed.trim().replace(',', '.')) * SAME_CURRENCY);
  return Number.isFinite(rate) && rate >= 1 && rate <= 1_000_000_000_000 ? rate : null;
}
