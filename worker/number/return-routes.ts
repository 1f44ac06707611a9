import { Hono } from 'hono';
import type { Ctx } from '../context.ts';
import { backFrom } from '../return-page.ts';
import type { Wired } from '../wire.ts';
import { resumePurchase } from './resume.ts';
import { purchaseOfReturn } from './store/purchase.ts';

/** Where the bank sends the owner back to once asked for consent (N-2). The purchase goes on here, by event or by cron. */
export const purchaseReturnRoutes = new Hono<Wired>().get('/return/purchase', async c => {
  await goOn(c.get('ctx'), c.req.query('p') ?? '', c.req.query('payment_intent') ?? '');
  return backFrom('consent', c.req.raw);
});

async function goOn(ctx: Ctx, id: string, paymentIntentId: string): Promise<void> {
  try {
    const found = id && paymentIntentId ? await purchaseOfReturn(ctx, id, paymentIntentId) : undefined;
    const by = { ...ctx, actor: { kind: 'stripe', id: 'consent', source: 'return_page' } } as const;
    if (found) await resumePurchase(by, found.id);
  } catch (cause) {
    ctx.log.error('return.not_converged', cause);
  }
}
