/** N-10: how somebody's time with a number ended, or that it goes on. */
export interface Held {
  state: string;
  endReason: string | null;
  /** It was paid for, or part of a plan, at some time. */
  wasActive: boolean;
  subAccount: string;
}

export function endInWords({ state, endReason, wasActive, subAccount }: Held): string {
  if (state !== 'ended') return GOES_ON[state]?.(subAccount) ?? `${subAccount} has it.`;
  if (!wasActive) return UNPAID[endReason ?? '']?.(subAccount) ?? `It was reserved for ${subAccount} and never paid.`;
  return ENDED[endReason ?? '']?.(subAccount) ?? `It went back to the pool.`;
}

type Words = Record<string, (who: string) => string>;

const GOES_ON: Words = {
  pending: who => `It is reserved for ${who} and not paid yet.`,
  active: who => `${who} has it.`,
  ending: who => `${who} has it and gives it up when the period ends.`,
  past_due: who => `${who} has it, but the last payment failed.`,
  suspended: who => `${who} has it, but it is suspended because it is not paid.`,
};

const UNPAID: Words = {
  expired: who => `The reservation for ${who} lapsed unpaid.`,
  unassigned: who => `The reservation for ${who} was taken back.`,
};

const ENDED: Words = {
  released: who => `${who} released it at the end of a paid period.`,
  unassigned: who => `It was taken back from ${who}.`,
  unpaid: who => `${who} did not pay for it.`,
  canceled_at_stripe: who => `The subscription of ${who} was cancelled at Stripe.`,
};
