import { isSandbox } from '../agent/target.ts';
import type { Ctx } from '../context.ts';
import { sendToHighLevel } from './highlevel/send.ts';
import { post, type Sent } from './post.ts';
import { nextTryAt } from './rules/backoff.ts';
import { targetOf } from './rules/target.ts';
import { signedHeaders } from './sign.ts';
import { deliveryTried, dueDeliveries, type Leased, leaseDelivery, subscriptionEnded } from './store/delivery.ts';

/** Until then the queue itself comes back to it; later tries wait for the sweep. */
const SOON_MS = 10 * 60_000;

/**
 * Sends one event to one subscription (W-3), unless somebody else does or did. What fails is tried again for three
 * days.
 */
export async function deliverEvent(ctx: Ctx, id: string): Promise<void> {
  const leased = await leaseDelivery(ctx, id);
  if (!leased) return;
  const { delivery, subscription } = leased;
  if (subscription.endedAt !== null) {
    await ctx.db.commit([deliveryTried(ctx, id, { status: null, error: 'hook_ended', dueAt: null })]);
    return;
  }
  const sent = subscription.kind === 'highlevel' ? await sendToHighLevel(ctx, leased) : await sendToHook(ctx, leased);
  if (sent.ok) {
    await ctx.db.commit([deliveryTried(ctx, id, { status: sent.status, error: null })]);
    return;
  }
  const { status, error, isGone, isHopeless, askedMs } = sent;
  const next =
    isGone || isHopeless ? null : nextTryAt(delivery.attempts, delivery.createdAt, ctx.now, Math.random(), askedMs);
  const why = error === 'not_installed' ? 'uninstalled' : 'gone';
  const ended = isGone ? subscriptionEnded(ctx, subscription, why) : [];
  await ctx.db.commit([deliveryTried(ctx, id, { status, error, dueAt: next }), ...ended]);
  ctx.log.warn('hook.failed', { id, status, attempts: delivery.attempts, next });
  if (next !== null && next - ctx.now <= SOON_MS) {
    await ctx.queue.send([{ kind: 'hook', deliveryId: id }], Math.ceil((next - ctx.now) / 1000));
  }
}

/** So many a tick: with slow receivers more would only pile up in the queue, since the next tick finds them again. */
const A_TICK = 500;

/** Cross-tenant: wakes what is due and was not delivered, longest due first. */
export async function sweepDeliveries(ctx: Ctx): Promise<void> {
  const ids = await dueDeliveries(ctx, A_TICK);
  await ctx.queue.send(ids.map(deliveryId => ({ kind: 'hook', deliveryId })));
}

async function sendToHook(ctx: Ctx, { subscription, event }: Leased): Promise<Sent> {
  // W-5, once more: what was accepted before a rule was sharpened is not asked either.
  const target = targetOf(subscription.targetUrl, isSandbox(ctx));
  if (!target.ok) return { ok: false, status: null, error: 'address', isHopeless: true };
  const body = JSON.stringify(event.payload);
  return post(target.url, body, signedHeaders(await secretsOf(ctx, subscription), event.id, ctx.now, body));
}

async function secretsOf(
  ctx: Ctx,
  { id, secret, formerSecret, formerUntil }: Leased['subscription'],
): Promise<string[]> {
  const sealed = [secret, formerUntil !== null && formerUntil > ctx.now ? formerSecret : null];
  return Promise.all(sealed.flatMap(one => (one === null ? [] : [ctx.seal.open(one, `hook:${id}`)])));
}
