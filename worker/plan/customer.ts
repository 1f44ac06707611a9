import Stripe from 'stripe';
import { askStripe } from '../assignment/ask-stripe.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { on } from '../edge/stripe.ts';
import { ownerOf, payerMoved, type SubAccountRow } from './checkout-store.ts';
import type { PlaceRow } from './sub-account-store.ts';

export interface Payer {
  row: SubAccountRow;
  customer: string;
}

/**
 * The sub-account's customer on the agency's account; made when there is none, or when it was deleted at Stripe. Made
 * before the page opens, so that two pages can never make two customers.
 * @returns undefined when somebody else was first: look again.
 */
export async function customerFor(ctx: Ctx, place: PlaceRow, account: string): Promise<Payer | undefined> {
  const row = place.subAccount;
  const known = row.stripeCustomerId;
  if (known) {
    const customer = await askStripe(ctx, () => ctx.stripe.customers.retrieve(known, {}, on(account)));
    if (!customer.deleted) return { row, customer: known };
  }
  const made = await create(ctx, row, account);
  if (!made) return undefined;
  const set = { stripeCustomerId: made, planSubscriptionId: null, planCheckoutCount: row.planCheckoutCount + 1 };
  const line = { agencyId: row.agencyId, subAccountId: row.id, entity: 'sub_account', entityId: row.id };
  try {
    await ctx.db.commit([
      payerMoved(ctx, row, set),
      auditLine(ctx, { ...line, act: 'customer.made', before: { customerId: known }, after: { customerId: made } }),
    ]);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    return undefined;
  }
  return { row: { ...row, ...set }, customer: made };
}

/** Only ids go under the idempotency key: a name may change between two attempts. */
async function create(ctx: Ctx, row: SubAccountRow, account: string): Promise<string | undefined> {
  const metadata = { agency_id: row.agencyId, sub_account_id: row.id };
  const key = `plan-customer:${row.id}:${row.planCheckoutCount}`;
  try {
    const { id } = await ctx.stripe.customers.create({ metadata }, on(account, key));
    const owner = await ownerOf(ctx, row.agencyId, row.id);
    const email = owner?.email && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(owner.email) ? owner.email : undefined;
    await ctx.stripe.customers.update(id, { name: row.name, ...(email && { email }) }, on(account));
    return id;
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    if (cause.code === 'idempotency_key_in_use') return undefined;
    // Stripe replays an error of its own under the same key for a day.
    if ((cause.statusCode ?? 0) >= 500) {
      await ctx.db.commit([payerMoved(ctx, row, { planCheckoutCount: row.planCheckoutCount + 1 })]);
    }
    return askStripe(ctx, () => Promise.reject(cause));
  }
}
