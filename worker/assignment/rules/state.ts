/**
 * The words of the assignment's state machine (A-4 … A-13): where it stands, what may be seen or done, and what follows.
 * Instants are epoch ms.
 */
export type EndReason = 'released' | 'unassigned' | 'expired' | 'unpaid' | 'canceled_at_stripe';

/** Reserved, not paid yet. A session without a url was paid, but Stripe is still settling it. */
export interface Pending {
  is: 'pending';
  sessionId: string | null;
  url: string | null;
  expiresAt: number | null;
  /** When the user is told that it is about to lapse; null = was told, or never is. */
  remindAt: number | null;
}

/** Part of the plan: in service at once, without price or subscription. */
export interface Included {
  is: 'included';
}

/** A payment that is still missing. */
interface Owing {
  subscriptionId: string;
  paidThrough: number;
  endsAt: number | null;
  /** When we first saw that it failed. */
  since: number;
  /** How many of its reminders were sent. */
  reminders: number;
}

/** Paid for: routed while `active`, `ending` and `past_due`, kept but not routed while `suspended`. */
export type Paid =
  | { is: 'active'; subscriptionId: string; paidThrough: number }
  | { is: 'ending'; subscriptionId: string; paidThrough: number; endsAt: number }
  | ({ is: 'past_due' } & Owing)
  | ({ is: 'suspended'; suspendedAt: number } & Owing);

export interface Ended {
  is: 'ended';
  reason: EndReason;
  endedAt: number;
  /** The subscription it was paid by; null when it never became active. */
  subscriptionId: string | null;
}

export type State = Pending | Included | Paid | Ended;

/** A subscription as Stripe has it now. */
export interface SeenSubscription {
  id: string;
  status: string;
  /** End of the current period. */
  periodEnd: number;
  /** When it is set to end, by the client or in Stripe's dashboard; null = goes on. */
  endsAt: number | null;
  /** When its newest invoice was paid; null = not paid. */
  paidAt: number | null;
  /** That invoice, if it is paid. */
  invoice?: PaidInvoice;
}

/** What was paid, for the books. */
export interface PaidInvoice {
  id: string;
  amount: number;
  currency: string;
  paidAt: number;
  periodStart: number;
  periodEnd: number;
}

export type Event =
  /** Pay now was pressed and Stripe opened a page. */
  | { kind: 'checkout_opened'; sessionId: string; url: string }
  /** We looked: there is no paid subscription, and the page (if any) is open or lapsed. */
  | { kind: 'checkout_seen'; status: 'none' | 'open' | 'expired' }
  /** `leftOpen`: a payment page that stands open although this subscription came from another one. */
  | { kind: 'subscription_seen'; subscription: SeenSubscription; leftOpen?: string }
  | { kind: 'unassigned' };

/** What follows from a step; the verb gives each its key, recipient and words. */
export type Want =
  | {
      do: 'mail';
      template:
        | 'number_activated'
        | 'release_scheduled'
        | 'number_released'
        | 'number_unassigned'
        | 'reservation_expiring'
        | 'payment_failed'
        | 'number_suspended'
        | 'number_restored';
      /** When what the mail speaks of happens: the end of service, of the reservation, or of our patience. */
      endsAt?: number;
      /** It ended because it was not paid. */
      unpaid?: boolean;
      /** It ended because Stripe, or somebody there, ended its subscription. */
      atStripe?: boolean;
    }
  | { do: 'mirror_forwarding' }
  | { do: 'cancel_subscription'; subscriptionId: string }
  /** `invoiceId`: what was paid, where something was; a payment after the first look is given back too. */
  | { do: 'refund_late_payment'; subscriptionId: string; invoiceId?: string }
  | { do: 'expire_checkout'; sessionId: string };

/** `act` names the change for the audit; null when nothing changed. */
export interface Step {
  ok: true;
  next: State;
  act: string | null;
  wants: Want[];
}

export interface Refusal {
  ok: false;
  why: 'not_pending';
}
