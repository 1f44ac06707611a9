/**
 * a plan's new price touches no running subscription by itself. The agency may apply it to chosen ones: they pay it
 * from their next cycle, without proration.
 */
export interface Running {
  mode: 'paid' | 'included';
  state: string;
  currency: string;
  price: number;
  markup: number;
  nextPrice: number | null;
  endsAt: number | null;
}

export interface NewPrice {
  price: number;
  markup: number;
}

/**
 * What it would pay by its plan as that is now: the telco's part stays as it was agreed, the markup is the plan's. Null
 * where its next cycle has that price anyway.
 */
export function newPriceOf(running: Running, plan: { currency: string; numberPrice: number }): NewPrice | null {
  if (!mayChange(running, plan.currency)) return null;
  const { price, markup, nextPrice } = running;
  const next = price - markup + plan.numberPrice;
  return next === (nextPrice ?? price) ? null : { price: next, markup: plan.numberPrice };
}

/** It goes on, is paid for by itself, and in the plan's currency: Stripe bills one customer in one currency only. */
export function mayChange({ mode, state, currency, endsAt }: Running, planCurrency: string): boolean {
  const goesOn = state === 'active' || state === 'past_due' || state === 'suspended';
  return mode === 'paid' && goesOn && endsAt === null && planCurrency.toLowerCase() === currency.toLowerCase();
}
