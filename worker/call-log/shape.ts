import * as v from 'valibot';

const STATUSES = ['in_progress', 'answered', 'missed', 'abandoned', 'voicemail', 'not_in_service', 'failed'] as const;

/** which calls of the log. `q`: digits of either number, or part of the contact's name. */
export const ListCalls = v.object({
  cursor: v.optional(v.pipe(v.string(), v.maxLength(100))),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, 'Ask for 1 to 100 calls at once.'),
      v.transform(Number),
      v.minValue(1, 'Ask for 1 to 100 calls at once.'),
      v.maxValue(100, 'Ask for 1 to 100 calls at once.'),
    ),
    '50',
  ),
  numberId: v.optional(v.pipe(v.string(), v.maxLength(60))),
  status: v.optional(v.picklist(STATUSES, 'There is no such outcome of a call.')),
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80, 'Search for fewer characters.'))),
});
export type ListCalls = v.InferOutput<typeof ListCalls>;

const numberId = v.pipe(v.string(), v.minLength(1, 'Choose a number.'), v.maxLength(60));

/** L-4. `from` empty: the caller withholds their number. `at`: epoch ms, left out = now. */
export const Explain = v.object({
  numberId,
  from: v.pipe(v.string(), v.maxLength(40, 'Enter one phone number.')),
  at: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_102_444_800_000, 'Choose a nearer date.')),
  ),
  kind: v.optional(v.picklist(['call', 'text']), 'call'),
});
export type Explain = v.InferOutput<typeof Explain>;

/** L-4: the same request id never calls twice. */
export const PlaceTestCall = v.object({
  numberId,
  requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(100)),
});
export type PlaceTestCall = v.InferOutput<typeof PlaceTestCall>;
