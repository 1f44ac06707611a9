import * as v from 'valibot';
import { NUMBER_TYPES } from './rules/offer.ts';

const digits = v.pipe(v.string(), v.trim(), v.regex(/^\d{0,15}$/, 'digits only'));
const country = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z]{2}$/, 'a two-letter country code'));
const flag = v.optional(
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform(text => text === 'true'),
  ),
);
const e164 = v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/, 'a number in international format, such as +14155550132'));

export const STATUSES = ['unassigned', 'pending', 'active', 'ending', 'past_due', 'suspended'] as const;

/** Filters of the pool (N-4). */
export const PoolQuery = v.object({
  q: v.optional(
    v.pipe(
      v.string(),
      v.transform(text => text.replace(/\D/g, '')),
      v.maxLength(15),
    ),
  ),
  status: v.optional(v.picklist(STATUSES)),
  subAccountId: v.optional(v.string()),
  type: v.optional(v.picklist(NUMBER_TYPES)),
  cursor: v.optional(v.string()),
  limit: v.optional(v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(200)), '50'),
});
export type PoolQuery = v.InferOutput<typeof PoolQuery>;

/** A search at the carrier (N-1). */
export const OfferQuery = v.object({
  country,
  type: v.optional(v.picklist(NUMBER_TYPES), 'local'),
  areaCode: v.optional(digits),
  contains: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^[\d*]{0,15}$/, 'digits, and * for any digit'))),
  voice: flag,
  sms: flag,
  subAccountId: v.optional(v.string()),
});
export type OfferQuery = v.InferOutput<typeof OfferQuery>;

/** A purchase (N-2). `price` is what the buyer saw and confirmed. */
export const PurchaseRequest = v.object({
  requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
  e164,
  country,
  type: v.picklist(NUMBER_TYPES),
  price: v.object({
    amount: v.pipe(v.number(), v.integer(), v.minValue(0)),
    currency: v.pipe(v.string(), v.regex(/^[a-z]{3}$/)),
  }),
});
export type PurchaseRequest = v.InferOutput<typeof PurchaseRequest>;

/** Numbers to import from the agency's own account (N-3), as typed; each is judged by itself. */
export const ImportRequest = v.object({
  e164s: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.minLength(1), v.maxLength(200)),
});

const words = v.pipe(v.string(), v.trim(), v.maxLength(500, 'at most 500 characters'));

/** A number a client wishes for (N-12). */
export const NumberWish = v.object({
  country,
  type: v.picklist(NUMBER_TYPES),
  areaCode: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^\d{2,5}$/, 'two to five digits'))),
  note: v.optional(words, ''),
});
export type NumberWish = v.InferOutput<typeof NumberWish>;

export const FulfilRequest = v.object({ numberId: v.string() });

export const DeclineRequest = v.object({ answer: words });

/** Handing a number back asks for its digits (N-9). */
export const ReleaseToCarrier = v.object({ typed: v.pipe(v.string(), v.maxLength(40)) });
