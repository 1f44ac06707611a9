import * as v from 'valibot';

const instant = v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'epoch milliseconds'), v.transform(Number));
const word = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most, `at most ${most} characters`));

const filters = {
  /** What kind of thing: `assignment`, `number`, …; `changes` is all but the course of calls and texts. */
  entity: v.optional(v.pipe(v.string(), v.regex(/^[a-z_]{0,40}$/, 'a kind of thing'))),
  /** A kind of actor (`user`, `stripe`, `host`, `twilio`, `system`) or a person's id. */
  actor: v.optional(word(64)),
  /** Digits of a number, part of a name, or a word of the act. */
  q: v.optional(word(100)),
  subAccountId: v.optional(word(64)),
};

/** Filters of the activity list; `from` ≤ time < `to`. */
export const ActivityQuery = v.object({
  ...filters,
  from: v.optional(instant),
  to: v.optional(instant),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'as the last page gave it'), v.transform(Number))),
});
export type ActivityQuery = v.InferOutput<typeof ActivityQuery>;

const at = v.pipe(v.number('epoch milliseconds'), v.integer(), v.minValue(0));

/** The same filters for an export. */
export const ExportRequest = v.object({ ...filters, from: v.optional(at), to: v.optional(at) });
export type ExportRequest = v.InferOutput<typeof ExportRequest>;
