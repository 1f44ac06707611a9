import type { assignment, purchase } from '../../schema/index.ts';
import * as schema from '../../schema/index.ts';
import type { Kept, Kind, Kinds } from '../sandbox/stripe/books.ts';
import type { Play } from './play.ts';

export type AssignmentRow = typeof assignment.$inferSelect;
export type PurchaseRow = typeof purchase.$inferSelect;

/** A payment at Stripe for a subscription that pays a number. Instants are epoch ms. */
export interface Payment {
  invoiceId: string;
  assignmentId: string;
  subscriptionId: string;
  amount: number;
  paidAt: number;
  from: number;
  to: number;
  /** One per refund. */
  refunds: number[];
}

/** Everybody's books at one instant: ours, Stripe's and Twilio's. */
export interface Books {
  now: number;
  assignments: AssignmentRow[];
  purchases: PurchaseRow[];
  numbers: (typeof schema.number.$inferSelect)[];
  audit: (typeof schema.audit.$inferSelect)[];
  outbox: (typeof schema.outbox.$inferSelect)[];
  events: (typeof schema.webhookEvent.$inferSelect)[];
  subscriptions: Kinds['subscription'][];
  /** What agencies pay for keeping numbers (N-11). */
  keepings: Kinds['subscription'][];
  sessions: Kinds['checkout.session'][];
  invoices: Kinds['invoice'][];
  payments: Payment[];
  /** What purchases of numbers were charged. */
  charges: { purchaseId: string; status: string; amount: number; refunds: number[] }[];
  /** Held for us at the telephone company: number → its voice address. */
  held: Map<string, string>;
}

/** Reads all books. */
export async function openBooks(play: Play, ourSid: string): Promise<Books> {
  const { world } = play;
  const { read } = world.ctx().db;
  const things = <K extends Kind>(kind: K): Kinds[K][] =>
    [...world.box.store.collection<Kept<Kinds[K]>>(`stripe.${kind}`).values()].map(kept => kept.thing);
  const refunds = things('refund');
  const refundsOf = (intent: string) => refunds.filter(one => one.payment_intent === intent).map(one => one.amount);
  const invoices = things('invoice').filter(one => one.parent?.subscription_details.metadata.assignment_id);
  const paidBy = new Map(things('invoice_payment').map(one => [one.invoice, one.payment.payment_intent]));
  const holdings = [...world.twilioBox.carrier.numbers.values()].filter(one => one.account_sid === ourSid);
  return {
    now: world.clock.now(),
    assignments: await read.select().from(schema.assignment),
    purchases: await read.select().from(schema.purchase),
    numbers: await read.select().from(schema.number),
    audit: await read.select().from(schema.audit).orderBy(schema.audit.seq),
    outbox: await read.select().from(schema.outbox),
    events: await read.select().from(schema.webhookEvent),
    subscriptions: things('subscription').filter(one => one.metadata.assignment_id),
    keepings: things('subscription').filter(one => one.metadata.keeping_of),
    sessions: things('checkout.session').filter(one => one.metadata.assignment_id),
    invoices,
    payments: invoices
      .filter(one => one.status === 'paid' && one.amount_paid > 0)
      .map(one => ({
        invoiceId: one.id,
        assignmentId: one.parent?.subscription_details.metadata.assignment_id ?? '',
        subscriptionId: one.parent?.subscription_details.subscription ?? '',
        amount: one.amount_paid,
        paidAt: (one.status_transitions.paid_at ?? 0) * 1000,
        from: (one.lines.data[0]?.period.start ?? 0) * 1000,
        to: (one.lines.data[0]?.period.end ?? 0) * 1000,
        refunds: refundsOf(paidBy.get(one.id) ?? ''),
      })),
    charges: things('payment_intent')
      .filter(one => one.metadata.purchase_id)
      .map(one => ({
        purchaseId: one.metadata.purchase_id ?? '',
        status: one.status,
        amount: one.amount,
        refunds: refundsOf(one.id),
      })),
    held: new Map(holdings.map(one => [one.phone_number, one.voice_url])),
  };
}
