/** T-4: what makes a plan sellable. Money is integer minor units of the plan's currency. */
export interface PlanTerms {
  currency: string;
  basePrice: number;
  numberPrice: number;
  /** Plan currency units per telco currency unit, in millionths. */
  conversionRate: number | undefined;
}

/** What the telco bills in; plans in another currency carry the agency's own fixed rate. */
export const TELCO_CURRENCY = 'usd';
/** The rate of a plan in the telco's own currency. */
export const SAME_CURRENCY = 1_000_000;

export interface Flaw {
  field: keyof PlanTerms;
  message: string;
}

/** Stripe's smallest charge by currency (docs.stripe.com/currencies); 50 where it says nothing else. */
const SMALLEST: Record<string, number> = { gbp: 30, dkk: 250, sek: 300, nok: 300, czk: 1500, huf: 17_500, mxn: 1000 };

/** What stands in the way of selling on these terms, field by field; empty = nothing. */
export function flawsOf(terms: PlanTerms): Flaw[] {
  const { currency, basePrice, conversionRate } = terms;
  if (!CURRENCIES.has(currency)) return [{ field: 'currency', message: 'Choose a currency, such as usd or eur.' }];
  const flaws: Flaw[] = [];
  const smallest = SMALLEST[currency] ?? 50;
  if (basePrice > 0 && basePrice < smallest) {
    flaws.push({ field: 'basePrice', message: `Stripe charges nothing below ${smallest}. Enter more, or 0.` });
  }
  if (currency !== TELCO_CURRENCY && conversionRate === undefined) {
    flaws.push({ field: 'conversionRate', message: `Say how much one ${TELCO_CURRENCY} is in ${currency}.` });
  }
  return flaws;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map(code => code.toLowerCase()));
