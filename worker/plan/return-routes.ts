import { Hono } from 'hono';
import { rereadStanding } from '../assignment/standing.ts';
import type { Ctx } from '../context.ts';
import { backFrom } from '../return-page.ts';
import type { Wired } from '../wire.ts';
import { payerAcrossTenants, payerOfReturn } from './checkout-store.ts';
import { PORTAL_SEAL } from './portal.ts';
import { settlePlan } from './settle.ts';

/** Where Stripe's pages about a plan send people back to (T-6): public, so they say nothing about anybody. */
export const planReturnRoutes = new Hono<Wired>()
  .get('/return/plan', async c => {
    const [id, sessionId] = [c.req.query('s') ?? '', c.req.query('session_id') ?? ''];
    await quietly(c.get('ctx'), async ctx => {
      const found = id && sessionId ? await payerOfReturn(ctx, id, sessionId) : undefined;
      if (found) await settlePlan(ctx, found.agencyId, found.id);
    });
    return backFrom('thanks', c.req.raw);
  })
  .get('/return/portal', async c => {
    const sealed = c.req.query('s') ?? '';
    await quietly(c.get('ctx'), async ctx => {
      const found = sealed ? await payerAcrossTenants(ctx, await ctx.seal.open(sealed, PORTAL_SEAL)) : undefined;
      if (found) await rereadStanding(ctx, found.agencyId, found.id);
    });
    return backFrom('done', c.req.raw);
  });

/** The page shows whatever happens: events and the sweep come to the same result later. */
async function quietly(ctx: Ctx, converge: (ctx: Ctx) => Promise<void>): Promise<void> {
  try {
    await converge({ ...ctx, actor: { kind: 'stripe', id: 'checkout', source: 'return_page' } });
  } catch (cause) {
    ctx.log.error('return.not_converged', cause);
  }
}
