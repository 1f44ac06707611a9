import * as v from 'valibot';
import { OPERATORS } from './rules/filter.ts';

const id = v.pipe(v.string(), v.minLength(1, 'missing'), v.maxLength(100, 'too long'));

/** A condition on an event's data (W-1). */
export const HookFilter = v.object({
  field: v.pipe(v.string(), v.minLength(1, 'Name a field of the event.'), v.maxLength(100, 'too long')),
  operator: v.picklist(OPERATORS, `Use one of: ${OPERATORS.join(', ')}.`),
  value: v.optional(v.union([v.string(), v.number(), v.boolean(), v.array(v.string())]), ''),
});
export type HookFilter = v.InferOutput<typeof HookFilter>;

const filters = v.optional(v.pipe(v.array(HookFilter), v.maxLength(10, 'At most 10 conditions.')), []);
const url = v.pipe(v.string(), v.minLength(1, 'Enter an address.'), v.maxLength(500, 'This is too long.'));

/** Who wants to hear of what, where (W-3). */
export const NewHook = v.object({ trigger: id, targetUrl: url, filters });
export type NewHook = v.InferOutput<typeof NewHook>;

/** The same as REST Hooks name it. `sub_account`: with an agency's credentials, to hear of that one only. */
export const RestHook = v.object({
  event: id,
  target_url: url,
  filters,
  sub_account: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(100, 'too long')))),
});

export const Page = v.object({ cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}-\w{1,60}$/, 'Start anew.'))) });

export const ListDeliveries = v.object({
  ...Page.entries,
  hookId: v.optional(id),
  state: v.optional(v.picklist(['waiting', 'delivered', 'failed'], 'There is no such state.')),
});
export type ListDeliveries = v.InferOutput<typeof ListDeliveries>;
