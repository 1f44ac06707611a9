import type { Timekeeper } from '../clock.ts';
import { cancelNow, expireIncomplete } from './billing/cancel.ts';
import { currentEnd, renew, retry } from './billing/renew.ts';
import { isLiving } from './billing/standing.ts';
import { Books, type Kept } from './books.ts';
import { expireSession } from './checkout/session.ts';
import type { DeliveryRoom } from './event/delivery.ts';
import type { Subscription } from './object/subscription.ts';
import type { World } from './world.ts';

interface Due {
  /** Seconds. */
  at: number;
  act: () => void;
}

const INCOMPLETE_LIVES = 23 * 3600;

/**
 * What Stripe does by itself as time goes by: renewals, trial and period ends, retries of failed payments,
 * first payments that never came, Checkout sessions that ran out, and further tries of undelivered webhooks.
 */
export function createKeeper(world: World, deliveries: DeliveryRoom): Timekeeper {
  return {
    nextDue() {
      const next = first(world);
      const hook = deliveries.nextDue();
      const at = Math.min(next ? next.at * 1000 : Number.POSITIVE_INFINITY, hook ?? Number.POSITIVE_INFINITY);
      return Number.isFinite(at) ? at : undefined;
    },
    async settle(now) {
      for (let due = first(world); due && due.at * 1000 <= now; due = first(world)) due.act();
      deliveries.retryDue(now);
      await deliveries.drain();
    },
  };
}

/** The earliest thing to do; earlier created first where several fall on one second. */
function first(world: World): Due | undefined {
  let earliest: Due | undefined;
  const consider = (due: Due | undefined) => {
    if (due && (!earliest || due.at < earliest.at)) earliest = due;
  };
  for (const { account, thing } of world.shelf('subscription').values())
    consider(subscriptionDue(new Books(world, account), thing));
  for (const { account, thing } of world.shelf('invoice').values())
    if (thing.status === 'open' && thing.next_payment_attempt !== null)
      consider({ at: thing.next_payment_attempt, act: () => retry(new Books(world, account), thing) });
  for (const kept of world.shelf('checkout.session').values()) consider(sessionDue(world, kept));
  return earliest;
}

function subscriptionDue(books: Books, sub: Subscription): Due | undefined {
  if (sub.status === 'incomplete')
    return { at: sub.created + INCOMPLETE_LIVES, act: () => expireIncomplete(books, sub) };
  if (!isLiving(sub)) return undefined;
  const end = currentEnd(sub);
  if (sub.cancel_at !== null && !sub.cancel_at_period_end && sub.cancel_at <= end) {
    const at = sub.cancel_at;
    return { at, act: () => cancelNow(books, sub, 'cancellation_requested', at) };
  }
  return { at: end, act: () => renew(books, sub) };
}

function sessionDue(world: World, { account, thing }: Kept<Parameters<typeof expireSession>[1]>): Due | undefined {
  if (thing.status !== 'open') return undefined;
  return { at: thing.expires_at, act: () => expireSession(new Books(world, account), thing) };
}
