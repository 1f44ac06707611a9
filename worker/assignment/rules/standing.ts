/** T-5: a sub-account's standing, from its customer at Stripe. */
export interface PaymentMethod {
  type: string;
  /** Only cards expire. */
  card: { expMonth: number; expYear: number } | null;
}

export interface StripeFacts {
  /** Stripe's word for the plan subscription's state; null = there is none. */
  planStatus: string | null;
  subscriptionDefault: PaymentMethod | null;
  customerDefault: PaymentMethod | null;
}

export interface Standing {
  planStatus: string | null;
  cardValid: boolean;
}

/** The subscription's own payment method counts, else the customer's. @param today the current month, 1–12, UTC */
export function standing(facts: StripeFacts, today: { year: number; month: number }): Standing {
  const method = facts.subscriptionDefault ?? facts.customerDefault;
  return { planStatus: facts.planStatus, cardValid: method !== null && !expired(method, today) };
}

/** Whether the plan is in force. */
export function planRuns(status: string | null): boolean {
  return status === 'active' || status === 'trialing';
}

/** A card is good through the last day of its month. */
function expired(method: PaymentMethod, today: { year: number; month: number }): boolean {
  if (!method.card) return false;
  return method.card.expYear * 12 + method.card.expMonth < today.year * 12 + today.month;
}
