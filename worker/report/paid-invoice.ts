import type Stripe from 'stripe';
import type { PaidInvoice } from '../assignment/rules/state.ts';
import type { InvoiceRow } from './store.ts';

/** What an invoice at Stripe says was paid; undefined when it was not. Stripe counts seconds. */
export function paidInvoice(invoice: Stripe.Invoice): PaidInvoice | undefined {
  const paidAt = invoice.status_transitions.paid_at;
  if (invoice.status !== 'paid' || paidAt === null || !invoice.id) return undefined;
  const period = invoice.lines.data[0]?.period ?? { start: paidAt, end: paidAt };
  return {
    id: invoice.id,
    amount: invoice.amount_paid,
    currency: invoice.currency,
    paidAt: paidAt * 1000,
    periodStart: period.start * 1000,
    periodEnd: period.end * 1000,
  };
}

/** The mirror's row of it. @param of the assignment it was paid for */
export function invoiceRow(
  paid: PaidInvoice,
  of: { id: string; agencyId: string; subAccountId: string; numberId: string },
): InvoiceRow {
  const { id: assignmentId, agencyId, subAccountId, numberId } = of;
  return { ...paid, assignmentId, agencyId, subAccountId, numberId };
}
