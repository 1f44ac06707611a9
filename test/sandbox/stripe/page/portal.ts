import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { isLiving } from '../billing/standing.ts';
import type { Books } from '../books.ts';
import type { Customer } from '../object/customer.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import { type Behaviour, behaviourOf, verdictOn } from '../payment/cards.ts';
import { detach, mintCard, pinTo, setBehaviour } from '../payment/method.ts';
import { shown } from '../payment/money.ts';
import type { World } from '../world.ts';
import { cardChoices, DECLINING, field, type Markup, show, showNote } from './layout.ts';

const PORTAL_LIVES = 3600;

/** The customer portal, where cards are changed and open invoices paid: `/p/session/:id`. */
export function portalPages(world: World): Hono {
  const pages = new Hono();
  pages.get('/p/session/:id', c => {
    const visit = enter(world, c.req.param('id'));
    return visit ? face(c, visit) : expired(c);
  });
  pages.post('/p/session/:id', async c => {
    const visit = enter(world, c.req.param('id'));
    if (!visit) return expired(c);
    const error = act(visit, await c.req.parseBody());
    return error ? face(c, visit, error) : c.redirect(`/p/session/${c.req.param('id')}`, 303);
  });
  return pages;
}

interface Visit {
  books: Books;
  customer: Customer;
  returnUrl: string | null;
}

function enter(world: World, id: string): Visit | undefined {
  const books = world.booksOf('billing_portal.session', id);
  const session = books?.peek('billing_portal.session', id);
  if (!books || !session || session.created + PORTAL_LIVES < world.now()) return undefined;
  return { books, customer: books.get('customer', session.customer), returnUrl: session.return_url };
}

const expired = (c: Context) => showNote(c, 'This link has expired', 'Ask for a new link to manage your billing.');

function act({ books, customer }: Visit, form: Record<string, unknown>): string | undefined {
  const method = books.peek('payment_method', field(form, 'method'));
  const what = field(form, 'act');
  if (what === 'add' || what === 'decline')
    return addCard(books, customer, what === 'decline' ? DECLINING : field(form, 'card'));
  if (method?.customer !== customer.id) return 'That card is not yours.';
  if (what === 'default') makeDefault(books, customer, method);
  else if (what === 'remove') detach(books, method);
  else setBehaviour(books, method, what as Behaviour | 'expired' | 'valid');
  return undefined;
}

function addCard(books: Books, customer: Customer, number: string): string | undefined {
  const card = mintCard(books, number);
  const behaviour = behaviourOf(books, card);
  const verdict = verdictOn(behaviour === 'declines-later' ? 'ok' : behaviour);
  if (!verdict.ok) return verdict.message ?? 'Your card was declined.';
  pinTo(books, card, customer.id);
  makeDefault(books, customer, card);
  return undefined;
}

/** The portal's default is the customer's, and that of subscriptions which had a card of their own. */
function makeDefault(books: Books, customer: Customer, card: PaymentMethod): void {
  books.change(customer, 'customer.updated', it => {
    it.invoice_settings = { ...it.invoice_settings, default_payment_method: card.id };
  });
  for (const sub of books.list(
    'subscription',
    it => it.customer === customer.id && isLiving(it) && it.default_payment_method !== null,
  ))
    books.change(sub, 'customer.subscription.updated', it => {
      it.default_payment_method = card.id;
    });
}

function face(c: Context, { books, customer, returnUrl }: Visit, error?: string) {
  const cards = books.list('payment_method', it => it.customer === customer.id);
  const open = books.list('invoice', it => it.customer === customer.id && it.status === 'open');
  return show(
    c,
    'Billing',
    html`${error ? html`<p class="notice" role="alert" data-testid="error">${error}</p>` : ''}
      <section class="card"><h1>Billing with ${books.world.merchantName(books.account)}</h1>
        <p class="soft">${customer.name ?? ''} ${customer.email ?? ''}</p>
        ${returnUrl ? html`<a href="${returnUrl}" data-testid="return">Return to ${books.world.merchantName(books.account)}</a>` : ''}</section>
      <section class="card"><h1>Cards</h1>
        ${cards.length === 0 ? html`<p class="soft">No card on file.</p>` : cards.map(card => cardRow(books, customer, card))}</section>
      <form class="card" method="post"><h1>Add a card</h1>${cardChoices()}
        <button class="main" name="act" value="add" data-testid="add-card">Use this card</button>
        <button name="act" value="decline" data-testid="decline">Try a declining card</button></form>
      ${
        open.length === 0
          ? ''
          : html`<section class="card"><h1>Open invoices</h1>${open.map(
              it =>
                html`<div class="row"><span>${it.number}</span><a href="/i/${it.id}" data-testid="open-invoice">Pay ${shown(it.amount_remaining, it.currency)}</a></div>`,
            )}</section>`
      }`,
  );
}

function cardRow(books: Books, customer: Customer, card: PaymentMethod): Markup {
  const isDefault = customer.invoice_settings.default_payment_method === card.id;
  const state = behaviourOf(books, card);
  return html`<div class="row" data-testid="card"><span>${card.card.brand} ···· ${card.card.last4}
      <span class="soft">${card.card.exp_month}/${card.card.exp_year} · ${state.replaceAll('_', ' ')}</span> ${isDefault ? html`<span class="good">default</span>` : ''}</span></div>
    <form method="post" class="inline"><input type="hidden" name="method" value="${card.id}" />
      ${isDefault ? '' : html`<button name="act" value="default" data-testid="make-default">Make default</button>`}
      <button name="act" value="valid" data-testid="card-valid">Make it pay</button>
      <button name="act" value="declines-later" data-testid="card-declines">Make it decline</button>
      <button name="act" value="expired" data-testid="card-expired">Let it expire</button>
      <button name="act" value="remove" data-testid="card-remove">Remove</button></form>`;
}
