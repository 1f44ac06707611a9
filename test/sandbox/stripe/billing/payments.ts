import type { Books } from '../books.ts';
import type { InvoicePayment } from '../object/invoice.ts';
import { newInvoicePayment } from '../object/invoice-line.ts';
import type { PaymentIntent } from '../object/payment-intent.ts';
import { type List, listOf } from '../object/thing.ts';
import { openIntent } from '../payment/intent.ts';

/** `invoice.payments`, which Stripe shows only when it is expanded. */
export function paymentsOf(books: Books, invoice: string): List<InvoicePayment> {
  return listOf(paymentList(books, invoice), `/v1/invoice_payments?invoice=${invoice}`);
}

const paymentList = (books: Books, invoice: string): InvoicePayment[] =>
  books.list('invoice_payment', payment => payment.invoice === invoice);

/** `invoice.confirmation_secret`: how a page may confirm the first payment. */
export function confirmationSecret(books: Books, invoice: string): { client_secret: string; type: string } | null {
  const intent = intentOf(books, invoice);
  return intent ? { client_secret: intent.client_secret, type: 'payment_intent' } : null;
}

/** The payment intent that collects an invoice, if it has one. */
export function intentOf(books: Books, invoice: string): PaymentIntent | undefined {
  const payment = paymentList(books, invoice).find(it => it.status !== 'canceled');
  return books.peek('payment_intent', payment?.payment.payment_intent);
}

export function invoicePaymentOf(books: Books, intent: string): InvoicePayment | undefined {
  return books.list('invoice_payment', payment => payment.payment.payment_intent === intent)[0];
}

/** Opens the payment intent of an invoice that has just been finalized. */
export function openPayment(
  books: Books,
  invoice: { id: string; amount: number; currency: string; customer: string; description: string },
): PaymentIntent {
  const { id, amount, currency, customer, description } = invoice;
  const intent = openIntent(books, { amount, currency, customer, description });
  intent.setup_future_usage = 'off_session';
  const terms = { invoice: id, amount, currency, payment_intent: intent.id };
  books.put('invoice_payment', newInvoicePayment(books.world.id('inpay'), books.now(), terms));
  return intent;
}
