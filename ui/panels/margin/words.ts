import { decimalsOf, wholeOf } from '../../../worker/assignment/rules/decimals.ts';
import { viewer } from '../../viewer.ts';

const firstOf = (month: string) => Date.parse(`${month}-01T00:00:00Z`);

function written(month: string, shape: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(viewer.value.locale, { ...shape, timeZone: 'UTC' }).format(firstOf(month));
}

/** "Mar" for `2026-03`, under a bar. */
export const shortMonth = (month: string) => written(month, { month: 'short' });

/** "March 2026". */
export const longMonth = (month: string) => written(month, { month: 'long', year: 'numeric' });

/** "Mar 2026", in a table. */
export const tableMonth = (month: string) => written(month, { month: 'short', year: 'numeric' });

/** Money on an axis, where cents are noise: "$1.2K". */
export function axisMoney(minor: number, currency: string): string {
  const shape = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const digits = decimalsOf(currency);
  const amount = wholeOf(minor, currency);
  const small = amount !== 0 && Math.abs(amount) < 10 && !Number.isInteger(amount);
  return new Intl.NumberFormat(viewer.value.locale, {
    ...shape,
    notation: 'compact',
    minimumFractionDigits: small ? digits : 0,
    maximumFractionDigits: small ? digits : 1,
  }).format(amount);
}

export const percent = (part: number, whole: number) =>
  new Intl.NumberFormat(viewer.value.locale, { style: 'percent', maximumFractionDigits: 0 }).format(part / whole);

export const countText = (n: number) => new Intl.NumberFormat(viewer.value.locale).format(n);
