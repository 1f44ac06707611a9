import type { Ctx } from '../context.ts';
import { paidOn } from './books-store.ts';
import { noteDrift } from './findings.ts';
import type { Drift } from './rules/drift.ts';
import { tellDrift } from './tell.ts';

/** A Stripe account that does not let us in, with how many numbers are still paid on it. */
export async function lostAccount(ctx: Ctx, agencyId: string, account: string): Promise<Drift> {
  const live = await paidOn(ctx, agencyId, account);
  return { kind: 'stripe_lost', subject: account, detail: { ...(live && { live }) }, repaired: false };
}

/**
 * The agency cut its Stripe account off while numbers are paid on it: their subscriptions run on, out of our sight and
 * reach. It is told at once what to do; an account nobody pays on is no finding.
 */
export async function noteLostAccount(ctx: Ctx, agencyId: string, account: string): Promise<void> {
  const drift = await lostAccount(ctx, agencyId, account);
  if (!drift.detail.live) return;
  await noteDrift(ctx, agencyId, drift);
  await tellDrift(ctx, agencyId);
}
