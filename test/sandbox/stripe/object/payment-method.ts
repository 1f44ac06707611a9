import { type Metadata, noAddress, type Thing } from './thing.ts';

export interface CardFace {
  brand: string;
  last4: string;
  exp_month: number;
  exp_year: number;
  fingerprint: string;
  [field: string]: unknown;
}

export interface BillingDetails {
  address: Record<string, string | null>;
  email: string | null;
  name: string | null;
  phone: string | null;
  tax_id: null;
}

export interface PaymentMethod extends Thing {
  object: 'payment_method';
  created: number;
  type: 'card';
  customer: string | null;
  billing_details: BillingDetails;
  card: CardFace;
  metadata: Metadata;
}

export const noBillingDetails = (): BillingDetails => ({
  address: noAddress(),
  email: null,
  name: null,
  phone: null,
  tax_id: null,
});

export function newCard(
  id: string,
  created: number,
  face: { brand: string; number: string; exp_month: number; exp_year: number; fingerprint: string },
): PaymentMethod {
  return {
    id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: noBillingDetails(),
    card: {
      brand: face.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: face.brand,
      exp_month: face.exp_month,
      exp_year: face.exp_year,
      fingerprint: face.fingerprint,
      funding: 'credit',
      generated_from: null,
      last4: face.number.slice(-4),
      networks: { available: [face.brand], preferred: null },
      three_d_secure_usage: { supported: true },
      wallet: null,
      regulated_status: 'unregulated',
    },
    created,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
}
