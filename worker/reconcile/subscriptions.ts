import Stripe from 'stripe';
import { sync } from '../assignment/sync.ts';
import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { accountsInUse, assignmentsOn, endingSoon, type ReconciledAgency } from './books-store.ts';
import { lostAccount } from './lost-account.ts';
import { compareSubscriptions, type Drift, type DriftDetail, type LiveSubscription } from './rules/drift.ts';

const LIVE: readonly string[] = ['active', 'trialing', 'past_due', 'unpaid', 'paused'];

type Known = Awaited<ReturnType<typeof assignmentsOn>>[number];

/** On the agency's connected account, and on any former one that still pays for a number. */
export async function reconcileSubscriptions(ctx: Ctx, agency: ReconciledAgency): Promise<Drift[]> {
  const accounts = new Set(await accountsInUse(ctx, agency.id));
  if (agency.stripeAccountId) accounts.add(agency.stripeAccountId);
  const drifts: Drift[] = [];
  for (const account of accounts) drifts.push(...(await reconcileAccount(ctx, agency, account)));
  return drifts;
}

/**
 * Subscriptions ↔ assignments, both ways, on one account. Each suspect is re-read and our row
 * follows Stripe: that repairs what can be repaired, by the same act as every event does.
 */
async function reconcileAccount(ctx: Ctx, agency: ReconciledAgency, account: string): Promise<Drift[]> {
  const rows = await assignmentsOn(ctx, agency.id, account);
  const live = await liveSubscriptions(ctx, account);
  if (!live) return [await lostAccount(ctx, agency.id, account)];
  const known = rows.map(row => ({
    id: row.id,
    live: row.state !== 'ended',
    paid: row.state !== 'pending' && row.mode === 'paid',
    subscriptionId: row.subscriptionId,
  }));
  const { unknown, unmatched, missing } = compareSubscriptions(live, known, ctx.now);
  const byId = new Map(rows.map(row => [row.id, row]));
  const soon = await endingSoon(ctx, agency.id, unmatched);
  const drifts: Drift[] = unknown.map(({ id: subscriptionId }) => ({
    kind: 'subscription_unknown',
    subject: subscriptionId,
    detail: { subscriptionId },
    repaired: false,
  }));
  for (const one of unmatched.filter(({ assignmentId }) => !soon.has(assignmentId))) {
    drifts.push(...(await repairUnmatched(ctx, agency.id, one, byId.get(one.assignmentId))));
  }
  for (const { id } of missing) drifts.push(...(await repairMissing(ctx, agency.id, byId.get(id))));
  return drifts;
}

/** Undefined when the account does not let us in. */
async function liveSubscriptions(ctx: Ctx, account: string): Promise<LiveSubscription[] | undefined> {
  try {
    const live: LiveSubscription[] = [];
    for await (const { id, status, metadata, created } of ctx.stripe.subscriptions.list({ limit: 100 }, on(account))) {
      const assignmentId = metadata.assignment_id;
      if (assignmentId && LIVE.includes(status)) live.push({ id, assignmentId, createdAt: created * 1000 });
    }
    return live;
  } catch (cause) {
    const { StripePermissionError, StripeAuthenticationError } = Stripe.errors;
    if (!(cause instanceof StripePermissionError || cause instanceof StripeAuthenticationError)) throw cause;
    ctx.log.error('reconcile.stripe_lost', cause, { account });
    return undefined;
  }
}

async function repairUnmatched(ctx: Ctx, agencyId: string, one: LiveSubscription, row: Known | undefined) {
  if (!row) return [];
  const detail = detailOf(row, one.id);
  const after = await follow(ctx, agencyId, row.id, one.id);
  if (after?.subscriptionId === one.id && after.state !== 'ended') {
    // Paid while nobody told us: it is simply running now.
    return [driftOf('subscription_missing', row, { ...detail, is: after.state }, true)];
  }
  return [{ ...driftOf('subscription_unmatched', row, detail, after !== undefined), subject: one.id }];
}

async function repairMissing(ctx: Ctx, agencyId: string, row: Known | undefined): Promise<Drift[]> {
  if (!row) return [];
  const after = await follow(ctx, agencyId, row.id);
  if (after && after.state !== 'ended' && after.state === row.state) {
    const stillRuns = after.subscriptionId !== null && (await runs(ctx, after.stripeAccountId, after.subscriptionId));
    if (stillRuns) return [];
  }
  const changed = after !== undefined && after.state !== row.state;
  return [driftOf('subscription_missing', row, { ...detailOf(row), is: after?.state ?? row.state }, changed)];
}

async function runs(ctx: Ctx, account: string | null, id: string): Promise<boolean> {
  const { status } = await ctx.stripe.subscriptions.retrieve(id, {}, on(account ?? undefined));
  return LIVE.includes(status);
}

/** Our row as it follows Stripe; undefined when it could not. One that cannot does not keep others from their turn. */
async function follow(ctx: Ctx, agencyId: string, id: string, subscriptionId?: string) {
  try {
    return (await sync(ctx, agencyId, id, subscriptionId ? { subscriptionId } : {})).row;
  } catch (cause) {
    ctx.log.error('reconcile.not_followed', cause, { id });
    return undefined;
  }
}

function driftOf(kind: Drift['kind'], row: Known, detail: DriftDetail, repaired: boolean): Drift {
  return { kind, subject: row.id, detail, repaired };
}

function detailOf({ id, e164, subAccount, state, subscriptionId }: Known, other?: string): DriftDetail {
  const named = other ?? subscriptionId;
  return { e164, subAccount, assignmentId: id, was: state, ...(named && { subscriptionId: named }) };
}
