import * as v from 'valibot';

export const text = v.pipe(v.string(), v.minLength(1), v.maxLength(5000));

/** A whole number as a query has it. */
export const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'must be a whole number'), v.transform(Number));

/** ISO 8601 with a zone, or epoch milliseconds → epoch milliseconds. */
export const instant = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.isoTimestamp('must be an ISO 8601 instant'))]),
  v.transform(value => (typeof value === 'number' ? value : Date.parse(value))),
);
