import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { collect } from '../billing/collect.ts';
import { intentOf } from '../billing/payments.ts';
import type { Books } from '../books.ts';
import type { Invoice } from '../object/invoice.ts';
import { consentUrl } from '../payment/intent.ts';
import { mintCard, pinTo } from '../payment/method.ts';
import { shown } from '../payment/money.ts';
import type { World } from '../world.ts';
import { cardChoices, DECLINING, field, show, showNote } from './layout.ts';

/** A hosted invoice, where a customer pays what stayed open: `/i/:invoice`. */
export function invoicePages(world: World): Hono {
  const pages = new Hono();
  pages.get('/i/:id', c => {
    const books = world.booksOf('invoice', c.req.param('id'));
    return books
      ? face(c, books, books.get('invoice', c.req.param('id')))
      : showNote(c, 'Nothing here', 'This invoice does not exist.');
  });
  pages.post('/i/:id', async c => {
    const books = world.booksOf('invoice', c.req.param('id'));
    const invoice = books?.peek('invoice', c.req.param('id'));
    if (!books || invoice?.status !== 'open') return showNote(c, 'Nothing to pay', 'This invoice is not open.');
    const form = await c.req.parseBody();
    const number = field(form, 'act') === 'decline' ? DECLINING : field(form, 'card');
    const card = mintCard(books, number);
    const error = collect(books, invoice, { card, onSession: true, byHand: true });
    const intent = intentOf(books, invoice.id);
    if (intent?.status === 'requires_action') {
      intent.next_action = {
        type: 'redirect_to_url',
        redirect_to_url: { url: consentUrl(books, intent.id), return_url: `${world.ctx.urls.stripe}/i/${invoice.id}` },
      };
      return c.redirect(consentUrl(books, intent.id), 303);
    }
    if (!error && !card.customer) pinTo(books, card, invoice.customer);
    return face(c, books, invoice, error?.message);
  });
  return pages;
}

function face(c: Context, books: Books, invoice: Invoice, error?: string) {
  const merchant = books.world.merchantName(books.account);
  const paying = html`<form class="card" method="post">
    ${cardChoices()}
    <button class="main" name="act" value="pay" data-testid="pay">Pay ${shown(invoice.amount_remaining, invoice.currency)}</button>
    <button name="act" value="decline" data-testid="decline">Pay with a declining card</button>
  </form>`;
  return show(
    c,
    `Invoice ${invoice.number ?? ''} from ${merchant}`,
    html`${error ? html`<p class="notice" role="alert" data-testid="error">${error}</p>` : ''}
      <section class="card">
        <p class="soft">${merchant} · invoice ${invoice.number ?? 'draft'}</p>
        <p class="price">${shown(invoice.amount_due, invoice.currency)}</p>
        <p class="${invoice.status === 'paid' ? 'good' : 'wait'}" data-testid="status">${invoice.status}</p>
        ${invoice.lines.data.map(line => html`<div class="row"><span>${line.description}</span><span>${shown(line.amount, invoice.currency)}</span></div>`)}
      </section>
      ${invoice.status === 'open' ? paying : ''}`,
  );
}
