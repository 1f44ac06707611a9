import type { InvoiceLine, InvoicePayment } from './invoice.ts';
import type { Price } from './price.ts';
import type { SubscriptionItem } from './subscription.ts';
import type { Metadata, Thing } from './thing.ts';

export interface InvoiceItem extends Thing {
  object: 'invoiceitem';
  date: number;
  amount: number;
  currency: string;
  customer: string;
  description: string | null;
  invoice: string | null;
  metadata: Metadata;
  parent: {
    subscription_details: { subscription: string; subscription_item?: string };
    type: 'subscription_details';
  } | null;
  period: { start: number; end: number };
  proration: boolean;
  quantity: number;
}

const bareLine = (id: string, invoice: string) => ({
  id,
  object: 'line_item' as const,
  discount_amounts: [],
  discountable: true,
  discounts: [],
  invoice,
  livemode: false,
  pretax_credit_amounts: [],
  quantity_decimal: null,
  subscription: null,
  taxes: [],
});

const priced = (price: Price) => ({
  price_details: { price: price.id, product: price.product },
  type: 'price_details',
  unit_amount_decimal: price.unit_amount_decimal,
});

/** The line that bills one period of a subscription item; `free` while in trial. */
export function periodLine(
  id: string,
  invoice: string,
  item: SubscriptionItem,
  terms: { description: string; metadata: Metadata; free: boolean },
): InvoiceLine {
  const amount = terms.free ? 0 : item.price.unit_amount * item.quantity;
  return {
    ...bareLine(id, invoice),
    amount,
    currency: item.price.currency,
    description: terms.description,
    metadata: terms.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: item.subscription,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    period: { start: item.current_period_start, end: item.current_period_end },
    pricing: priced(item.price),
    quantity: item.quantity,
    subtotal: amount,
  };
}

/** The line that carries an invoice item (a proration, or one added by hand). */
export function itemLine(id: string, invoice: string, item: InvoiceItem): InvoiceLine {
  return {
    ...bareLine(id, invoice),
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    metadata: item.metadata,
    parent: {
      invoice_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: { credited_items: null },
        subscription: item.parent?.subscription_details.subscription ?? null,
      },
      subscription_item_details: null,
      type: 'invoice_item_details',
    },
    period: item.period,
    pricing: null,
    quantity: item.quantity,
    subtotal: item.amount,
  };
}

export function newInvoiceItem(
  id: string,
  date: number,
  terms: Pick<InvoiceItem, 'amount' | 'currency' | 'customer' | 'description' | 'parent' | 'period' | 'proration'>,
): InvoiceItem {
  return {
    id,
    object: 'invoiceitem',
    ...terms,
    customer_account: null,
    date,
    discountable: !terms.proration,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: terms.amount,
    pricing: null,
    quantity: 1,
    quantity_decimal: '1',
    tax_rates: [],
    test_clock: null,
  };
}

export function newInvoicePayment(
  id: string,
  created: number,
  terms: { invoice: string; amount: number; currency: string; payment_intent: string },
): InvoicePayment {
  return {
    id,
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: terms.amount,
    created,
    currency: terms.currency,
    invoice: terms.invoice,
    is_default: true,
    livemode: false,
    payment: { payment_intent: terms.payment_intent, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  };
}
