/** What routing and wiring need to know of an assignment. */
export interface Standing {
  state: 'pending' | 'active' | 'ending' | 'past_due' | 'suspended' | 'ended';
  /** When a released number's service ends, epoch ms. */
  endsAt: number | null;
}

/** the number is in service. One whose end has passed counts as ended before any cron runs. */
export function isLive(assignment: Standing, now: number): boolean {
  const inService = assignment.state === 'active' || assignment.state === 'ending' || assignment.state === 'past_due';
  return inService && !(assignment.endsAt !== null && assignment.endsAt <= now);
}
