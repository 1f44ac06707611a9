import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { on } from '../edge/stripe.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { conflict, notFound, refused } from '../problem.ts';
import { mailTo } from './move.ts';
import { mayChange, type NewPrice, newPriceOf } from './rules/price-change.ts';
import type { PaidInvoice } from './rules/state.ts';
import { assignmentAcrossTenants } from './store/across.ts';
import type { AssignmentRow } from './store/assignment.ts';
import { type Priced, priceChosen, pricedOn, priceTaken } from './store/price.ts';

/** Running numbers whose plan now asks another price than they pay. @param planId narrows to one plan */
export async function listPriceChanges(ctx: Ctx, agencyId: string, planId: string | undefined) {
  const rows = await pricedOn(ctx, agencyId, planId === undefined ? {} : { planId });
  return { items: rows.flatMap(shown) };
}

function shown({ row, e164, subAccount, plan }: Priced) {
  const next = newPriceOf(row, plan);
  if (!next) return [];
  return [
    {
      assignmentId: row.id,
      e164,
      subAccount: { id: subAccount.id, name: subAccount.name },
      planId: plan.id,
      price: row.price,
      newPrice: next.price,
      currency: row.currency,
      from: row.paidThrough,
    },
  ];
}

/**
 * Applies the plan's price to chosen subscriptions from their next cycle. Either all of them are set or none;
 * choosing again changes nothing more. Their users are told.
 */
export async function changePrices(ctx: Ctx, agencyId: string, assignmentIds: readonly string[]) {
  const chosen = await chosenOf(ctx, agencyId, [...new Set(assignmentIds)]);
  if (!chosen.length) return { changed: 0 };
  const changes = chosen.flatMap(({ row, next }) => [
    priceChosen(ctx, row, next),
    auditLine(ctx, {
      agencyId,
      subAccountId: row.subAccountId,
      entity: 'assignment',
      entityId: row.id,
      act: 'price_chosen',
      before: { price: row.price, nextPrice: row.nextPrice },
      after: { nextPrice: next.price, from: row.paidThrough },
    }),
  ]);
  try {
    await commitWith(ctx, agencyId, changes, chosen.flatMap(effectsOf(ctx)));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    const why = 'One of these numbers changed a moment ago. Nothing was set; look at the list again.';
    throw conflict('changed_meanwhile', 'Not set.', why);
  }
  return { changed: chosen.length };
}

type Chosen = Priced & { next: NewPrice };

/** Those that are not set yet; throws for what is not there, or cannot change any more. */
async function chosenOf(ctx: Ctx, agencyId: string, ids: readonly string[]): Promise<Chosen[]> {
  const known = new Map((await pricedOn(ctx, agencyId, { ids })).map(one => [one.row.id, one]));
  return ids.flatMap(id => {
    const one = known.get(id);
    if (!one) throw notFound('assignment');
    if (!mayChange(one.row, one.plan.currency)) throw aboutToEnd();
    const next = newPriceOf(one.row, one.plan);
    return next ? [{ ...one, next }] : [];
  });
}

const effectsOf =
  (ctx: Ctx) =>
  ({ row, e164, subAccount, next }: Chosen): KeyedEffect[] => {
    const held = { row: { ...row, price: next.price }, number: { e164 }, subAccount };
    return [
      { key: `change_price:${row.id}:${ctx.now}`, effect: { kind: 'change_price', assignmentId: row.id } },
      mailTo(held, 'price_change', `${row.id}:${ctx.now}`, { endsAt: row.paidThrough ?? ctx.now }),
    ];
  };

function aboutToEnd() {
  const why =
    'One of these numbers is not paid by itself, or is about to end. Nothing was set; look at the list again.';
  return refused('price_fixed', 'Not set.', why);
}

/** What follows for our row from a payment of the new price: it is the price now. */
export function priceStatements(ctx: Ctx, row: AssignmentRow, paid: PaidInvoice): Statement[] {
  if (row.nextPrice === null || paid.amount !== row.nextPrice) return [];
  const { agencyId, subAccountId, id: entityId, price, nextPrice } = row;
  const line = { agencyId, subAccountId, entity: 'assignment', entityId, act: 'price_changed' };
  return [priceTaken(ctx, row), auditLine(ctx, { ...line, before: { price }, after: { price: nextPrice } })];
}

/**
 * Has Stripe ask the price of the next cycle from then on, without proration. It sets what our row says at that moment,
 * so that it may be repeated, and come late or out of order.
 */
export async function changePriceAtStripe(ctx: Ctx, { assignmentId }: { assignmentId: string }): Promise<void> {
  const row = await assignmentAcrossTenants(ctx, assignmentId);
  if (!row || row.state === 'ended' || !row.subscriptionId) return;
  const account = on(row.stripeAccountId ?? undefined);
  const subscription = await ctx.stripe.subscriptions.retrieve(row.subscriptionId, {}, account);
  const [item] = subscription.items.data;
  const unit_amount = row.nextPrice ?? row.price;
  if (subscription.status === 'canceled' || !item || item.price.unit_amount === unit_amount) return;
  const { product, currency } = item.price;
  const price_data = {
    ...{ currency, unit_amount, recurring: { interval: 'month' as const } },
    product: typeof product === 'string' ? product : product.id,
  };
  const items = [{ id: item.id, price_data }];
  await ctx.stripe.subscriptions.update(subscription.id, { items, proration_behavior: 'none' }, account);
}
