import { Hono } from 'hono';
import type { Ctx } from '../context.ts';
import { backFrom } from '../return-page.ts';
import type { Wired } from '../wire.ts';
import { rereadCard } from './card.ts';
import { CONNECT_SEAL, openConnect, rereadConnect } from './connect.ts';
import { agencyAtStripe } from './store.ts';

/** Where Stripe's onboarding pages send people back to (T-6): public, so they say nothing about anybody. */
export const onboardingReturnRoutes = new Hono<Wired>()
  .get('/return/card', async c => {
    const ctx = c.get('ctx');
    await quietly(ctx, () => cardSaved(by(ctx), c.req.query('session_id') ?? ''));
    return backFrom('card', c.req.raw);
  })
  .get('/return/connect', async c => {
    const ctx = c.get('ctx');
    await quietly(ctx, async () => rereadConnect(by(ctx), await sealedId(ctx, c.req.query('a'))));
    return backFrom('thanks', c.req.raw);
  })
  // Stripe's links live for minutes and work once; who comes late is given a new one.
  .get('/return/connect-again', async c => {
    const ctx = c.get('ctx');
    const link = await quietly(ctx, async () => openConnect(by(ctx), await sealedId(ctx, c.req.query('a'))));
    if (link) return c.redirect(link.url, 303);
    return backFrom('expired', c.req.raw);
  });

async function cardSaved(ctx: Ctx, sessionId: string): Promise<void> {
  if (!/^cs_\w{10,200}$/.test(sessionId)) return;
  const { customer } = await ctx.stripe.checkout.sessions.retrieve(sessionId);
  const agencyId = typeof customer === 'string' ? await agencyAtStripe(ctx, { customerId: customer }) : undefined;
  if (agencyId) await rereadCard(ctx, agencyId, true);
}

function sealedId(ctx: Ctx, sealed: string | undefined): Promise<string> {
  return ctx.seal.open(sealed ?? '', CONNECT_SEAL);
}

const by = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'stripe', id: 'onboarding', source: 'return_page' } });

/** The page shows whatever happens: events and the panel come to the same result later. */
async function quietly<T>(ctx: Ctx, converge: () => Promise<T>): Promise<T | undefined> {
  try {
    return await converge();
  } catch (cause) {
    ctx.log.error('return.not_converged', cause);
    return undefined;
  }
}
