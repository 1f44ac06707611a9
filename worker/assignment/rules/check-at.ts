import { nextStage } from './dunning.ts';
import type { State } from './state.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * when the cron looks at an assignment again although no event came (epoch ms). Every live one has such an
 * instant; null only when it has ended, or runs without Stripe as part of a plan.
 */
export function checkAt(state: State, now: number): number | null {
  switch (state.is) {
    case 'pending': {
      const soon = now + (state.sessionId ? 2 * MINUTE : DAY);
      return earliest(soon, [state.expiresAt, state.remindAt], now);
    }
    case 'active':
      // Stripe moves the period on within minutes of its end.
      return Math.max(state.paidThrough, now) + 10 * MINUTE;
    case 'ending':
      return Math.max(state.endsAt, now + MINUTE);
    case 'past_due':
    case 'suspended':
      return earliest(now + 6 * HOUR, [state.endsAt, nextStage(state)], now);
    case 'included':
    case 'ended':
      return null;
  }
}

/** The first of the instants that are still to come. */
function earliest(latest: number, others: readonly (number | null)[], now: number): number {
  return Math.min(latest, ...others.filter(at => at !== null).filter(at => at > now));
}
