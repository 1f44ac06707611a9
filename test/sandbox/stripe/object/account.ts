import { listOf, type Metadata, type Thing } from './thing.ts';

export type AccountType = 'standard' | 'express' | 'custom' | 'none';

export interface Account extends Thing {
  object: 'account';
  created: number;
  business_profile: { name: string | null; url: string | null; [field: string]: unknown };
  business_type: string | null;
  capabilities: Record<string, string>;
  charges_enabled: boolean;
  country: string;
  default_currency: string;
  details_submitted: boolean;
  email: string | null;
  metadata: Metadata;
  payouts_enabled: boolean;
  requirements: Requirements;
  settings: { dashboard: { display_name: string | null; timezone: string }; [field: string]: unknown };
  type: AccountType;
}

export interface Requirements {
  currently_due: string[];
  disabled_reason: string | null;
  eventually_due: string[];
  past_due: string[];
  [field: string]: unknown;
}

const WANTED = ['business_profile.url', 'external_account', 'tos_acceptance.date', 'tos_acceptance.ip'];

export function requirements(met: boolean): Requirements {
  const due = met ? [] : WANTED;
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: due,
    disabled_reason: met ? null : 'requirements.past_due',
    errors: [],
    eventually_due: due,
    past_due: due,
    pending_verification: [],
  };
}

export function newAccount(
  id: string,
  created: number,
  terms: { type: AccountType; country: string; currency: string },
): Account {
  return {
    id,
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: null,
      product_description: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: null,
    capabilities: { card_payments: 'inactive', transfers: 'inactive' },
    charges_enabled: false,
    controller: controllerOf(terms.type),
    country: terms.country,
    created,
    default_currency: terms.currency,
    details_submitted: false,
    email: null,
    external_accounts: listOf([], `/v1/accounts/${id}/external_accounts`),
    future_requirements: requirements(true),
    metadata: {},
    payouts_enabled: false,
    requirements: requirements(false),
    settings: accountSettings(),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: terms.type,
  };
}

function controllerOf(type: AccountType): Record<string, unknown> {
  if (type === 'standard') return { type: 'account' };
  return {
    fees: { payer: type === 'none' ? 'account' : 'application_express' },
    is_controller: true,
    losses: { payments: type === 'none' ? 'stripe' : 'application' },
    requirement_collection: type === 'custom' ? 'application' : 'stripe',
    stripe_dashboard: { type: type === 'express' ? 'express' : type === 'custom' ? 'none' : 'full' },
    type: 'application',
  };
}

function accountSettings(): Account['settings'] {
  return {
    bacs_debit_payments: { display_name: null, service_user_number: null },
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_issuing: { tos_acceptance: { date: null, ip: null } },
    card_payments: {
      decline_on: { avs_failure: false, cvc_failure: false },
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: null, timezone: 'Etc/UTC' },
    invoices: { default_account_tax_ids: null, hosted_payment_method_save: 'offer' },
    payments: {
      statement_descriptor: null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: true,
      schedule: { delay_days: 2, interval: 'daily' },
      statement_descriptor: null,
    },
    sepa_debit_payments: {},
  };
}

export interface AccountLink extends Thing {
  object: 'account_link';
  account: string;
  created: number;
  expires_at: number;
  used: boolean;
  return_url: string;
  refresh_url: string;
  url: string;
}
