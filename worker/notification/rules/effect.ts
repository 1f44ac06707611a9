import type { Happening } from '../../workflow/rules/trigger.ts';

/**
 * What a change makes known outside, as data. Rules return effects, verbs write them into the outbox in the change's own
 * batch, `notification/deliver.ts` carries them out at least once.
 */
export type MailTemplate =
  | 'number_pending'
  | 'number_activated'
  | 'release_scheduled'
  | 'number_released'
  | 'number_unassigned'
  | 'reservation_expiring'
  | 'payment_failed'
  | 'number_suspended'
  | 'number_restored'
  | 'price_change'
  | 'reconcile_drift'
  | 'number_requested'
  | 'request_declined'
  | 'consent_wanted'
  | 'keeping_unpaid'
  | 'uninstalled'
  | 'voicemail'
  | 'overflow';

export type Effect =
  | {
      kind: 'mail';
      template: MailTemplate;
      agencyId: string;
      /** Absent in mails to people of the agency about the agency. */
      subAccountId?: string;
      /** Recipient, by our user id; the address is read when it is sent. */
      userId: string;
      /** What the sentence needs: number, amounts, dates. */
      params: MailParams;
    }
  /** Tells whoever runs this Trunkline, in sentences. */
  | { kind: 'mail_operator'; subject: string; lines: string[] }
  /** A call is over: what became of it is told to the contact's timeline (C-2). */
  | { kind: 'call_over'; callId: string }
  /** Makes the KV entry of a number say what the database says now. */
  | { kind: 'mirror_forwarding'; numberId: string }
  /** Makes the KV entry of an agency's own Twilio account say what the database says now (X-5, N-3). */
  | { kind: 'mirror_account'; accountSid: string }
  /** Has Twilio report to us what happens on a number (N-3). */
  | { kind: 'set_number_urls'; twilioAccountSid: string; twilioSid: string }
  /** Has the subscription that pays for keeping numbers follow the numbers held (N-11). */
  | { kind: 'sync_keeping'; agencyId: string }
  /** Hands a number back to the carrier (N-9). */
  | { kind: 'give_number_back'; twilioAccountSid: string; twilioSid: string }
  /** Ends a subscription at Stripe at once; harmless when it is over already. */
  | { kind: 'cancel_subscription'; stripeAccountId: string; subscriptionId: string }
  /** Has Stripe ask the price that our row says, from the next cycle. */
  | { kind: 'change_price'; assignmentId: string }
  /** Of a number released among very many: its subscription is over at Stripe, and its KV entry gone. */
  | { kind: 'settle_release'; assignmentId: string }
  /** Closes an open Checkout session; one that was paid meanwhile is cancelled and refunded instead. */
  | { kind: 'expire_checkout'; assignmentId: string; stripeAccountId: string; sessionId: string }
  /** Cancels and refunds a payment that landed after the assignment had ended. */
  | { kind: 'refund_late_payment'; assignmentId: string; stripeAccountId: string; subscriptionId: string }
  /** Writes a call, text or voicemail to one contact's timeline in the host (C-2). */
  | {
      kind: 'timeline';
      agencyId: string;
      subAccountId: string;
      contactId: string;
      /** Names the event; the host recognises a repeat by it. */
      key: string;
      entryKind: 'call' | 'text' | 'voicemail';
      direction: 'in' | 'out';
      at: number;
      from: string;
      to: string;
      status: string;
      durationS?: number;
      body?: string;
      userId?: string;
    }
  /** Hands a text over to Twilio, once (O-4). `evenIfOptedOut`: an answer that they asked for themselves. */
  | { kind: 'send_text'; agencyId: string; messageId: string; evenIfOptedOut?: boolean }
  /** Gives an inbound text to an agent's message webhook. */
  | { kind: 'agent_message'; agencyId: string; messageId: string; agentId: string }
  /** The same on a number that the agency's own agent answers: no sub-account keeps it, so the text itself is here. */
  | {
      kind: 'own_agent_text';
      agencyId: string;
      agentId: string;
      text: {
        id: string;
        subAccountId: null;
        numberId: string;
        from: string;
        to: string;
        body: string;
        media: string[];
        contactId: null;
        at: number;
      };
    }
  /** Tells workflows what happened (W-1); written only where one listens. */
  | {
      kind: 'trigger';
      agencyId: string;
      subAccountId: string | null;
      happening: Happening;
      subjectId: string;
      at: number;
    };

export interface MailParams {
  /** What a mail does not speak of is left out. */
  e164?: string;
  subAccountName?: string;
  /** Minor units a month. */
  price?: number;
  currency?: string;
  /** When service, a reservation or patience ends, epoch ms; in the sub-account's zone when written out. */
  endsAt?: number;
  /** It ended because it was not paid. */
  unpaid?: boolean;
  /** It ended because its subscription was ended at Stripe. */
  atStripe?: boolean;
  /** Part of the plan: there is no price to speak of. */
  included?: boolean;
  timezone: string;
  /** It was never paid: there is nothing to say about service or money ending. */
  reservedOnly?: boolean;
  /** What reconciling found, in sentences. */
  findings?: string[];
  /** Where the reader goes on, at Stripe or the bank. */
  link?: string;
  /** A number somebody asked for (N-12), and what they or their agency wrote. */
  request?: { by: string; country: string; type: string; areaCode: string | null; note: string };
  /** Who left a message, how long it is, and when (S-3). */
  voicemail?: { from: string; callerName: string | null; durationS: number; at: number };
}

/** An effect with its idempotency key: one row per event and recipient (M-1). */
export interface KeyedEffect {
  key: string;
  /** Effects of one lane are carried out one after another, oldest first (C-2); left out = by itself. */
  lane?: string;
  effect: Effect;
}
