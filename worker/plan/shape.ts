import * as v from 'valibot';

const money = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99_999_999));

const fields = {
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'Give the plan a name.'), v.maxLength(60)),
  currency: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^[a-z]{3}$/, 'a three-letter currency code')),
  basePrice: money,
  trialDays: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(730)),
  numberPrice: money,
  mode: v.picklist(['paid', 'included']),
  clientsMayBuy: v.boolean(),
  directNumbers: v.boolean(),
  /** Plan currency units per telco currency unit, in millionths. */
  conversionRate: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000_000)),
};

/** A new plan (T-4); prices are minor units of its currency. */
export const PlanRequest = v.object({
  ...fields,
  trialDays: v.optional(fields.trialDays, 0),
  mode: v.optional(fields.mode, 'paid'),
  clientsMayBuy: v.optional(fields.clientsMayBuy, false),
  directNumbers: v.optional(fields.directNumbers, true),
  conversionRate: v.exactOptional(fields.conversionRate),
});
export type PlanRequest = v.InferOutput<typeof PlanRequest>;

/** What changes of a plan; what is left out stays. */
export const PlanChange = v.object({
  name: v.exactOptional(fields.name),
  currency: v.exactOptional(fields.currency),
  basePrice: v.exactOptional(fields.basePrice),
  trialDays: v.exactOptional(fields.trialDays),
  numberPrice: v.exactOptional(fields.numberPrice),
  mode: v.exactOptional(fields.mode),
  clientsMayBuy: v.exactOptional(fields.clientsMayBuy),
  directNumbers: v.exactOptional(fields.directNumbers),
  conversionRate: v.exactOptional(fields.conversionRate),
});
export type PlanChange = v.InferOutput<typeof PlanChange>;

/** Puts a sub-account on a plan, or on none. */
export const PlanChoice = v.object({ planId: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(64))) });

/** A customer of the agency's own Stripe account (T-5). */
export const CustomerLink = v.object({
  customerId: v.pipe(
    v.string(),
    v.trim(),
    v.regex(/^cus_\w{1,64}$/, 'a Stripe customer id, such as cus_NffrFeUfNV2Hib'),
  ),
});
