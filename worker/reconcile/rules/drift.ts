/**
 * where our books, Stripe's and Twilio's do not agree. Every live subscription has exactly one live assignment and
 * the other way round; every pool number is held at Twilio with our URLs, and every number held there is in the pool.
 */
export type DriftKind =
  | 'subscription_unknown'
  | 'subscription_unmatched'
  | 'subscription_missing'
  | 'stripe_lost'
  | 'kept_at_stripe'
  | 'number_missing'
  | 'number_urls'
  | 'number_not_in_pool'
  | 'not_imported'
  | 'twilio_lost'
  | 'keeping_unpaid'
  | 'keeping_unbilled';

/** What a finding needs to be told in words. */
export interface DriftDetail {
  e164?: string;
  subAccount?: string;
  assignmentId?: string;
  subscriptionId?: string;
  /** State of the assignment before and after it was repaired. */
  was?: string;
  is?: string;
  /** Of a number: it lives in our own Twilio account, which one run a night looks through for everybody. */
  ours?: boolean;
  /** Of an account that does not let us in: how many numbers are still paid on it. */
  live?: number;
  /** Of numbers that are paid by nothing: how many, and in which currency they cost. */
  count?: number;
  currency?: string;
}

export function isOfOurs({ detail }: { detail: DriftDetail }): boolean {
  return detail.ours === true;
}

export interface Drift {
  kind: DriftKind;
  /** What it is about; with the kind it names the finding. */
  subject: string;
  detail: DriftDetail;
  repaired: boolean;
}

/** A subscription at Stripe that carries an assignment's id. Instants are epoch ms. */
export interface LiveSubscription {
  id: string;
  assignmentId: string;
  createdAt: number;
}

/** An assignment as we have it; `live` = not ended. */
export interface KnownAssignment {
  id: string;
  live: boolean;
  /** Runs on a subscription: neither pending nor part of a plan. */
  paid: boolean;
  subscriptionId: string | null;
}

/** Events and queues need a moment; what is younger is no drift yet. */
export const SETTLING_MS = 10 * 60_000;

export interface SubscriptionDrift {
  /** Live at Stripe for an assignment that we do not have. */
  unknown: LiveSubscription[];
  /** Live at Stripe, but its assignment is over, or runs on another one. */
  unmatched: LiveSubscription[];
  /** Live here, without a live subscription there. */
  missing: KnownAssignment[];
}

/** Compares both sides; they were read one after the other, so each suspect is looked at again before anything is done. */
export function compareSubscriptions(
  subscriptions: readonly LiveSubscription[],
  assignments: readonly KnownAssignment[],
  now: number,
): SubscriptionDrift {
  const known = new Map(assignments.map(one => [one.id, one]));
  const settled = subscriptions.filter(({ createdAt }) => createdAt + SETTLING_MS <= now);
  const liveIds = new Set(subscriptions.map(({ id }) => id));
  const matches = ({ id, assignmentId }: LiveSubscription) => {
    const one = known.get(assignmentId);
    return one?.live && one.subscriptionId === id;
  };
  return {
    unknown: settled.filter(one => !known.has(one.assignmentId)),
    unmatched: settled.filter(one => known.has(one.assignmentId) && !matches(one)),
    missing: assignments.filter(
      ({ live, paid, subscriptionId }) => live && paid && !(subscriptionId && liveIds.has(subscriptionId)),
    ),
  };
}

/** A number as Twilio holds it, and the addresses it calls. */
export interface Holding {
  sid: string;
  e164: string;
  urls: string[];
}

export interface NumberDrift<Pooled> {
  missing: Pooled[];
  wrongUrls: { pooled: Pooled; holding: Holding }[];
  /** Held there and not in this agency's pool. */
  strangers: Holding[];
}

export function compareNumbers<Pooled extends { e164: string; boughtAt: number }>(
  pool: readonly Pooled[],
  holdings: readonly Holding[],
  urls: readonly string[],
  now: number,
): NumberDrift<Pooled> {
  const held = new Map(holdings.map(one => [one.e164, one]));
  const pooled = new Set(pool.map(({ e164 }) => e164));
  const wrongUrls = pool.flatMap(one => {
    const holding = held.get(one.e164);
    const right = !holding || holding.urls.every((url, n) => url === urls[n]);
    return right ? [] : [{ pooled: one, holding }];
  });
  return {
    missing: pool.filter(({ e164, boughtAt }) => !held.has(e164) && boughtAt + SETTLING_MS <= now),
    wrongUrls,
    strangers: holdings.filter(({ e164 }) => !pooled.has(e164)),
  };
}
