import type { Books } from '../books.ts';
import { newInvoiceItem } from '../object/invoice-line.ts';
import type { Price } from '../object/price.ts';
import type { Subscription } from '../object/subscription.ts';
import { productName } from './price.ts';

interface Share {
  item: string;
  price: Price;
  quantity: number;
  /** -1 credits time not used, 1 bills time still to come. */
  sign: 1 | -1;
}

/** Puts the part of the present period that is left onto the next invoice, by the second. */
export function prorate(
  books: Books,
  sub: Subscription,
  period: { start: number; end: number },
  shares: Share[],
): void {
  const now = books.now();
  const left = Math.max(0, period.end - now) / (period.end - period.start);
  for (const { item, price, quantity, sign } of shares) {
    const amount = Math.round(price.unit_amount * quantity * left) * sign;
    if (amount === 0) continue;
    const words = sign < 0 ? 'Unused time on' : 'Remaining time on';
    const entry = newInvoiceItem(books.world.id('ii'), now, {
      amount,
      currency: price.currency,
      customer: sub.customer,
      description: `${words} ${quantity} × ${productName(books, price)}`,
      parent: { subscription_details: { subscription: sub.id, subscription_item: item }, type: 'subscription_details' },
      period: { start: now, end: period.end },
      proration: true,
    });
    books.put('invoiceitem', entry);
    books.emit('invoiceitem.created', entry);
  }
}
