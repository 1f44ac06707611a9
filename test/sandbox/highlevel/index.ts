import { Hono } from 'hono';
import { html } from 'hono/html';
import type { HighlevelContext } from '../context.ts';
import { createActs } from './acts.ts';
import { createApi, type Refused } from './api/index.ts';
import { createLimit, type Rate } from './api/limit.ts';
import { createControl } from './control.ts';
import { createWebhooks } from './events.ts';
import { createGrants } from './grants.ts';
import { createMarket } from './market.ts';
import { assets } from './pages/assets.ts';
import { barePage } from './pages/bare.ts';
import { createCrmPages } from './pages/index.ts';
import { Missing } from './pages/scene.ts';
import { openRecords } from './records.ts';
import { type HighlevelSeed, plant } from './seed.ts';
import { type SsoOrder, userData } from './sso.ts';
import { createWorkflows } from './workflows.ts';

export { ISSUER as HIGHLEVEL_ISSUER } from './app-urls.ts';
export { lakeside } from './lakeside.ts';
export type { HighlevelSeed } from './seed.ts';

/**
 * The sandbox's HighLevel on one origin: its strict interface at the root, the marketplace under `/marketplace/v2`, the
 * CRM's own pages under `/crm`, and `/_control` for tests.
 * @param options.pausesMs before each attempt to send a webhook
 */
export function createHighlevel(ctx: HighlevelContext, options: { pausesMs?: readonly number[] } = {}) {
  const records = openRecords(ctx);
  const grants = createGrants(ctx, records);
  const webhooks = createWebhooks(ctx, options.pausesMs);
  const acts = createActs(ctx, records, webhooks);
  const workflows = createWorkflows(ctx, records);
  const market = createMarket({ ctx, records, grants, acts, drain: webhooks.drain });
  const limit = createLimit(() => ctx.clock.now());
  const refused: Refused[] = [];
  const setRate = (rate: Partial<Rate>) => limit.set(rate);
  const drain = async () => {
    await market.settled();
    await webhooks.drain();
  };
  const parts = { ctx, records, grants, acts, webhooks, workflows, market, refused, setRate, drain };

  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof Missing)
      return c.html(
        barePage('Not found', html`<div class="empty"><h1>Not found</h1><p>${error.message}</p></div>`),
        404,
      );
    ctx.say(`The HighLevel stand-in failed at ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return c.text('The CRM failed; its terminal says why.', 500);
  });
  app.get('/', c => c.redirect('/crm/agency'));
  app.get('/favicon.ico', c => c.body(null, 204));
  app.route('/assets', assets());
  app.route('/_control', createControl(parts));
  app.route('/marketplace', market.app);
  app.route('/crm', createCrmPages(parts));
  app.route('/', createApi({ ctx, records, grants, acts }, workflows, limit, refused));

  return {
    app,
    drain,
    records,
    acts,
    grants,
    webhooks,
    workflows,
    market,
    setRate,
    /** What the interface refused, with its reason. */
    refused,
    /** Adds records that are not there yet; sends nothing. */
    seed: (data: HighlevelSeed) => plant(ctx, records, data),
    /** Encrypted user data, as the frame is told it. */
    sso(order: SsoOrder): string {
      const made = userData(ctx, records, order);
      if (!made.ok) throw new Error(made.why);
      return made.payload;
    },
  };
}

export type Highlevel = ReturnType<typeof createHighlevel>;
