import * as v from 'valibot';

/** How many months back, the current one included. */
export const MarginQuery = v.object({
  months: v.optional(
    v.pipe(v.string(), v.transform(Number), v.integer('a whole number'), v.minValue(1), v.maxValue(36, 'at most 36')),
    '12',
  ),
});
