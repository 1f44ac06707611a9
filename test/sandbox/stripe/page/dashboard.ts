import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Books } from '../books.ts';
import { finishOnboarding, restrict } from '../connect/account-api.ts';
import type { DeliveryRoom } from '../event/delivery.ts';
import type { Behaviour } from '../payment/cards.ts';
import { setBehaviour } from '../payment/method.ts';
import type { AfterRetries, World } from '../world.ts';
import {
  customerTable,
  eventTable,
  invoiceTable,
  paymentTable,
  sessionTable,
  subscriptionTable,
} from './dashboard-tables.ts';
import { field, type Markup, show } from './layout.ts';

/** The dashboard at `/`: one account at a time, with the switches a developer needs. */
export function dashboardPages(world: World, deliveries: DeliveryRoom): Hono {
  const pages = new Hono();
  pages.get('/', c => {
    const id = c.req.query('account') ?? world.platform;
    const books = world.books(world.merchant(id) ? id : world.platform);
    const body = html`${head(world, books)} ${switches(world, books, deliveries)} ${customerTable(books)} ${subscriptionTable(books)}
    ${invoiceTable(books)} ${paymentTable(books)} ${sessionTable(books)} ${eventTable(books, deliveries)}`;
    return show(c, 'Sandbox Stripe', body, { wide: true });
  });
  pages.post('/act/:what', async c => {
    const form = await c.req.parseBody();
    const account = field(form, 'account') || world.platform;
    const act = ACTS[c.req.param('what')];
    if (!act) return c.notFound();
    act({ world, deliveries, account, text: name => field(form, name) });
    return c.redirect(`/?account=${encodeURIComponent(account)}`, 303);
  });
  return pages;
}

interface Order {
  world: World;
  deliveries: DeliveryRoom;
  account: string;
  text: (name: string) => string;
}

const ACTS: Record<string, (order: Order) => void> = {
  card: ({ world, account, text }) => {
    const books = world.books(account);
    const method = books.peek('payment_method', text('method'));
    if (method) setBehaviour(books, method, text('is') as Behaviour | 'expired' | 'valid');
  },
  webhooks: ({ deliveries, text }) => deliveries.setEnabled(text('to') === 'on'),
  resend: ({ deliveries, text }) => deliveries.resend(text('event')),
  dunning: ({ world, account, text }) => world.setDunning(account, { after: text('after') as AfterRetries }),
  onboard: ({ world, text }) => {
    const merchant = world.merchant(text('id'));
    if (!merchant) return;
    if (text('to') === 'on') finishOnboarding(world, merchant);
    else restrict(world, merchant);
  },
};

function head(world: World, books: Books): Markup {
  const all = world.books().list('account').reverse();
  return html`<h1>Sandbox Stripe</h1>
    <p class="soft">Now: ${new Date(world.ctx.clock.now()).toUTCString()}</p>
    <nav class="card" aria-label="Accounts">
      ${all.map(
        account => html`<a href="/?account=${account.id}" ${account.id === books.account ? 'aria-current="page" style="font-weight:650"' : ''}>
          ${world.merchantName(account.id)}${account.id === world.platform ? ' (platform)' : account.charges_enabled ? '' : ' (not onboarded)'}</a>`,
      )}
    </nav>`;
}

function switches(world: World, books: Books, deliveries: DeliveryRoom): Markup {
  const merchant = world.merchant(books.account);
  const { after } = world.dunning(books.account);
  const account = html`<input type="hidden" name="account" value="${books.account}" />`;
  return html`<section class="card inline">
    <h1>${world.merchantName(books.account)}</h1>
    <p class="soft"><code>${books.account}</code> · charges ${merchant?.charges_enabled ? 'enabled' : 'not enabled'}</p>
    <form method="post" action="/act/webhooks">${account}
      <span>Webhooks are <b data-testid="webhooks">${deliveries.enabled ? 'on' : 'off'}</b></span>
      <button name="to" value="${deliveries.enabled ? 'off' : 'on'}" data-testid="webhooks-switch">Switch ${deliveries.enabled ? 'off' : 'on'}</button></form>
    <form method="post" action="/act/dunning">${account}
      <span>After the last retry a subscription becomes <b>${after.replace('_', ' ')}</b></span>
      ${(['unpaid', 'canceled', 'past_due'] as const).filter(other => other !== after).map(other => html`<button name="after" value="${other}">${other.replace('_', ' ')}</button>`)}</form>
    ${
      books.account === world.platform
        ? ''
        : html`<form method="post" action="/act/onboard">${account}<input type="hidden" name="id" value="${books.account}" />
            <button name="to" value="${merchant?.charges_enabled ? 'off' : 'on'}" data-testid="onboard">${merchant?.charges_enabled ? 'Stop charges' : 'Finish onboarding'}</button></form>`
    }
  </section>`;
}
