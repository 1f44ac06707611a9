import { html } from 'hono/html';
import { currentEnd } from '../billing/renew.ts';
import type { Books } from '../books.ts';
import type { DeliveryRoom } from '../event/delivery.ts';
import type { PaymentMethod } from '../object/payment-method.ts';
import { behaviourOf } from '../payment/cards.ts';
import { shown } from '../payment/money.ts';
import type { Markup } from './layout.ts';

const MOST = 100;
const day = (seconds: number | null): string =>
  seconds === null ? '' : new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');

const TONE: Record<string, string> = {
  active: 'good',
  paid: 'good',
  succeeded: 'good',
  delivered: 'good',
  complete: 'good',
  trialing: 'good',
  canceled: 'soft',
  void: 'soft',
  expired: 'soft',
  withheld: 'soft',
  incomplete_expired: 'soft',
  failed: 'bad',
  unpaid: 'bad',
  past_due: 'bad',
};

const status = (word: string): Markup =>
  html`<span class="${TONE[word] ?? 'wait'}">● ${word.replaceAll('_', ' ')}</span>`;

function table(title: string, heads: string[], rows: Markup[], empty: string): Markup {
  const body =
    rows.length === 0
      ? html`<p class="soft">${empty}</p>`
      : html`<div class="scroll"><table><thead><tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<section class="card"><h1>${title}</h1>${body}</section>`;
}

const nameOf = (books: Books, id: string | null): string => {
  const customer = books.peek('customer', id);
  return customer?.name ?? customer?.email ?? id ?? '';
};

export function customerTable(books: Books): Markup {
  const rows = books
    .list('customer', it => !it.deleted)
    .slice(0, MOST)
    .map(customer => {
      const cards = books.list('payment_method', it => it.customer === customer.id);
      const preferred = customer.invoice_settings.default_payment_method;
      return html`<tr data-testid="customer-${customer.id}"><td>${customer.name ?? ''}<br /><code>${customer.id}</code></td><td>${customer.email ?? ''}</td>
      <td>${cards.length === 0 ? html`<span class="wait">no card</span>` : cards.map(card => cardCell(books, card, card.id === preferred))}</td></tr>`;
    });
  return table('Customers', ['Customer', 'Email', 'Cards'], rows, 'No customers yet.');
}

function cardCell(books: Books, card: PaymentMethod, isDefault: boolean): Markup {
  const state = behaviourOf(books, card);
  const button = (is: string, label: string) =>
    html`<button name="is" value="${is}" data-testid="card-${is}">${label}</button>`;
  return html`<form method="post" action="/act/card"><input type="hidden" name="account" value="${books.account}" />
    <input type="hidden" name="method" value="${card.id}" />
    <span>···· ${card.card.last4} ${card.card.exp_month}/${card.card.exp_year} ${isDefault ? '(default)' : ''}
      <span class="${state === 'ok' ? 'good' : 'wait'}">${state.replaceAll('_', ' ').replaceAll('-', ' ')}</span></span>
    ${button('valid', 'Valid')}${button('declines-later', 'Declines')}${button('expired', 'Expired')}${button('consent', 'Wants consent')}</form>`;
}

export function subscriptionTable(books: Books): Markup {
  const rows = books
    .list('subscription')
    .slice(0, MOST)
    .map(
      sub => html`<tr><td><code>${sub.id}</code></td><td>${nameOf(books, sub.customer)}</td><td>${status(sub.status)}${sub.cancel_at ? html` <span class="wait">ends ${day(sub.cancel_at)}</span>` : ''}</td>
      <td>${sub.items.data.map(item => html`${shown(item.price.unit_amount * item.quantity, sub.currency)} / ${item.price.recurring?.interval ?? ''} `)}</td><td>${day(currentEnd(sub))}</td></tr>`,
    );
  return table('Subscriptions', ['Id', 'Customer', 'Status', 'Price', 'Period ends'], rows, 'No subscriptions yet.');
}

export function invoiceTable(books: Books): Markup {
  const rows = books
    .list('invoice')
    .slice(0, MOST)
    .map(
      invoice => html`<tr><td><a href="/i/${invoice.id}">${invoice.number ?? invoice.id}</a></td><td>${nameOf(books, invoice.customer)}</td><td>${status(invoice.status)}</td>
      <td>${shown(invoice.amount_due, invoice.currency)}</td><td>${invoice.billing_reason.replaceAll('_', ' ')}</td><td>${day(invoice.next_payment_attempt)}</td><td>${day(invoice.created)}</td></tr>`,
    );
  return table(
    'Invoices',
    ['Number', 'Customer', 'Status', 'Amount', 'Why', 'Next attempt', 'Created'],
    rows,
    'No invoices yet.',
  );
}

export function paymentTable(books: Books): Markup {
  const rows = books
    .list('payment_intent')
    .slice(0, MOST)
    .map(intent => {
      const charge = books.peek('charge', intent.latest_charge);
      const refunded = charge?.amount_refunded
        ? html` <span class="wait">${shown(charge.amount_refunded, intent.currency)} refunded</span>`
        : '';
      return html`<tr><td><code>${intent.id}</code></td><td>${nameOf(books, intent.customer)}</td><td>${status(intent.status)}${refunded}</td>
      <td>${shown(intent.amount, intent.currency)}</td><td>${intent.last_payment_error?.decline_code ?? ''}</td><td>${day(intent.created)}</td></tr>`;
    });
  return table('Payments', ['Id', 'Customer', 'Status', 'Amount', 'Refusal', 'Created'], rows, 'No payments yet.');
}

export function sessionTable(books: Books): Markup {
  const rows = books
    .list('checkout.session')
    .slice(0, MOST)
    .map(
      session => html`<tr><td>${session.url ? html`<a href="${session.url}">${session.id.slice(0, 20)}…</a>` : html`<code>${session.id.slice(0, 20)}…</code>`}</td><td>${nameOf(books, session.customer)}</td>
      <td>${session.mode}</td><td>${status(session.status)}</td><td>${day(session.expires_at)}</td></tr>`,
    );
  return table('Checkout sessions', ['Session', 'Customer', 'Mode', 'Status', 'Expires'], rows, 'No sessions yet.');
}

export function eventTable(books: Books, deliveries: DeliveryRoom): Markup {
  const rows = books
    .list('event')
    .slice(0, MOST)
    .map(event => {
      const delivery = deliveries.stateOf(event.id);
      return html`<tr><td>${event.type}<br /><code>${event.id}</code></td><td>${status(delivery?.state ?? 'withheld')}</td>
      <td>${delivery?.attempts ?? 0}</td><td>${delivery?.answer ?? ''}</td><td>${day(event.created)}</td>
      <td><form method="post" action="/act/resend"><input type="hidden" name="account" value="${books.account}" /><button name="event" value="${event.id}" data-testid="resend">Resend</button></form></td></tr>`;
    });
  return table('Events', ['Event', 'Delivery', 'Tries', 'Answer', 'Created', ''], rows, 'No events yet.');
}
