import type { Problem } from '../../../api.ts';
import type { Price } from './calls.ts';

/** No answer, or one from something in between: it may have been bought. */
export const unsure = ({ status, code }: Problem) => status === 0 || (status >= 500 && code !== 'carrier_unavailable');

/** The price now, when that is what stopped it (N-1). */
export function newPrice(problem: Problem): Price | undefined {
  const now = problem.more.params as Partial<Price> | undefined;
  if (problem.code !== 'price_changed' || now?.amount === undefined || !now.currency) return undefined;
  return { amount: now.amount, currency: now.currency };
}
