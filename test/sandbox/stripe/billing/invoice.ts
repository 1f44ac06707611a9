import type { Books } from '../books.ts';
import { type Invoice, newInvoice } from '../object/invoice.ts';
import { itemLine, periodLine } from '../object/invoice-line.ts';
import type { Subscription } from '../object/subscription.ts';
import { shown, smallestCharge } from '../payment/money.ts';
import { openPayment } from './payments.ts';
import { productName } from './price.ts';

/** Drafts the invoice of a subscription's present period, with whatever items were waiting for the next one. */
export function draftInvoice(books: Books, sub: Subscription, reason: string, withPeriod = true): Invoice {
  const customer = books.get('customer', sub.customer);
  const invoice = newInvoice(books.world.id('in'), books.now(), {
    customer,
    currency: sub.currency,
    reason,
    accountName: books.world.merchantName(books.account),
    application: books.application(),
  });
  const details = { metadata: { ...sub.metadata }, subscription: sub.id };
  invoice.parent = { quote_details: null, subscription_details: details, type: 'subscription_details' };
  if (withPeriod) addPeriod(books, invoice, sub);
  addWaiting(books, invoice, sub);
  total(invoice);
  sub.latest_invoice = invoice.id;
  books.put('invoice', invoice);
  books.emit('invoice.created', invoice);
  return invoice;
}

function addPeriod(books: Books, invoice: Invoice, sub: Subscription): void {
  for (const item of sub.items.data) {
    const free = sub.status === 'trialing';
    const name = productName(books, item.price);
    const each = `${shown(item.price.unit_amount, sub.currency)} / ${item.price.recurring?.interval ?? 'month'}`;
    const description = free ? `Trial period for ${name}` : `${item.quantity} × ${name} (at ${each})`;
    const terms = { description, metadata: { ...sub.metadata }, free };
    invoice.lines.data.push(periodLine(books.world.id('il'), invoice.id, item, terms));
    invoice.period_start = item.current_period_start;
    invoice.period_end = item.current_period_end;
  }
}

/** Prorations and hand-made items of this subscription (or of the customer at large) wait for the next invoice. */
function addWaiting(books: Books, invoice: Invoice, sub: Subscription): void {
  const waiting = books.list('invoiceitem', it => it.customer === sub.customer && it.invoice === null);
  for (const item of waiting.reverse()) {
    if (item.parent && item.parent.subscription_details.subscription !== sub.id) continue;
    item.invoice = invoice.id;
    invoice.lines.data.push(itemLine(books.world.id('il'), invoice.id, item));
  }
}

function total(invoice: Invoice): void {
  const sum = invoice.lines.data.reduce((all, line) => all + line.amount, 0);
  invoice.total = sum;
  invoice.subtotal = sum;
  invoice.subtotal_excluding_tax = sum;
  invoice.total_excluding_tax = sum;
  invoice.amount_due = Math.max(0, sum);
  invoice.amount_remaining = invoice.amount_due;
}

/** Numbers the invoice, settles it with the customer's balance and opens its payment. */
export function finalize(books: Books, invoice: Invoice): Invoice {
  const customer = books.get('customer', invoice.customer);
  const due = withBalance(books, invoice);
  books.change(invoice, undefined, it => {
    it.status = 'open';
    it.number = `${customer.invoice_prefix}-${String(customer.next_invoice_sequence).padStart(4, '0')}`;
    it.amount_due = due;
    it.amount_remaining = due;
    it.effective_at = books.now();
    it.status_transitions = { ...it.status_transitions, finalized_at: books.now() };
    it.hosted_invoice_url = `${books.world.ctx.urls.stripe}/i/${it.id}`;
    it.invoice_pdf = `${books.world.ctx.urls.stripe}/i/${it.id}?pdf`;
  });
  customer.next_invoice_sequence += 1;
  if (due > 0) {
    const description =
      invoice.billing_reason === 'subscription_create' ? 'Subscription creation' : 'Subscription update';
    openPayment(books, { id: invoice.id, amount: due, currency: invoice.currency, customer: customer.id, description });
  }
  books.emit('invoice.finalized', invoice);
  return invoice;
}

/** A credit shrinks what is due, and so small an amount that no card takes it waits on the balance. */
function withBalance(books: Books, invoice: Invoice): number {
  const customer = books.get('customer', invoice.customer);
  const balance = Number(customer.balance ?? 0);
  const wanted = invoice.total + balance;
  const due = wanted >= smallestCharge(invoice.currency) ? wanted : 0;
  customer.balance = due > 0 ? 0 : wanted;
  invoice.starting_balance = balance;
  invoice.ending_balance = Number(customer.balance);
  return due;
}
