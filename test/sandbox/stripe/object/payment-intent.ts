import type { ProblemBody } from '../wire/problem.ts';
import type { Metadata, Thing } from './thing.ts';

export type PaymentIntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'succeeded'
  | 'canceled';

export interface NextAction {
  type: 'redirect_to_url' | 'use_stripe_sdk';
  redirect_to_url?: { url: string; return_url: string | null };
  use_stripe_sdk?: { type: string; stripe_js: string };
}

export interface PaymentIntent extends Thing {
  object: 'payment_intent';
  created: number;
  amount: number;
  amount_received: number;
  automatic_payment_methods: { enabled: boolean; allow_redirects: string } | null;
  canceled_at: number | null;
  cancellation_reason: string | null;
  client_secret: string;
  currency: string;
  customer: string | null;
  description: string | null;
  last_payment_error: ProblemBody | null;
  latest_charge: string | null;
  next_action: NextAction | null;
  payment_method: string | null;
  metadata: Metadata;
  setup_future_usage: string | null;
  status: PaymentIntentStatus;
}

export function newPaymentIntent(
  id: string,
  created: number,
  terms: { amount: number; currency: string; customer: string | null; secret: string; application: string | null },
): PaymentIntent {
  return {
    id,
    object: 'payment_intent',
    amount: terms.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: terms.application,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${terms.secret}`,
    confirmation_method: 'automatic',
    created,
    currency: terms.currency,
    customer: terms.customer,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}
