import type { State } from './state.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * when the cron looks at an assignment again although no event came (epoch ms). Every live one has such an
 * instant; null only when it has ended.
 */
export function checkAt(state: State, now: number): number | null {
  switch (state.is) {
    case 'pending': {
      const soon = now + (state.sessionId ? 2 * MINUTE : DAY);
      return state.expiresAt !== null && state.expiresAt > now ? Math.min(soon, state.expiresAt) : soon;
    }
    case 'active':
      // Stripe moves the period on within minutes of its end.
      return Math.max(state.paidThrough, now) + 10 * MINUTE;
    case 'ending':
      return Math.max(state.endsAt, now + MINUTE);
    case 'past_due':
    case 'suspended': {
      const soon = now + 6 * HOUR;
      return state.endsAt !== null && state.endsAt > now ? Math.min(soon, state.endsAt) : soon;
    }
    case 'ended':
      return null;
  }
}
