import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { settleInvoiceOf } from '../billing/collect.ts';
import type { Books } from '../books.ts';
import type { PaymentIntent } from '../object/payment-intent.ts';
import type { SetupIntent } from '../object/setup-intent.ts';
import { attempt, consentRefused } from '../payment/intent.ts';
import { shown } from '../payment/money.ts';
import { setUp, setupFailed } from '../payment/setup-api.ts';
import type { World } from '../world.ts';
import { field, show, showNote } from './layout.ts';

/** The bank's own page, where an owner consents to a payment (3-D Secure): `/3ds/:intent`. */
export function consentPages(world: World): Hono {
  const pages = new Hono();
  pages.get('/3ds/:id', c => {
    const books = booksOf(world, c.req.param('id'));
    const intent = books && intentOf(books, c.req.param('id'));
    if (!books || !intent) return showNote(c, 'Nothing here', 'This payment does not exist.');
    if (intent.status !== 'requires_action')
      return showNote(
        c,
        'Nothing to confirm',
        `This payment is ${intent.status.replaceAll('_', ' ')}.`,
        wayBack(intent),
      );
    return ask(c, books, intent);
  });
  pages.post('/3ds/:id', async c => {
    const books = booksOf(world, c.req.param('id'));
    const intent = books && intentOf(books, c.req.param('id'));
    if (!books || intent?.status !== 'requires_action')
      return showNote(c, 'Nothing to confirm', 'This payment does not wait for consent.');
    const back = wayBack(intent);
    const given = field(await c.req.parseBody(), 'consent') === 'given';
    if (intent.object === 'payment_intent') decide(books, intent, given);
    else decideSetup(books, intent, given);
    if (!back) return showNote(c, given ? 'Thank you' : 'Not confirmed', 'You can close this page.');
    return c.redirect(withResult(back.href, intent), 303);
  });
  return pages;
}

const booksOf = (world: World, id: string): Books | undefined =>
  world.booksOf(id.startsWith('seti_') ? 'setup_intent' : 'payment_intent', id);

const intentOf = (books: Books, id: string): PaymentIntent | SetupIntent | undefined =>
  id.startsWith('seti_') ? books.peek('setup_intent', id) : books.peek('payment_intent', id);

function wayBack(intent: PaymentIntent | SetupIntent): { href: string; label: string } | undefined {
  const href = intent.next_action?.redirect_to_url?.return_url;
  return href ? { href, label: 'Back' } : undefined;
}

function withResult(href: string, intent: PaymentIntent | SetupIntent): string {
  const url = new URL(href);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret);
  url.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed');
  return url.href;
}

function decide(books: Books, intent: PaymentIntent, given: boolean): void {
  const card = books.get('payment_method', intent.payment_method ?? '');
  if (!given) {
    consentRefused(books, intent, card);
    return;
  }
  attempt(books, intent, { card, offSession: false, consented: true });
  settleInvoiceOf(books, intent);
}

function decideSetup(books: Books, setup: SetupIntent, given: boolean): void {
  const card = books.get('payment_method', setup.payment_method ?? '');
  if (given) setUp(books, setup, card, true);
  else
    setupFailed(books, setup, {
      type: 'card_error',
      code: 'setup_intent_authentication_failure',
      message: 'The latest attempt to set up the payment method has failed because authentication failed.',
    });
}

function ask(c: Context, books: Books, intent: PaymentIntent | SetupIntent) {
  const card = books.peek('payment_method', intent.payment_method);
  const what = intent.object === 'payment_intent' ? `pay ${shown(intent.amount, intent.currency)} to` : 'be saved by';
  return show(
    c,
    'Your bank asks for your consent',
    html`<form class="card" method="post">
      <h1>Your bank asks for your consent</h1>
      <p class="soft">May the card ending ${card?.card.last4 ?? '····'} ${what} ${books.world.merchantName(books.account)}?</p>
      <button class="main" name="consent" value="given" data-testid="consent-approve">Confirm</button>
      <button name="consent" value="refused" data-testid="consent-refuse">It was not me</button>
    </form>`,
  );
}
