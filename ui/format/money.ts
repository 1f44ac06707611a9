import { wholeOf, writtenWith } from '../../worker/assignment/rules/decimals.ts';

/** "$4.50" from integer minor units, as Stripe counts them. */
export function money(minor: number, currency: string, locale: string): string {
  const shape = { ...writtenWith(minor, currency), currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(locale, shape).format(wholeOf(minor, currency));
}
