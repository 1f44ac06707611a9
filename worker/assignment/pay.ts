import Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { on } from '../edge/stripe.ts';
import { nationalFormat } from '../number/rules/phone.ts';
import { conflict, type Problem, refused } from '../problem.ts';
import { askStripe } from './ask-stripe.ts';
import { includedInPlan } from './included.ts';
import { move } from './move.ts';
import { stateOf } from './row.ts';
import { step } from './rules/step.ts';
import { type AssignmentRow, assignmentMoved, type Held, loadAssignment } from './store/assignment.ts';
import { sync } from './sync.ts';
import type { Client } from './tenant.ts';

const TRIES = 4;

/**
 * Opens the Stripe page that pays a reserved number. Clicking twice, or two people at once, come to the same page;
 * one that lapsed is replaced.
 */
export async function pay(ctx: Ctx, client: Client, assignmentId: string): Promise<{ url: string }> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const held = await current(ctx, await loadAssignment(ctx, client.agencyId, assignmentId, client.subAccountId));
    const state = stateOf(held.row);
    if (state.is === 'past_due' || state.is === 'suspended') return payOpenInvoice(ctx, held.row, state.subscriptionId);
    if (state.is !== 'pending') throw notPayable(state.is);
    if (state.sessionId) {
      if (state.url) return { url: state.url };
      throw conflict(
        'payment_processing',
        'Your payment is on its way.',
        'The bank is still confirming it. The number becomes active by itself; there is nothing to do.',
      );
    }
    const url = await open(ctx, held);
    if (url) return { url };
  }
  throw conflict('busy', 'Not opened.', 'Somebody else is paying this number right now. Try again in a moment.');
}

/** what failed is paid on Stripe's page of the newest open invoice; the number is then restored at once. */
async function payOpenInvoice(ctx: Ctx, row: AssignmentRow, subscription: string): Promise<{ url: string }> {
  const { data } = await askStripe(ctx, () =>
    ctx.stripe.invoices.list({ subscription, status: 'open', limit: 1 }, on(row.stripeAccountId ?? undefined)),
  );
  const url = data[0]?.hosted_invoice_url;
  if (url) return { url };
  const { row: now } = await askStripe(ctx, () => sync(ctx, row.agencyId, row.id));
  const { is } = stateOf(now);
  if (is !== 'past_due' && is !== 'suspended') throw notPayable(is);
  throw conflict(
    'no_open_invoice',
    'Nothing can be paid right now.',
    'Stripe has no open invoice for this number, although it is not paid. The agency can open the invoice again in Stripe, or take the number back and assign it anew.',
  );
}

/** As Stripe has it now, if there is anything to ask Stripe about. */
async function current(ctx: Ctx, held: Held): Promise<Held> {
  const { row } = held;
  const lapsed = row.expiresAt !== null && row.expiresAt <= ctx.now;
  if (row.state !== 'pending' || !(row.checkoutSessionId || lapsed)) return held;
  return askStripe(ctx, () => sync(ctx, row.agencyId, row.id));
}

/** @returns undefined when somebody else was first: look again. */
async function open(ctx: Ctx, held: Held): Promise<string | undefined> {
  const { row } = held;
  const account = held.agency.stripeAccountId;
  const customer = held.subAccount.stripeCustomerId;
  if (!account || !customer) {
    throw refused(
      'not_connected',
      'Not opened.',
      'Payments are not set up yet. The agency connects Stripe under Settings first.',
    );
  }
  const count = row.checkoutCount + 1;
  const session = await createSession(ctx, held, { account, customer, count });
  if (!session?.url) return undefined;
  const event = { kind: 'checkout_opened', sessionId: session.id, url: session.url } as const;
  const opened = step(stateOf(row), event, ctx.now);
  if (!opened.ok) return undefined;
  try {
    await move(ctx, held, opened, {
      checkoutCount: count,
      stripeAccountId: account,
      stripeCustomerId: customer,
    });
    return session.url;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    await closeIfOver(ctx, held, account, session.id);
    return undefined;
  }
}

interface Opening {
  account: string;
  customer: string;
  count: number;
}

/**
 * The key is made from what is stored, so that a repeat after a crash comes back to the same session. A key that Stripe
 * holds an error under is used up: the next count is taken.
 */
async function createSession(ctx: Ctx, held: Held, opening: Opening): Promise<Stripe.Checkout.Session | undefined> {
  const key = `checkout:${held.row.id}:${opening.count}`;
  try {
    return await ctx.stripe.checkout.sessions.create(sessionOf(ctx, held, opening), on(opening.account, key));
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    if (cause.code === 'idempotency_key_in_use') return undefined;
    const usedUp = cause instanceof Stripe.errors.StripeIdempotencyError || (cause.statusCode ?? 0) >= 500;
    if (usedUp) {
      const { row } = held;
      await ctx.db.commit([assignmentMoved(ctx, row, { checkoutCount: opening.count })]);
    }
    if (cause instanceof Stripe.errors.StripeIdempotencyError) return undefined;
    return askStripe(ctx, () => Promise.reject(cause));
  }
}

function sessionOf(ctx: Ctx, held: Held, opening: Opening): Stripe.Checkout.SessionCreateParams {
  const { row, number, subAccount } = held;
  const metadata = { assignment_id: row.id };
  const spoken = nationalFormat(number.e164, subAccount.country);
  return {
    mode: 'subscription',
    customer: opening.customer,
    client_reference_id: row.id,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: row.currency,
          unit_amount: row.price,
          recurring: { interval: 'month' },
          product_data: { name: `Phone number ${spoken}` },
        },
      },
    ],
    metadata,
    subscription_data: { metadata },
    success_url: `${ctx.env.PUBLIC_URL}/return/checkout?session_id={CHECKOUT_SESSION_ID}&a=${row.id}`,
    cancel_url: `${ctx.env.PUBLIC_URL}/return/cancelled`,
  };
}

/** The assignment ended while its page was being opened: nobody may pay there. A payment that slips in is refunded. */
async function closeIfOver(ctx: Ctx, held: Held, account: string, sessionId: string): Promise<void> {
  const { row } = await loadAssignment(ctx, held.row.agencyId, held.row.id);
  if (row.state !== 'ended') return;
  try {
    await ctx.stripe.checkout.sessions.expire(sessionId, {}, on(account));
  } catch (cause) {
    ctx.log.error('checkout.not_closed', cause, { id: row.id });
  }
}

function notPayable(is: string): Problem {
  if (is === 'included') return includedInPlan('Nothing to pay.');
  return is === 'ended'
    ? conflict(
        'assignment_ended',
        'Not opened.',
        'This number is no longer reserved here. The agency can assign it again.',
      )
    : conflict('already_paid', 'Already paid.', 'This number is paid; there is nothing to do.');
}
