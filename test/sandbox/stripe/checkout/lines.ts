import type { Books } from '../books.ts';
import type { SessionLine } from '../object/session.ts';
import { type List, listOf } from '../object/thing.ts';

/** What a session sells and what its subscription (or payment) will carry; not shown on the session itself. */
export interface Order {
  lines: SessionLine[];
  metadata: Record<string, string>;
  description: string | null;
  trialEnd: { days: number } | { at: number } | null;
  setupFutureUsage: string | null;
}

export const orders = (books: Books): Map<string, Order> => books.world.ctx.store.collection<Order>('stripe.order');

export function orderOf(books: Books, session: string): Order {
  return (
    orders(books).get(session) ?? { lines: [], metadata: {}, description: null, trialEnd: null, setupFutureUsage: null }
  );
}

/** `session.line_items`, which Stripe shows only when it is expanded. */
export function linesOf(books: Books, session: string): List<SessionLine> {
  return listOf(orderOf(books, session).lines, `/v1/checkout/sessions/${session}/line_items`);
}
