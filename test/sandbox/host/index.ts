import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import type { SandboxContext } from '../context.ts';
import { DAY, monthLater } from '../desk/leap.ts';
import { createControl, orderToken, type TokenOrder } from './control.ts';
import { createEdits } from './edit.ts';
import { createEvents } from './events.ts';
import { createAppPages } from './pages/apps.ts';
import { createContactPages } from './pages/contacts.ts';
import { createEventPages } from './pages/events.ts';
import { missingPage } from './pages/layout.ts';
import { createLocationPages } from './pages/locations.ts';
import { createPanelPages } from './pages/panel.ts';
import { Missing } from './pages/scene.ts';
import { createUserPages } from './pages/users.ts';
import { openRecords } from './records.ts';
import { createRest } from './rest/index.ts';
import { type HostSeed, plant } from './seed.ts';

export { northwind } from './northwind.ts';
export type { HostSeed } from './seed.ts';

/**
 * The sandbox's host CRM: pages that frame the panel, REST under `/api`, signed events, and `/_control` for tests.
 * @param options.pageSize records on one page of a REST list; `pausesMs` before each attempt to send an event.
 */
export function createHost(ctx: SandboxContext, options: { pageSize?: number; pausesMs?: readonly number[] } = {}) {
  let pageSize = options.pageSize ?? 100;
  const records = openRecords(ctx);
  const events = createEvents(ctx, options.pausesMs);
  const edits = createEdits(ctx, records, events);
  const parts = { ctx, records, edits, events };

  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof Missing) return c.html(missingPage(error.message), 404);
    ctx.say(`The host CRM failed at ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return c.text('The CRM failed; its terminal says why.', 500);
  });
  app.notFound(c => c.html(missingPage('There is no such page.'), 404));

  app.get('/', c => c.redirect('/agency'));
  app.route('/api', createRest({ ctx, records, edits, pageSize: () => pageSize }));
  app.route('/_control', createControl(ctx, records, edits, events));
  app.route('/contacts', createContactPages(parts));
  app.route('/users', createUserPages(parts));
  app.route('/locations', createLocationPages(parts));
  app.route('/apps', createAppPages(parts));
  app.route('/events', createEventPages(parts));
  app.route('/', createPanelPages(parts));

  app.post('/sandbox/leap', async c => {
    const now = ctx.clock.now();
    const month = (await c.req.formData()).get('by') === 'month';
    await ctx.clock.advanceTo(month ? monthLater(now) : now + DAY);
    if (c.req.header('accept') === 'application/json') return c.json({ now: ctx.clock.now() });
    return c.redirect(c.req.header('referer') ?? '/', 303);
  });
  app.get('/assets/crm.css', c => c.body(STYLES.map(readAsset).join('\n'), 200, { 'content-type': 'text/css' }));
  app.get('/assets/:name', c => {
    const name = c.req.param('name');
    const type = ASSETS[name];
    return type ? c.body(readAsset(name), 200, { 'content-type': type, 'cache-control': 'no-cache' }) : c.notFound();
  });

  return {
    app,
    /** Waits until every event was accepted or given up. */
    drain: events.drain,
    /** Adds records that are not there yet; sends nothing. */
    seed: (data: HostSeed) => plant(ctx, records, data),
    /** A launch token, right unless told otherwise. */
    token: (order: TokenOrder) => orderToken(ctx, records, order),
    /** Sends any event once and tells what was answered. */
    send: events.once,
    /** Changes that send their events, as the pages make them. */
    edits,
    records,
    setPageSize(size: number): void {
      pageSize = size;
    },
  };
}

const readAsset = (name: string) => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');

/** One sheet, in this order. */
const STYLES = ['ground.css', 'frame.css', 'pieces.css', 'table.css', 'pages.css', 'narrow.css'];

const ASSETS: Record<string, string> = {
  'crm.js': 'text/javascript; charset=utf-8',
  'embed.js': 'text/javascript; charset=utf-8',
  'mark.svg': 'image/svg+xml',
};
