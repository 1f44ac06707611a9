import type Stripe from 'stripe';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { giveBack } from '../edge/refund.ts';
import { on } from '../edge/stripe.ts';
import type { Effect } from '../notification/rules/effect.ts';
import { invoiceRefunded } from '../report/store.ts';
import { assignmentAcrossTenants } from './store/across.ts';
import { type AssignmentRow, refundUnnoted } from './store/assignment.ts';

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

const OVER: readonly string[] = ['canceled', 'incomplete_expired'];

type Subscribed = Pick<Of<'cancel_subscription'>, 'stripeAccountId' | 'subscriptionId'>;

/**
 * Ends a subscription at once, without refund or proration; one that is over already is left alone. What is
 * still open of it, or only drafted, is voided, so that nobody can pay for a number that is gone.
 */
export async function cancelSubscription(ctx: Ctx, effect: Subscribed): Promise<void> {
  await endAtStripe(ctx, effect);
  const account = on(effect.stripeAccountId);
  const drafts = await invoicesOf(ctx, effect.subscriptionId, 'draft', account);
  for (const { id } of drafts) await finalizeDraft(ctx, id, account);
  const data = await invoicesOf(ctx, effect.subscriptionId, 'open', account);
  for (const { id } of data) await voidInvoice(ctx, id, account);
}

function invoicesOf(ctx: Ctx, subscription: string, status: 'draft' | 'open', account: Stripe.RequestOptions) {
  return ctx.stripe.invoices.list({ subscription, status, limit: 100 }, account).autoPagingToArray({ limit: 1000 });
}

/** Stripe neither voids nor deletes a subscription's draft: it is made final first, and not collected. */
async function finalizeDraft(ctx: Ctx, id: string, account: Stripe.RequestOptions): Promise<void> {
  try {
    await ctx.stripe.invoices.finalizeInvoice(id, { auto_advance: false }, account);
  } catch (cause) {
    const { status } = await ctx.stripe.invoices.retrieve(id, {}, account);
    if (status === 'draft') throw cause;
  }
}

async function voidInvoice(ctx: Ctx, id: string, account: Stripe.RequestOptions): Promise<void> {
  try {
    await ctx.stripe.invoices.voidInvoice(id, {}, account);
  } catch (cause) {
    const { status } = await ctx.stripe.invoices.retrieve(id, {}, account);
    if (status === 'open') throw cause;
  }
}

async function endAtStripe(ctx: Ctx, effect: Subscribed): Promise<void> {
  const account = on(effect.stripeAccountId);
  const { status } = await ctx.stripe.subscriptions.retrieve(effect.subscriptionId, {}, account);
  if (OVER.includes(status)) return;
  try {
    await ctx.stripe.subscriptions.cancel(effect.subscriptionId, { prorate: false, invoice_now: false }, account);
  } catch (cause) {
    const again = await ctx.stripe.subscriptions.retrieve(effect.subscriptionId, {}, account);
    if (!OVER.includes(again.status)) throw cause;
  }
}

/** Closes a payment page nobody may use any more. What was paid there meanwhile is cancelled and refunded. */
export async function expireCheckout(ctx: Ctx, effect: Of<'expire_checkout'>): Promise<void> {
  const { assignmentId, stripeAccountId, sessionId } = effect;
  const account = on(stripeAccountId);
  let session = await ctx.stripe.checkout.sessions.retrieve(sessionId, {}, account);
  if (session.status === 'open') {
    try {
      session = await ctx.stripe.checkout.sessions.expire(sessionId, {}, account);
    } catch (cause) {
      session = await ctx.stripe.checkout.sessions.retrieve(sessionId, {}, account);
      if (session.status === 'open') throw cause;
    }
  }
  const made = session.subscription;
  if (session.status !== 'complete' || !made) return;
  const subscriptionId = typeof made === 'string' ? made : made.id;
  await refundLatePayment(ctx, { kind: 'refund_late_payment', assignmentId, stripeAccountId, subscriptionId });
}

/**
 * Cancels a subscription and gives back what was paid for nothing: everything of a subscription the assignment
 * never ran on, and of its own only what was paid after the end. The one a live assignment runs on is left alone.
 */
export async function refundLatePayment(ctx: Ctx, effect: Of<'refund_late_payment'>): Promise<void> {
  const { assignmentId, stripeAccountId, subscriptionId } = effect;
  const row = await assignmentAcrossTenants(ctx, assignmentId);
  if (!row) throw new Error(`no assignment ${assignmentId}`);
  const own = row.subscriptionId === subscriptionId;
  if (own && row.endedAt === null) return;
  await cancelSubscription(ctx, { stripeAccountId, subscriptionId });
  const invoices = await ctx.stripe.invoices
    .list({ subscription: subscriptionId, limit: 100, expand: ['data.payments'] }, on(stripeAccountId))
    .autoPagingToArray({ limit: 1000 });
  for (const invoice of invoices) {
    const paidAt = (invoice.status_transitions.paid_at ?? 0) * 1000;
    if (invoice.status !== 'paid' || (own && !isLate(row, paidAt, paysUntil(invoice)))) continue;
    await refundInvoice(ctx, row, stripeAccountId, invoice);
  }
}

/** Paid after the end; of a released number, also for time after what it was released to. */
function isLate({ endReason, endsAt, endedAt }: AssignmentRow, paidAt: number, until: number): boolean {
  if (endReason === 'released' && endsAt !== null && until > endsAt) return true;
  return endedAt !== null && paidAt > endedAt;
}

/** The end of the time an invoice pays for. */
function paysUntil({ lines }: Stripe.Invoice): number {
  return Math.max(0, ...lines.data.map(line => line.period.end * 1000));
}

async function refundInvoice(ctx: Ctx, row: AssignmentRow, account: string, invoice: Stripe.Invoice): Promise<void> {
  for (const { payment, status } of invoice.payments?.data ?? []) {
    const intent = payment.payment_intent;
    if (status !== 'paid' || !intent) continue;
    const paymentIntent = typeof intent === 'string' ? intent : intent.id;
    await giveBack(ctx, account, paymentIntent);
    const { agencyId, subAccountId } = row;
    const line = { agencyId, subAccountId, entity: 'assignment', entityId: row.id, act: 'late_payment_refunded' };
    const after = { invoiceId: invoice.id, amount: invoice.amount_paid, currency: invoice.currency };
    await once(
      ctx.db.commit([
        refundUnnoted(ctx, row, line.act, after.invoiceId),
        auditLine(ctx, { ...line, after }),
        invoiceRefunded(ctx, agencyId, invoice.id, invoice.amount_paid),
      ]),
    );
  }
}

/** However often it is looked at, a refund is written down once. */
async function once(commit: Promise<unknown>): Promise<void> {
  try {
    await commit;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
}
