import * as v from 'valibot';
import { MOST_USERS, RING_SECONDS } from './rules/action.ts';
import { CALLS_AT_ONCE, LONGEST_LABEL, LONGEST_NAME } from './rules/limit.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const NAME = `Enter a name of up to ${LONGEST_NAME} characters.`;
const LABEL = `Enter at most ${LONGEST_LABEL} characters.`;
const CALLS = `Choose between ${CALLS_AT_ONCE.least} and ${CALLS_AT_ONCE.most} calls.`;
const SECONDS = `Choose between ${RING_SECONDS.least} and ${RING_SECONDS.most} seconds.`;

/** Empty means none. */
const label = v.nullable(
  v.pipe(
    v.string(LABEL),
    v.trim(),
    v.maxLength(LONGEST_LABEL, LABEL),
    v.transform(text => text || null),
  ),
);

/** U-1. `replace` confirms that what the number is wired to now is replaced. */
export const SelectNumber = v.object({ numberId: id, replace: v.optional(v.boolean(), false) });
export type SelectNumber = v.InferOutput<typeof SelectNumber>;

/** U-1, R-12, L-5; what is not given stays. */
export const ChangeCompanyNumber = v.object({
  source: v.optional(label),
  tag: v.optional(label),
  callLimit: v.optional(
    v.pipe(
      v.number(CALLS),
      v.integer(CALLS),
      v.minValue(CALLS_AT_ONCE.least, CALLS),
      v.maxValue(CALLS_AT_ONCE.most, CALLS),
    ),
  ),
  limited: v.optional(v.boolean()),
  allowedUserIds: v.optional(v.pipe(v.array(id), v.maxLength(500, 'Choose at most 500 people.'))),
});
export type ChangeCompanyNumber = v.InferOutput<typeof ChangeCompanyNumber>;

/** U-2. */
const Action = v.variant(
  'kind',
  [
    v.object({
      kind: v.literal('ring_group'),
      userIds: v.pipe(
        v.array(id),
        v.minLength(1, 'Choose at least one person.'),
        v.maxLength(MOST_USERS, `At most ${MOST_USERS} people are rung at once. Take somebody out.`),
      ),
      seconds: v.optional(
        v.pipe(
          v.number(SECONDS),
          v.integer(SECONDS),
          v.minValue(RING_SECONDS.least, SECONDS),
          v.maxValue(RING_SECONDS.most, SECONDS),
        ),
        RING_SECONDS.usual,
      ),
    }),
    v.object({ kind: v.literal('user'), userId: v.nullable(id) }),
    v.object({ kind: v.literal('number'), e164: v.pipe(v.string(), v.maxLength(40, 'Enter one phone number.')) }),
  ],
  'Choose a ring group, a specific user or another number.',
);

const minute = v.number('Enter a time.');

/** U-3, U-4. The default rule takes name and action only. */
export const RuleBody = v.object({
  name: v.pipe(v.string(NAME), v.trim(), v.minLength(1, NAME), v.maxLength(LONGEST_NAME, NAME)),
  action: Action,
  hours: v.optional(
    v.pipe(
      v.array(v.object({ days: v.array(v.number()), start: minute, end: minute })),
      v.maxLength(28, 'Enter at most 28 times.'),
    ),
    [],
  ),
  enabled: v.optional(v.boolean(), true),
});
export type RuleBody = v.InferOutput<typeof RuleBody>;

export const SwitchRule = v.object({ enabled: v.boolean() });

/** L-2. Null takes the association back. */
export const Associate = v.object({ numberId: v.nullable(id) });
