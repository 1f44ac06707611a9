/**
 * N-2: a purchase that was given up may have been paid all the same, unseen: its answer and its event were lost. It is looked
 * at again, less and less often, until Stripe can take nothing for it any more or a day has passed. Instants are epoch ms.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LOOKS = [15 * MINUTE, HOUR, 6 * HOUR, 25 * HOUR];

/** The next look after `now`; null after the last one. @param since when it was given up */
export function nextLook(since: number, now: number): number | null {
  const after = LOOKS.find(wait => since + wait > now);
  return after === undefined ? null : since + after;
}

/** What a payment of a purchase without a number means. */
export function lateSight(intent: { status: string } | undefined): 'paid' | 'over' | 'payable' | 'none' {
  if (!intent) return 'none';
  if (intent.status === 'succeeded') return 'paid';
  return intent.status === 'canceled' ? 'over' : 'payable';
}
