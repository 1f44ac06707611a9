import type Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { paidInvoice } from '../report/paid-invoice.ts';
import type { Event, SeenSubscription } from './rules/state.ts';
import type { AssignmentRow } from './store/assignment.ts';

/** Objects at Stripe that an event or a return page spoke of. Only read from, and only if they name this assignment. */
export interface Hint {
  sessionId?: string;
  subscriptionId?: string;
}

/** What Stripe says now about an assignment. Throws when Stripe gives no answer. */
export async function look(ctx: Ctx, row: AssignmentRow, hint: Hint): Promise<Event[]> {
  const hinted = await hintedSubscription(ctx, row, hint);
  const also: Event[] = hinted ? [{ kind: 'subscription_seen', subscription: hinted }] : [];
  if (row.state === 'ended') return also;
  if (row.subscriptionId) return [await ownSubscription(ctx, row, row.subscriptionId), ...also];
  if (!row.checkoutSessionId) return [...also, { kind: 'checkout_seen', status: 'none' }];
  const session = await readSession(ctx, row, row.checkoutSessionId);
  const made = session.subscription;
  if (session.status === 'complete' && made && typeof made === 'object') {
    const own: Event = { kind: 'subscription_seen', subscription: seen(made) };
    return hinted && hinted.id !== made.id ? [own, ...also] : [own];
  }
  const status = session.status === 'open' ? 'open' : 'expired';
  if (!hinted) return [{ kind: 'checkout_seen', status }];
  const other: Event = {
    kind: 'subscription_seen',
    subscription: hinted,
    ...(status === 'open' && { leftOpen: session.id }),
  };
  return [other, { kind: 'checkout_seen', status }];
}

async function ownSubscription(ctx: Ctx, row: AssignmentRow, id: string): Promise<Event> {
  return { kind: 'subscription_seen', subscription: seen(await readSubscription(ctx, row, id)) };
}

async function hintedSubscription(ctx: Ctx, row: AssignmentRow, hint: Hint): Promise<SeenSubscription | undefined> {
  const id = hint.subscriptionId ?? (await subscriptionOfSession(ctx, row, hint.sessionId));
  const isOwn = id === row.subscriptionId && row.state !== 'ended';
  if (!id || isOwn) return undefined;
  const subscription = await readSubscription(ctx, row, id);
  return subscription.metadata.assignment_id === row.id ? seen(subscription) : undefined;
}

async function subscriptionOfSession(ctx: Ctx, row: AssignmentRow, id: string | undefined) {
  const known = row.checkoutSessionId === id && row.state === 'pending';
  if (!id || known) return undefined;
  const { subscription } = await readSession(ctx, row, id);
  return typeof subscription === 'string' ? subscription : subscription?.id;
}

function readSession(ctx: Ctx, row: AssignmentRow, id: string) {
  const expand = ['subscription', 'subscription.latest_invoice'];
  return ctx.stripe.checkout.sessions.retrieve(id, { expand }, on(row.stripeAccountId ?? undefined));
}

function readSubscription(ctx: Ctx, row: AssignmentRow, id: string) {
  return ctx.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] }, on(row.stripeAccountId ?? undefined));
}

/** Periods end on the subscription's items; Stripe counts seconds. */
function seen(subscription: Stripe.Subscription): SeenSubscription {
  const periodEnd = Math.max(0, ...subscription.items.data.map(item => item.current_period_end)) * 1000;
  const invoice = subscription.latest_invoice;
  const paidAt = invoice && typeof invoice === 'object' ? invoice.status_transitions.paid_at : null;
  const paid = invoice && typeof invoice === 'object' ? paidInvoice(invoice) : undefined;
  const cancelAt = subscription.cancel_at === null ? null : subscription.cancel_at * 1000;
  return {
    id: subscription.id,
    status: subscription.status,
    periodEnd,
    endsAt: subscription.cancel_at_period_end ? periodEnd : cancelAt,
    paidAt: paidAt === null ? null : paidAt * 1000,
    ...(paid && { invoice: paid }),
  };
}
