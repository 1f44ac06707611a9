import { type Context, Hono } from 'hono';
import { verifiedEvent } from '../edge/stripe.ts';
import { storeEvent } from '../host/event.ts';
import { Problem } from '../problem.ts';
import type { Wired } from '../wire.ts';

/** No Stripe event comes near this size. */
const MOST_BYTES = 1_000_000;

/**
 * Stripe's events: verified on the raw body, stored, answered, then processed from the queue. Each endpoint
 * has its own secret; only the Connect one speaks for connected accounts.
 */
export const stripeRoutes = new Hono<Wired>()
  .post('/stripe/webhook', c => receive(c, c.get('ctx').env.STRIPE_WEBHOOK_SECRET, 'platform'))
  .post('/stripe/connect-webhook', c => receive(c, c.get('ctx').env.STRIPE_CONNECT_WEBHOOK_SECRET, 'connect'));

async function receive(c: Context<Wired>, secret: string, endpoint: 'platform' | 'connect'): Promise<Response> {
  const ctx = c.get('ctx');
  const raw = Number(c.req.header('content-length') ?? 0) > MOST_BYTES ? '' : await c.req.text();
  const signature = c.req.header('stripe-signature') ?? null;
  const event = await verifiedEvent(ctx.stripe, raw, signature, secret, ctx.now);
  if (!event) {
    ctx.log.warn('stripe.bad_signature', { endpoint });
    throw new Problem(403, {
      code: 'bad_signature',
      title: 'Not accepted.',
      detail: 'The signature is missing, wrong or too old.',
    });
  }
  const origin = endpoint === 'connect' ? (event.account ?? '') : '';
  await storeEvent(ctx, { id: `stripe:${event.id}`, source: 'stripe', origin, type: event.type, payload: event });
  return c.json({ received: true });
}
