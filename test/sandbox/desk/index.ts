import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { SandboxContext } from '../context.ts';
import { createClockDoor } from './clock.ts';
import { createFaultDoor } from './faults.ts';
import { deskPage, type Html, shownTime } from './layout.ts';
import { createMailbox } from './mail.ts';
import { createVoiceAgent } from './voice-agent.ts';

/** Vendors whose deliveries `POST /drain` waits for. */
export type DeskParts = { drain(): Promise<void> }[];

/** The sandbox's control page: its clock, its mailbox, its faults, and the way to everything else. */
export function createDesk(ctx: SandboxContext, parts: DeskParts = []) {
  const app = new Hono();
  app.onError((error, c) => {
    ctx.say(`The desk failed at ${c.req.method} ${c.req.path}: ${error.message}`);
    return c.json({ error: { message: error.message } }, error instanceof SyntaxError ? 400 : 500);
  });
  app.route('/clock', createClockDoor(ctx));
  app.route('/faults', createFaultDoor(ctx));
  app.route('/voice-agent', createVoiceAgent(ctx));
  app.route('/', createMailbox(ctx));
  app.post('/drain', async c => {
    await Promise.all(parts.map(part => part.drain()));
    return c.json({});
  });
  app.get('/', c => c.html(deskPage(ctx, 'Desk', '/', front(ctx))));
  app.get('/assets/:name', c => {
    const type = ASSETS[c.req.param('name')];
    if (!type) return c.notFound();
    const file = readFileSync(new URL(`./assets/${c.req.param('name')}`, import.meta.url));
    return c.body(file, 200, { 'content-type': type, 'cache-control': 'no-cache' });
  });
  return { app };
}

const ASSETS: Record<string, string> = {
  'desk.css': 'text/css; charset=utf-8',
  'mail.css': 'text/css; charset=utf-8',
  'desk.js': 'text/javascript; charset=utf-8',
};

const LEAPS = ['hour', 'day', 'week', 'month'];

function front({ clock, urls }: SandboxContext): Html {
  const places = [
    { href: urls.host, name: 'Host CRM', what: 'Start here: the panel as an agency, a client and its staff see it.' },
    ...(urls.highlevel
      ? [
          {
            href: urls.highlevel,
            name: 'HighLevel',
            what: 'Another CRM: install from its marketplace, then open the panel.',
          },
        ]
      : []),
    { href: urls.twilio, name: 'Softphone', what: 'Call and text any number; pick up whatever rings.' },
    { href: urls.stripe, name: 'Stripe', what: 'Customers, subscriptions, payments, and webhooks to resend.' },
    { href: '/voice-agent', name: 'Voice agent', what: 'An endpoint to attach to a number, and what it heard.' },
    { href: '/mail', name: 'Mailbox', what: 'Every mail that Trunkline sends.' },
  ];
  return html`<section class="card now"><h1>Sandbox time</h1>
<p class="time"><time data-clock data-testid="now">${shownTime(clock.now())}</time></p>
<p class="quiet">One clock for Stripe, the Worker and the CRM. It only runs forward; renewals, expiries and cron happen on the way.</p>
<form method="post" action="/clock/advance" data-leap>${LEAPS.map(by => html`<button name="by" value="${by}" data-testid="plus-${by}">+1 ${by}</button>`)}</form>
<form method="post" action="/clock/advance" data-leap><label>To a date (UTC) <input type="datetime-local" name="to" required data-testid="to"></label><button data-testid="go">Go</button></form>
<p class="said" role="status" data-said></p></section>
<ul class="places">${places.map(({ href, name, what }) => html`<li><a class="card" href="${href}"><b>${name}</b><span>${what}</span></a></li>`)}</ul>`;
}
