import type Stripe from 'stripe';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { on } from '../edge/stripe.ts';
import { invoiceRow, paidInvoice } from './paid-invoice.ts';
import { invoicePaid, invoiceRefunded, invoicesNamed, paidBy } from './store.ts';

/** How far back what Stripe says is read again. */
const BACK_S = 40 * 86_400;
const CHUNK = 100;

/**
 * Reads again what was paid and given back lately on an agency's connected account, so that the figures are right
 * although events were lost, and refunds made at Stripe are taken off.
 */
export async function mirrorInvoices(ctx: Ctx, agencyId: string, account: string): Promise<void> {
  const created = { gte: Math.floor(ctx.now / 1000) - BACK_S };
  let some: Stripe.Invoice[] = [];
  const paidBy = new Map<string, string>();
  const paid: Stripe.InvoiceListParams = { created, status: 'paid', limit: 100, expand: ['data.payments'] };
  for await (const invoice of ctx.stripe.invoices.list(paid, on(account))) {
    if (subscriptionOf(invoice)) some.push(invoice);
    for (const intent of intentsOf(invoice)) paidBy.set(intent, invoice.id);
    if (some.length < CHUNK) continue;
    await mirrorSome(ctx, agencyId, account, some);
    some = [];
  }
  await mirrorSome(ctx, agencyId, account, some);
  await mirrorRefunds(ctx, agencyId, account, created, paidBy);
}

async function mirrorSome(ctx: Ctx, agencyId: string, account: string, invoices: Stripe.Invoice[]): Promise<void> {
  if (!invoices.length) return;
  const rows = await paidBy(ctx, agencyId, account, [...new Set(invoices.map(subscriptionOf))]);
  const bySubscription = new Map(rows.map(row => [row.subscriptionId, row]));
  const statements: Statement[] = invoices.flatMap(invoice => {
    const of = bySubscription.get(subscriptionOf(invoice));
    const paid = paidInvoice(invoice);
    return of && paid ? [invoicePaid(ctx, invoiceRow(paid, of))] : [];
  });
  if (statements.length) await ctx.db.commit(statements);
}

/** @param paidBy which invoice each payment of late paid; only for older ones Stripe is asked one by one */
async function mirrorRefunds(
  ctx: Ctx,
  agencyId: string,
  account: string,
  created: { gte: number },
  paidBy: ReadonlyMap<string, string>,
): Promise<void> {
  const given = new Map<string, number>();
  const lately: Stripe.RefundListParams = { created, limit: 100, expand: ['data.charge'] };
  for await (const { payment_intent, charge } of ctx.stripe.refunds.list(lately, on(account))) {
    const intent = typeof payment_intent === 'string' ? payment_intent : payment_intent?.id;
    // In all, also by refunds that are older than what is looked through.
    if (intent && charge && typeof charge === 'object') given.set(intent, charge.amount_refunded);
  }
  const refunded = new Map<string, number>();
  for (const [intent, amount] of given) {
    const invoice = paidBy.get(intent) ?? (await invoiceOf(ctx, account, intent));
    if (invoice) refunded.set(invoice, (refunded.get(invoice) ?? 0) + amount);
  }
  const ids = [...refunded.keys()];
  for (let at = 0; at < ids.length; at += CHUNK) {
    const known = await invoicesNamed(ctx, agencyId, ids.slice(at, at + CHUNK));
    const statements = known.map(({ id }) => invoiceRefunded(ctx, agencyId, id, refunded.get(id) ?? 0));
    if (statements.length) await ctx.db.commit(statements);
  }
}

async function invoiceOf(ctx: Ctx, account: string, payment_intent: string): Promise<string | undefined> {
  const payment = { type: 'payment_intent', payment_intent } as const;
  const { data } = await ctx.stripe.invoicePayments.list({ payment, limit: 1 }, on(account));
  const of = data[0]?.invoice;
  return typeof of === 'string' ? of : of?.id;
}

function intentsOf({ payments }: Stripe.Invoice): string[] {
  return (payments?.data ?? []).flatMap(({ payment }) => {
    const intent = payment.payment_intent;
    return typeof intent === 'string' ? intent : (intent?.id ?? []);
  });
}

function subscriptionOf(invoice: Stripe.Invoice): string {
  const of = invoice.parent?.subscription_details?.subscription;
  return (typeof of === 'string' ? of : of?.id) ?? '';
}
