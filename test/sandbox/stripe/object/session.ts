import type { Price } from './price.ts';
import type { Metadata, Thing } from './thing.ts';

export type SessionMode = 'subscription' | 'setup' | 'payment';

export interface Session extends Thing {
  object: 'checkout.session';
  created: number;
  amount_total: number | null;
  cancel_url: string | null;
  client_reference_id: string | null;
  currency: string | null;
  customer: string | null;
  customer_details: Record<string, unknown> | null;
  customer_email: string | null;
  expires_at: number;
  invoice: string | null;
  metadata: Metadata;
  mode: SessionMode;
  payment_intent: string | null;
  payment_status: 'paid' | 'unpaid' | 'no_payment_required';
  setup_intent: string | null;
  status: 'open' | 'complete' | 'expired';
  subscription: string | null;
  success_url: string;
  url: string | null;
}

export interface SessionLine extends Thing {
  object: 'item';
  amount_total: number;
  currency: string;
  description: string;
  price: Price;
  quantity: number;
}

export function newSession(
  id: string,
  created: number,
  terms: {
    mode: SessionMode;
    currency: string | null;
    total: number | null;
    success_url: string;
    expires_at: number;
    url: string;
  },
): Session {
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: terms.mode === 'setup' ? null : { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    amount_subtotal: terms.total,
    amount_total: terms.total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: null,
    client_reference_id: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created,
    currency: terms.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: null,
    customer_account: null,
    customer_creation: null,
    customer_details: null,
    customer_email: null,
    discounts: terms.mode === 'setup' ? null : [],
    expires_at: terms.expires_at,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: null,
    managed_payments: null,
    metadata: {},
    mode: terms.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: terms.mode === 'subscription' ? 'always' : 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    payment_status: terms.mode === 'setup' ? 'no_payment_required' : 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: terms.success_url,
    total_details: terms.mode === 'setup' ? null : { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: terms.url,
    wallet_options: null,
  };
}

export function newSessionLine(
  id: string,
  price: Price,
  quantity: number,
  description: string,
  total: number,
): SessionLine {
  return {
    id,
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: price.currency,
    description,
    metadata: {},
    price,
    quantity,
  };
}
