import type Stripe from 'stripe';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { noteDrift } from '../reconcile/findings.ts';
import { agencyAdmins } from '../reconcile/store.ts';
import { unpaidDrift } from './keeping.ts';
import { changeItems, createKeeping, endKeeping, keepingsOf } from './keeping-stripe.ts';
import { monthAfter } from './month-after.ts';
import { type HeldNumber, isUnpaid, wantedItems } from './rules/keeping.ts';
import { type Keeper, keeperOf, keepingSeen, numbersOn } from './store/keeping.ts';

const DAY = 86_400_000;
/** Stripe takes a trial's end only in the future; and clocks differ. */
const SOON_MS = 3_600_000;

/**
 * Makes the agency's keeping subscription agree with the numbers it holds on our account (N-11): looks at Stripe, changes
 * what differs, writes down how it stands. Repeating it changes nothing. Throws when Stripe gives no answer.
 */
export async function syncKeeping(ctx: Ctx, agencyId: string): Promise<void> {
  const keeper = await keeperOf(ctx, agencyId);
  if (!keeper) return;
  const rows = await numbersOn(ctx, agencyId, ctx.env.TWILIO_ACCOUNT_SID);
  const held = rows.map(({ boughtAt, amount, currency }) => ({ amount, currency, from: monthAfter(boughtAt) }));
  const seen = keeper.stripeCustomerId ? await converge(ctx, keeper, keeper.stripeCustomerId, held) : undefined;
  await remember(ctx, keeper, seen);
}

async function converge(ctx: Ctx, keeper: Keeper, customer: string, held: HeldNumber[]) {
  const [first, ...doubles] = await keepingsOf(ctx, customer, keeper);
  for (const double of doubles) await endKeeping(ctx, double);
  if (first) {
    const wanted = wantedItems(held, first.currency, madeUpFor(ctx, first));
    if (wanted.size) return changeItems(ctx, first, wanted);
    await endKeeping(ctx, first);
  }
  return begin(ctx, keeper, customer, held);
}

/** Begins with the first second month; nothing is charged before. Numbers whose second month begins that day come along. */
async function begin(ctx: Ctx, keeper: Keeper, customer: string, held: HeldNumber[]) {
  const [earliest] = held.filter(one => one.amount > 0).sort((a, b) => a.from - b.from);
  if (!earliest) return undefined;
  const start = Math.max(earliest.from, ctx.now + SOON_MS);
  const wanted = wantedItems(held, earliest.currency, dayEnd(start));
  const others = held.filter(one => one.currency !== earliest.currency).length;
  if (others) ctx.log.error('keeping.other_currency', undefined, { agencyId: keeper.id, others });
  return createKeeping(ctx, { agencyId: keeper.id, customer, currency: earliest.currency, start, wanted });
}

/**
 * The instant an existing subscription is made up for: until its first period begins, that day. Afterwards now, and an
 * hour more, since Stripe's clock is not ours: a number is not missed at the very moment its second month begins.
 */
function madeUpFor(ctx: Ctx, { status, trial_end: end }: Stripe.Subscription): number {
  return status === 'trialing' && end !== null ? dayEnd(end * 1000) : ctx.now + SOON_MS;
}

function dayEnd(at: number): number {
  return Math.floor(at / DAY) * DAY + DAY - 1;
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
