import type { PaymentIntent } from './payment-intent.ts';
import type { BillingDetails, PaymentMethod } from './payment-method.ts';
import { type List, listOf, type Metadata, type Thing } from './thing.ts';

export interface Refund extends Thing {
  object: 'refund';
  created: number;
  amount: number;
  charge: string;
  currency: string;
  metadata: Metadata;
  payment_intent: string | null;
  reason: string | null;
  status: 'succeeded';
}

export interface Charge extends Thing {
  object: 'charge';
  created: number;
  amount: number;
  amount_refunded: number;
  billing_details: BillingDetails;
  currency: string;
  customer: string | null;
  failure_code: string | null;
  failure_message: string | null;
  metadata: Metadata;
  paid: boolean;
  payment_intent: string | null;
  payment_method: string;
  refunded: boolean;
  refunds: List<Refund>;
  status: 'succeeded' | 'failed';
}

/** The bank's word on a charge: accepted, or why not. */
export interface Verdict {
  ok: boolean;
  code: string | null;
  declineCode: string | null;
  message: string | null;
}

export function newCharge(
  id: string,
  created: number,
  intent: PaymentIntent,
  card: PaymentMethod,
  verdict: Verdict,
): Charge {
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: verdict.ok ? intent.amount : 0,
    amount_refunded: 0,
    application: intent.application,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: verdict.ok ? id.replace(/^ch_/, 'txn_') : null,
    billing_details: card.billing_details,
    calculated_statement_descriptor: 'SANDBOX',
    captured: verdict.ok,
    created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: verdict.code,
    failure_message: verdict.message,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(verdict),
    paid: verdict.ok,
    payment_intent: intent.id,
    payment_method: card.id,
    payment_method_details: cardDetails(card, intent.amount),
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    refunds: listOf<Refund>([], `/v1/charges/${id}/refunds`),
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: verdict.ok ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  };
}

function outcomeOf(verdict: Verdict): Record<string, unknown> {
  return {
    advice_code: verdict.ok ? null : 'try_again_later',
    network_advice_code: null,
    network_decline_code: verdict.ok ? null : '01',
    network_status: verdict.ok ? 'approved_by_network' : 'declined_by_network',
    reason: verdict.declineCode,
    seller_message: verdict.ok ? 'Payment complete.' : 'The bank did not accept the payment.',
    type: verdict.ok ? 'authorized' : 'issuer_declined',
  };
}

function cardDetails(card: PaymentMethod, amount: number): Record<string, unknown> {
  const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4, regulated_status } = card.card;
  return {
    card: {
      amount_authorized: amount,
      authorization_code: '123456',
      brand,
      checks,
      country,
      exp_month,
      exp_year,
      extended_authorization: { status: 'disabled' },
      fingerprint,
      funding,
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4,
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: brand,
      network_token: { used: false },
      network_transaction_id: null,
      overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
      regulated_status,
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
    type: 'card',
  };
}

export function newRefund(id: string, created: number, charge: Charge, amount: number, reason: string | null): Refund {
  return {
    id,
    object: 'refund',
    amount,
    balance_transaction: id.replace(/^re_/, 'txn_'),
    charge: charge.id,
    created,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { card: { type: 'refund' }, type: 'card' },
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}
