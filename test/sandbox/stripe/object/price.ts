import type { Metadata, Thing } from './thing.ts';

export type Interval = 'day' | 'week' | 'month' | 'year';

export interface Recurring {
  interval: Interval;
  interval_count: number;
  meter: null;
  usage_type: 'licensed';
  trial_period_days: number | null;
}

export interface Product extends Thing {
  object: 'product';
  created: number;
  updated: number;
  active: boolean;
  name: string;
  description: string | null;
  metadata: Metadata;
}

export interface Price extends Thing {
  object: 'price';
  created: number;
  active: boolean;
  currency: string;
  product: string;
  recurring: Recurring | null;
  unit_amount: number;
  unit_amount_decimal: string;
  metadata: Metadata;
}

export function newProduct(id: string, created: number, name: string): Product {
  return {
    id,
    object: 'product',
    active: true,
    created,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    type: 'service',
    unit_label: null,
    updated: created,
    url: null,
  };
}

export function newPrice(
  id: string,
  created: number,
  terms: { currency: string; product: string; unit_amount: number; recurring: Recurring | null },
): Price {
  return {
    id,
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created,
    currency: terms.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: terms.product,
    recurring: terms.recurring,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: terms.recurring ? 'recurring' : 'one_time',
    unit_amount: terms.unit_amount,
    unit_amount_decimal: String(terms.unit_amount),
  };
}

/** The legacy `plan` that Stripe still shows beside a subscription item's price. */
export function planOf(price: Price): Thing {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: {},
    meter: null,
    nickname: null,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}
