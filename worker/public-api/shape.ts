import * as v from 'valibot';
import { LONGEST_TEXT } from '../outbound/rules/relay.ts';

/** So many of a list at once. */
export const PAGE = { usual: 50, most: 100 };

const LIMIT = `Enter 1 to ${PAGE.most}.`;
const limit = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^\d{1,3}$/, LIMIT),
    v.transform(Number),
    v.minValue(1, LIMIT),
    v.maxValue(PAGE.most, LIMIT),
  ),
  String(PAGE.usual),
);
const named = v.pipe(v.string(), v.minLength(1, 'Fill this in.'), v.maxLength(100, 'This is too long.'));
const maybeNamed = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(100, 'This is too long.'))));

export const Page = v.object({
  limit,
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\w{1,60}$/, 'Send next_cursor as the last page gave it.'))),
});
export type Page = v.InferOutput<typeof Page>;

export const PageAt = v.object({ ...Page.entries, sub_account: v.optional(named) });
export type PageAt = v.InferOutput<typeof PageAt>;

export const PageOfNumbers = v.object({ ...PageAt.entries, number: v.optional(named) });
export type PageOfNumbers = v.InferOutput<typeof PageOfNumbers>;

/** O-5. */
export const AgentCall = v.object({ to: named, from: maybeNamed, sub_account: maybeNamed });
export type AgentCall = v.InferOutput<typeof AgentCall>;

export const AgentText = v.object({
  ...AgentCall.entries,
  body: v.pipe(
    v.string(),
    v.check(said => said.trim() !== '', 'Write something first.'),
    v.maxLength(LONGEST_TEXT, `A text has at most ${LONGEST_TEXT} characters.`),
  ),
});
export type AgentText = v.InferOutput<typeof AgentText>;
