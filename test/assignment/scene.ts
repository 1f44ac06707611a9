import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { audit } from '../../schema/index.ts';
import { assign } from '../../worker/assignment/assign.ts';
import { pay } from '../../worker/assignment/pay.ts';
import type { Ctx } from '../../worker/context.ts';
import type { Tenant } from '../support/mint.ts';
import type { World } from './world.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 86_400_000;
/** Longer than any month. */
export const MONTH = 32 * DAY;

/** A refusal with that code. */
export const problem = (code: string) => expect.objectContaining({ body: expect.objectContaining({ code }) });

/** How far an assignment is carried before a test begins, and what became of it at Stripe and in the audit. */
export function sceneOf(w: World) {
  const on = { stripeAccount: w.account };
  const given = (t: Tenant) =>
    assign(w.ctx(), w.person(t), t.numberId, { userId: t.ownerId, subAccountId: t.subAccountId });

  /** With its payment page open. */
  const opened = async (t: Tenant) => {
    const { id } = await given(t);
    return { id, ...(await pay(w.ctx(), w.client(t), id)) };
  };

  const paid = async (t: Tenant) => {
    const { id, url } = await opened(t);
    await w.pay(url);
    await w.work();
    return w.row(id);
  };

  const customerOf = async (t: Tenant) => (await w.place(t.subAccountId)).stripeCustomerId ?? '';

  /** The subscriptions that pay numbers. */
  const subscriptionsOf = async (t: Tenant) => {
    const all = await w.stripe.subscriptions.list({ customer: await customerOf(t), status: 'all', limit: 100 }, on);
    return all.data.filter(sub => sub.metadata.assignment_id);
  };

  const refundsFor = async (t: Tenant) => {
    const intents = await w.stripe.paymentIntents.list({ customer: await customerOf(t), limit: 100 }, on);
    const own = new Set(intents.data.map(intent => intent.id));
    const refunds = await w.stripe.refunds.list({ limit: 100 }, on);
    return refunds.data.filter(refund => own.has(String(refund.payment_intent))).map(refund => refund.amount);
  };

  const acts = async (entityId: string) => {
    const lines = await w.base.db.read.select({ act: audit.act }).from(audit).where(eq(audit.entityId, entityId));
    return lines.map(line => line.act);
  };

  /** A Worker that dies before it can write. */
  const dying = (): Ctx => w.ctx({ db: { ...w.ctx().db, commit: () => Promise.reject(new Error('gone')) } });

  return { on, given, opened, paid, customerOf, subscriptionsOf, refundsFor, acts, dying };
}

export type Scene = ReturnType<typeof sceneOf>;
