import { Hono } from 'hono';
import type { Ctx } from '../context.ts';
import { backFrom } from '../return-page.ts';
import type { Wired } from '../wire.ts';
import { assignmentOfReturn } from './store/across.ts';
import { sync } from './sync.ts';

/**
 * Where Stripe's pages send people back to (T-6): public, so they say nothing about anybody. The panel that opened them
 * notices by itself; the return only makes it notice sooner.
 */
export const returnRoutes = new Hono<Wired>()
  .get('/return/checkout', async c => {
    await converge(c.get('ctx'), c.req.query('a') ?? '', c.req.query('session_id') ?? '');
    return backFrom('thanks', c.req.raw);
  })
  .get('/return/cancelled', c => backFrom('unpaid', c.req.raw));

async function converge(ctx: Ctx, id: string, sessionId: string): Promise<void> {
  try {
    const found = id && sessionId ? await assignmentOfReturn(ctx, id, sessionId) : undefined;
    const by = { ...ctx, actor: { kind: 'stripe', id: 'checkout', source: 'return_page' } } as const;
    if (found) await sync(by, found.agencyId, found.id);
  } catch (cause) {
    ctx.log.error('return.not_converged', cause);
  }
}
