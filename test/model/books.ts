import type { assignment, purchase } from '../../schema/index.ts';
import * as schema from '../../schema/index.ts';
import type { Kept, Kind, Kinds } from '../sandbox/stripe/books.ts';
import { OWN } from './own-account.ts';
import type { Play } from './play.ts';
import { OURS } from './world.ts';

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
  requests: (typeof schema.numberRequest.$inferSelect)[];
  /** Agencies that Twilio bills directly (N-3). */
  onOwn: Set<string>;
  /** Of each sub-account with a customer: the subscriptions that pay its plan, and what was paid on them and given back. */
  plans: { subAccountId: string; subscription: Kinds['subscription']; paid: number[]; refunds: number[] }[];
  subscriptions: Kinds['subscription'][];
  /** What agencies pay for keeping numbers (N-11). */
  keepings: Kinds['subscription'][];
  sessions: Kinds['checkout.session'][];
  invoices: Kinds['invoice'][];
  payments: Payment[];
  /** What purchases of numbers were charged. */
  charges: { purchaseId: string; status: string; amount: number; refunds: number[] }[];
  /** Held at the telephone company, on our account and on the agency's own: number → its voice address. */
  held: Map<string, string>;
  heldOnOwn: Map<string, string>;
}

/** Reads all books. */
export async function openBooks(play: Play): Promise<Books> {
  const { world } = play;
  const { read } = world.ctx().db;
  const things = <K extends Kind>(kind: K): Kinds[K][] =>
    [...world.box.store.collection<Kept<Kinds[K]>>(`stripe.${kind}`).values()].map(kept => kept.thing);
  const refunds = things('refund');
  const refundsOf = (intent: string) => refunds.filter(one => one.payment_intent === intent).map(one => one.amount);
  const invoices = things('invoice').filter(one => one.parent?.subscription_details.metadata.assignment_id);
  const paidBy = new Map(things('invoice_payment').map(one => [one.invoice, one.payment.payment_intent]));
  const heldOn = (account: string) => {
    const numbers = [...world.twilioBox.carrier.numbers.values()].filter(one => one.account_sid === account);
    return new Map(numbers.map(one => [one.phone_number, one.voice_url]));
  };
  const places = await read.select().from(schema.subAccount);
  const agencies = await read.select().from(schema.agency);
  return {
    now: world.clock.now(),
    assignments: await read.select().from(schema.assignment),
    purchases: await read.select().from(schema.purchase),
    numbers: await read.select().from(schema.number),
    audit: await read.select().from(schema.audit).orderBy(schema.audit.seq),
    outbox: await read.select().from(schema.outbox),
    events: await read.select().from(schema.webhookEvent),
    requests: await read.select().from(schema.numberRequest),
    onOwn: new Set(agencies.filter(row => row.telephony === 'own').map(row => row.id)),
    plans: places.flatMap(({ id: subAccountId, stripeCustomerId }) =>
      things('subscription')
        .filter(one => stripeCustomerId !== null && one.customer === stripeCustomerId && !one.metadata.assignment_id)
        .map(subscription => {
          const of = things('invoice').filter(
            one => one.parent?.subscription_details.subscription === subscription.id && one.status === 'paid',
          );
          const paid = of.filter(one => one.amount_paid > 0);
          const refunds = paid.flatMap(one => refundsOf(paidBy.get(one.id) ?? ''));
          return { subAccountId, subscription, paid: paid.map(one => one.amount_paid), refunds };
        }),
    ),
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
    held: heldOn(OURS.sid),
    heldOnOwn: heldOn(OWN.sid),
  };
}
