import { badParameter } from '../wire/problem.ts';

/** Smallest charges by currency, in minor units, as Stripe publishes them; others are taken as 50. */
const SMALLEST: Record<string, number> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  cad: 50,
  aud: 50,
  chf: 50,
  dkk: 250,
  sek: 300,
  nok: 300,
  jpy: 50,
};

const ZERO_DECIMAL = new Set(['jpy', 'krw', 'vnd', 'clp', 'xof', 'xaf', 'pyg', 'ugx']);

export const smallestCharge = (currency: string): number => SMALLEST[currency] ?? 50;

export function checkAmount(amount: number, currency: string, param = 'amount'): void {
  if (!/^[a-z]{3}$/.test(currency)) throw badParameter('currency', `Invalid currency: ${currency}`);
  if (amount < 1)
    throw badParameter(param, 'This value must be greater than or equal to 1.', 'parameter_invalid_integer');
  if (amount > 99_999_999) throw badParameter(param, 'Amount must be no more than 999,999.99.', 'amount_too_large');
  if (amount < smallestCharge(currency))
    throw badParameter(
      param,
      `Amount must be at least ${shown(smallestCharge(currency), currency)}.`,
      'amount_too_small',
    );
}

/** An amount as people read it, e.g. `$4.50`. */
export function shown(amount: number, currency: string): string {
  const value = ZERO_DECIMAL.has(currency) ? amount : amount / 100;
  return new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() }).format(value);
}
