import Stripe from 'stripe';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { noteDrift } from '../reconcile/findings.ts';
import { agencyAdmins } from '../reconcile/store.ts';
import { heldBy, unpaidDrift } from './keeping.ts';
import { changeItems, createKeeping, endKeeping, keepingsOf, pricesOf } from './keeping-stripe.ts';
import { type HeldNumber, isUnpaid } from './rules/keeping.ts';
import { beginnings, dayEnd, shareOut } from './rules/keeping-shares.ts';
import { type Keeper, keeperOf, keepingSeen } from './store/keeping.ts';

/** Stripe takes a trial's end only in the future; and clocks differ. */
const SOON_MS = 3_600_000;

/**
 * Makes the agency's keeping subscriptions agree with the numbers it holds on our account (N-11): looks at Stripe, changes
 * what differs, writes down how it stands. Repeating it changes nothing. Throws when Stripe gives no answer.
 */
export async function syncKeeping(ctx: Ctx, agencyId: string): Promise<void> {
  const keeper = await keeperOf(ctx, agencyId);
  if (!keeper) return;
  const held = await heldBy(ctx, agencyId);
  const running = keeper.stripeCustomerId ? await converge(ctx, keeper, keeper.stripeCustomerId, held) : [];
  await remember(ctx, keeper, running.find(one => isUnpaid(one.status)) ?? running[0]);
}

async function converge(ctx: Ctx, keeper: Keeper, customer: string, held: HeldNumber[]) {
  const running = await keepingsOf(ctx, customer, keeper);
  const known = running.map(one => ({ currency: one.currency, amounts: pricesOf(one), at: madeUpFor(ctx, one) }));
  const { shares, left } = shareOut(held, known, ctx.now + SOON_MS);
  const goOn: Stripe.Subscription[] = [];
  for (const [n, one] of running.entries()) {
    const wanted = shares[n];
    if (wanted?.size) goOn.push(await changeItems(ctx, one, wanted));
    else await endKeeping(ctx, one);
  }
  return [...goOn, ...(await begin(ctx, keeper, customer, left))];
}

/** A currency that Stripe does not take from this customer is no reason to leave the others unpaid; it becomes a finding. */
async function begin(ctx: Ctx, keeper: Keeper, customer: string, left: HeldNumber[]): Promise<Stripe.Subscription[]> {
  const made: Stripe.Subscription[] = [];
  for (const beginning of beginnings(left, ctx.now + SOON_MS)) {
    try {
      made.push(await createKeeping(ctx, { agencyId: keeper.id, customer, ...beginning }));
    } catch (cause) {
      if (!(cause instanceof Stripe.errors.StripeInvalidRequestError)) throw cause;
      ctx.log.error('keeping.refused', cause, { agencyId: keeper.id, currency: beginning.currency });
    }
  }
  return made;
}

/**
 * The instant an existing subscription is made up for: until its first period begins, that day. Afterwards now, and an
 * hour more, since Stripe's clock is not ours: a number is not missed at the very moment its second month begins.
 */
function madeUpFor(ctx: Ctx, { status, trial_end: end }: Stripe.Subscription): number {
  return status === 'trialing' && end !== null ? dayEnd(end * 1000) : ctx.now + SOON_MS;
}

/** A payment that has just failed is told to the agency, once, and stands among the findings. */
async function remember(ctx: Ctx, keeper: Keeper, seen: Stripe.Subscription | undefined): Promise<void> {
  const [id, status] = [seen?.id ?? null, seen?.status ?? null];
  if (keeper.keepingSubscriptionId === id && keeper.keepingStatus === status) return;
  const failed = seen !== undefined && isUnpaid(status) && !isUnpaid(keeper.keepingStatus);
  const line = { agencyId: keeper.id, entity: 'agency', entityId: keeper.id, act: 'keeping_changed' };
  const before = { id: keeper.keepingSubscriptionId, status: keeper.keepingStatus };
  await commitWith(
    ctx,
    keeper.id,
    [keepingSeen(ctx, keeper, id, status), auditLine(ctx, { ...line, before, after: { id, status } })],
    failed ? await unpaidMails(ctx, keeper.id, seen) : [],
  );
  if (failed) await noteDrift(ctx, keeper.id, unpaidDrift(seen.id));
}

async function unpaidMails(ctx: Ctx, agencyId: string, seen: Stripe.Subscription): Promise<KeyedEffect[]> {
  const invoice = typeof seen.latest_invoice === 'object' ? seen.latest_invoice : null;
  const link = invoice?.hosted_invoice_url;
  const params = {
    timezone: 'UTC',
    ...(invoice && { price: invoice.amount_due, currency: invoice.currency }),
    ...(link && { link }),
  };
  const admins = await agencyAdmins(ctx, agencyId);
  return admins.map(({ id: userId }) => ({
    key: `mail:keeping_unpaid:${invoice?.id ?? seen.id}:${userId}`,
    effect: { kind: 'mail', template: 'keeping_unpaid', agencyId, userId, params },
  }));
}
