import * as v from 'valibot';
import { CALL_PURPOSES } from '../../schema/index.ts';
import { POOL_COLUMNS } from './rules/columns.ts';
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

export const SORTS = ['newest', 'number', 'status', 'cost'] as const;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** What a list of the pool may be narrowed to (N-4). Digits are those of the number, its country code included. */
const filter = {
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
  purpose: v.optional(v.picklist([...CALL_PURPOSES, 'none'])),
  can: v.optional(v.picklist(['voice', 'sms'])),
};

/** Newest first unless asked otherwise; the other orders begin at the low end. */
const sorting = {
  sort: v.optional(v.picklist(SORTS), 'newest'),
  dir: v.optional(v.picklist(['asc', 'desc'])),
};

/** A page of the pool (N-4). */
export const PoolQuery = v.object({
  ...filter,
  ...sorting,
  cursor: v.optional(v.pipe(v.string(), v.maxLength(120))),
  limit: v.optional(v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(200)), '50'),
});
export type PoolQuery = v.InferOutput<typeof PoolQuery>;

/** So many numbers may be named one by one; more are named by what they have in common. */
const MOST_NAMED = 5000;

/** What of the pool is exported (N-4): all that fits, or of that the named numbers only. */
export const PoolExport = v.object({
  ...filter,
  ...sorting,
  numberIds: v.optional(
    v.pipe(
      v.array(id),
      v.minLength(1, 'Choose at least one number.'),
      v.maxLength(MOST_NAMED, `Choose at most ${MOST_NAMED} numbers.`),
    ),
  ),
});
export type PoolExport = v.InferOutput<typeof PoolExport>;

/** Which columns somebody wants to see (N-4). */
export const PoolColumns = v.object({
  columns: v.array(v.picklist(POOL_COLUMNS, 'Choose from the columns there are.')),
});
export type PoolColumns = v.InferOutput<typeof PoolColumns>;

export type PoolFilter = Pick<PoolExport, keyof typeof filter>;
export type PoolSorting = Pick<PoolExport, 'sort' | 'dir'>;

/**
 * N-7 for chosen numbers, or for all that fit a filter, which is done in parts. `requestId` is of one part: the same one
 * repeats nothing.
 */
export const PoolPurposes = v.pipe(
  v.object({
    requestId: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/, '8 to 64 letters, digits, - or _')),
    /** Null takes the purpose away. */
    purpose: v.nullable(v.picklist(CALL_PURPOSES, 'Choose a call purpose.')),
    numberIds: v.optional(
      v.pipe(
        v.array(id),
        v.minLength(1, 'Choose at least one number.'),
        v.maxLength(500, 'Choose at most 500 numbers.'),
      ),
    ),
    filter: v.optional(v.object(filter)),
    cursor: v.optional(v.pipe(v.string(), v.maxLength(120))),
  }),
  v.forward(
    v.check(({ numberIds, filter: of }) => Boolean(numberIds) !== Boolean(of), 'Name numbers, or a filter.'),
    ['numberIds'],
  ),
);
export type PoolPurposes = v.InferOutput<typeof PoolPurposes>;

/** For whom a number is looked for (N-1). */
export const NearQuery = v.object({ subAccountId: id });

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
