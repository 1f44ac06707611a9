import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { keepingDrift } from '../number/keeping.ts';
import { rereadAgency } from '../onboarding/read.ts';
import { mirrorInvoices } from '../report/mirror-invoices.ts';
import { reconciledAgency } from './books-store.ts';
import { findingsOf } from './finding-store.ts';
import { recordDrift } from './findings.ts';
import { reconcileNumbers } from './numbers.ts';
import type { Drift, DriftDetail } from './rules/drift.ts';
import { lastNight } from './rules/due.ts';
import { findingInWords } from './rules/sentence.ts';
import { agencyAdmins, dueAcrossTenants, lastRuns, runDone, runStarted } from './store.ts';
import { reconcileSubscriptions } from './subscriptions.ts';

const MOST = 100;
const DAY = 86_400_000;
/** Numbers merely not imported are no news; of a failed payment a mail of its own went out. */
const TOLD_ELSEWHERE = ['not_imported', 'keeping_unpaid'];

/** Cross-tenant: queues the nightly run of every agency that has not had it. */
export async function sweepReconcile(ctx: Ctx): Promise<void> {
  const due = await dueAcrossTenants(ctx, lastNight(ctx.now), MOST);
  await ctx.queue.send(due.map(agencyId => ({ kind: 'reconcile', agencyId })));
}

/** Starts a run now, or tells of the one under way. */
export async function startReconcile(ctx: Ctx, agencyId: string): Promise<{ startedAt: number }> {
  try {
    await ctx.db.commit(runStarted(ctx, agencyId, undefined));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    return { startedAt: (await lastRuns(ctx, agencyId)).startedAt ?? ctx.now };
  }
  await ctx.queue.send([{ kind: 'reconcile', agencyId, startedAt: ctx.now }]);
  return { startedAt: ctx.now };
}

/**
 * Compares an agency's books with Stripe's and Twilio's, mends what is safe and lists the rest. Throws when one of them
 * gives no answer: nothing is settled then, and the sweep tries again.
 * @param startedAt of a run that was asked for; without it the night's run is taken, once
 */
export async function reconcile(ctx: Ctx, agencyId: string, startedAt?: number): Promise<void> {
  if (startedAt === undefined && !(await takenForTonight(ctx, agencyId))) return;
  const agency = await reconciledAgency(ctx, agencyId);
  if (!agency) return;
  await rereadAgency(ctx, agencyId);
  const drifts: Drift[] = [
    ...(await reconcileSubscriptions(ctx, agency)),
    ...(await reconcileNumbers(ctx, agency)),
    ...(await keepingDrift(ctx, agencyId)),
  ];
  if (agency.stripeAccountId && !drifts.some(drift => drift.kind === 'stripe_lost')) {
    await mirrorInvoices(ctx, agencyId, agency.stripeAccountId);
  }
  await recordDrift(ctx, agencyId, drifts);
  const count = (repaired: boolean) => drifts.filter(drift => drift.repaired === repaired).length;
  const mails = await driftMails(ctx, agencyId);
  await commitWith(ctx, agencyId, runDone(ctx, agencyId, { repaired: count(true), listed: count(false) }), mails);
}

async function takenForTonight(ctx: Ctx, agencyId: string): Promise<boolean> {
  try {
    await ctx.db.commit(runStarted(ctx, agencyId, lastNight(ctx.now)));
    return true;
  } catch (cause) {
    if (cause instanceof LostRace) return false;
    throw cause;
  }
}

/** M-1: what is new since yesterday, once a day to each owner and admin. */
async function driftMails(ctx: Ctx, agencyId: string): Promise<KeyedEffect[]> {
  const rows = await findingsOf(ctx, agencyId, ctx.now - DAY, 500);
  const news = rows.filter(row => row.foundAt > ctx.now - DAY && !TOLD_ELSEWHERE.includes(row.kind));
  if (!news.length) return [];
  const findings = news.map(row => findingInWords(row.kind, row.detail as DriftDetail, row.repairedAt !== null));
  const today = new Date(ctx.now).toISOString().slice(0, 10);
  const admins = await agencyAdmins(ctx, agencyId);
  return admins.map(({ id: userId }) => ({
    key: `mail:reconcile_drift:${agencyId}:${today}:${userId}`,
    effect: { kind: 'mail', template: 'reconcile_drift', agencyId, userId, params: { findings, timezone: 'UTC' } },
  }));
}
