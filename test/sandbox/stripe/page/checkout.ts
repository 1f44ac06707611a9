import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Books } from '../books.ts';
import { completeSession } from '../checkout/complete.ts';
import { orderOf } from '../checkout/lines.ts';
import { expireSession } from '../checkout/session.ts';
import type { Session } from '../object/session.ts';
import { shown } from '../payment/money.ts';
import type { World } from '../world.ts';
import { cardChoices, DECLINING, field, type Markup, show, showNote } from './layout.ts';

/** The hosted Checkout page: `/c/pay/:session`. */
export function checkoutPages(world: World): Hono {
  const pages = new Hono();
  pages.get('/c/pay/:id', c => {
    const found = find(world, c.req.param('id'));
    return found ? face(c, found.books, found.session) : gone(c);
  });
  pages.post('/c/pay/:id', async c => {
    const found = find(world, c.req.param('id'));
    if (!found) return gone(c);
    const { books, session } = found;
    if (session.status !== 'open') return face(c, books, session);
    const form = await c.req.parseBody();
    if (field(form, 'consent') === 'refused')
      return open(c, books, session, 'Your bank could not confirm that it is you. Try another card.');
    const buyer = {
      email: field(form, 'email'),
      name: field(form, 'name'),
      number: field(form, 'act') === 'decline' ? DECLINING : field(form, 'card'),
      consented: field(form, 'consent') === 'given',
    };
    const outcome = completeSession(books, session, buyer);
    if (outcome.is === 'declined') return open(c, books, session, outcome.message);
    if (outcome.is === 'consent') return askConsent(c, books, session, buyer);
    return c.redirect(session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id), 303);
  });
  return pages;
}

function find(world: World, id: string): { books: Books; session: Session } | undefined {
  const books = world.booksOf('checkout.session', id);
  const session = books?.peek('checkout.session', id);
  if (!books || !session) return undefined;
  // Real time may have passed the end without the clock having been moved.
  if (session.status === 'open' && session.expires_at <= world.now()) expireSession(books, session);
  return { books, session };
}

const gone = (c: Context) => showNote(c, 'Nothing here', 'This payment page does not exist.');

function face(c: Context, books: Books, session: Session) {
  if (session.status === 'expired') {
    const link = session.cancel_url ? { href: session.cancel_url, label: 'Back' } : undefined;
    return showNote(c, 'This page has expired', 'The session timed out or was closed. Nothing was charged.', link);
  }
  if (session.status === 'complete')
    return showNote(c, "You're all done here", 'This session was completed already; nothing more is charged.');
  return open(c, books, session);
}

function open(c: Context, books: Books, session: Session, error?: string) {
  const merchant = books.world.merchantName(books.account);
  const verb = session.mode === 'setup' ? 'Save card' : session.mode === 'payment' ? 'Pay' : 'Subscribe';
  const cancel = session.cancel_url
    ? html`<a class="button" data-testid="abandon" href="${session.cancel_url}">Back to ${merchant}</a>`
    : html`<p class="soft" data-testid="abandon">Close this tab to leave without paying.</p>`;
  return show(
    c,
    `${merchant}: ${verb.toLowerCase()}`,
    html`${error ? html`<p class="notice" role="alert" data-testid="error">${error}</p>` : ''}
      <section class="card">
        <p class="soft" data-testid="merchant">${merchant}</p>
        ${summary(books, session)}
      </section>
      <form class="card" method="post">
        ${session.customer ? html`<p class="soft">Paying as ${customerLabel(books, session)}</p>` : who(session)} ${cardChoices()}
        <button class="main" name="act" value="pay" data-testid="pay">${verb}</button>
        <button name="act" value="decline" data-testid="decline">${verb} with a declining card</button>
        ${cancel}
      </form>`,
  );
}

function summary(books: Books, session: Session): Markup {
  const { lines, trialEnd } = orderOf(books, session.id);
  if (session.mode === 'setup') return html`<h1>Save a card for later payments</h1>`;
  const due = session.amount_total ?? 0;
  const interval = lines[0]?.price.recurring?.interval;
  const sum = lines.reduce((all, line) => all + line.amount_total, 0);
  const currency = session.currency ?? 'usd';
  return html`<p class="price" data-testid="total">${shown(sum, currency)}${interval ? html` <span class="soft" style="font-size:15px">per ${interval}</span>` : ''}</p>
    ${trialEnd ? html`<p class="soft">Free at first; ${shown(due, currency)} due today.</p>` : ''}
    ${lines.map(
      line => html`<div class="row" data-testid="line"><span>${line.description}${line.quantity > 1 ? ` × ${line.quantity}` : ''}</span>
        <span>${shown(line.amount_total, line.currency)}</span></div>`,
    )}`;
}

const who = (session: Session): Markup => html`<label for="email">Email</label>
  <input id="email" type="email" name="email" value="${session.customer_email ?? ''}" placeholder="you@example.com" />
  <label for="name">Name on card</label><input id="name" type="text" name="name" />`;

function customerLabel(books: Books, session: Session): string {
  const customer = books.peek('customer', session.customer);
  return customer?.email ?? customer?.name ?? customer?.id ?? '';
}

function askConsent(
  c: Context,
  books: Books,
  session: Session,
  buyer: { email: string; name: string; number: string },
) {
  return show(
    c,
    'Your bank asks for your consent',
    html`<form class="card" method="post" action="/c/pay/${session.id}">
      <h1>Your bank asks for your consent</h1>
      <p class="soft">Card ending ${buyer.number.slice(-4)}, paying ${books.world.merchantName(books.account)}.</p>
      <input type="hidden" name="card" value="${buyer.number}" /><input type="hidden" name="email" value="${buyer.email}" />
      <input type="hidden" name="name" value="${buyer.name}" />
      <button class="main" name="consent" value="given" data-testid="consent-approve">Confirm payment</button>
      <button name="consent" value="refused" data-testid="consent-refuse">It was not me</button>
    </form>`,
  );
}
