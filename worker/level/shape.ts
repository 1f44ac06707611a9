import * as v from 'valibot';
import { LONGEST_DISPLAY_NAME } from './rules/program.ts';
import { PURPOSES } from './rules/purpose.ts';
import { MOST_ROWS } from './rules/reason.ts';

/** Words of one line, from one to so many characters. */
function words(most: number) {
  const rule = `Enter 1 to ${most} characters.`;
  return v.pipe(v.string(rule), v.trim(), v.minLength(1, rule), v.maxLength(most, rule));
}

const purpose = v.picklist(PURPOSES, 'Choose a call purpose.');
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'Choose a day.'));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const requestId = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/, '8 to 64 letters, digits, - or _'));

export const UnitBody = v.object({ name: words(60) });
export type UnitBody = v.InferOutput<typeof UnitBody>;

/** N-5. Days are of the sub-account's calendar; without a last one the program goes on. */
export const ProgramBody = v.object({
  name: words(60),
  callPurpose: purpose,
  displayName: words(LONGEST_DISPLAY_NAME),
  startsAt: day,
  endsAt: v.optional(v.nullable(day), null),
});
export type ProgramBody = v.InferOutput<typeof ProgramBody>;

/** What is not given stays. */
export const ProgramChange = v.object({
  name: v.optional(words(60)),
  callPurpose: v.optional(purpose),
  displayName: v.optional(words(LONGEST_DISPLAY_NAME)),
  startsAt: v.optional(day),
  endsAt: v.optional(v.nullable(day)),
});
export type ProgramChange = v.InferOutput<typeof ProgramChange>;

const LEVELS = ['business', 'unit', 'program'] as const;

const page = {
  /** The last number of the page before. */
  cursor: v.optional(v.pipe(v.string(), v.maxLength(20))),
  /** Any digits. */
  q: v.optional(
    v.pipe(
      v.string(),
      v.transform(text => text.replace(/\D/g, '').slice(0, 15)),
    ),
  ),
  limit: v.optional(v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(200)), '50'),
};

export const LevelNumbersQuery = v.object({
  level: v.optional(v.picklist(LEVELS), 'business'),
  id: v.optional(id),
  ...page,
});
export type LevelNumbersQuery = v.InferOutput<typeof LevelNumbersQuery>;

export const ViewAssignmentsQuery = v.object(page);

/** More rows than a list takes are read, so that each is named among the rejected; this many are no list any more. */
const MOST_READ = MOST_ROWS * 10;

/** N-8. `requestId`: the same one repeats nothing. */
export const BulkRequest = v.object({
  requestId,
  act: v.picklist(['add', 'move', 'remove']),
  level: v.object({ kind: v.picklist(LEVELS), id: v.optional(id) }),
  rows: v.pipe(
    v.array(
      v.object({
        number: v.pipe(v.string(), v.maxLength(200)),
        purpose: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200)))),
      }),
    ),
    v.minLength(1, 'Add at least one number.'),
    v.maxLength(MOST_READ, `Put at most ${MOST_ROWS} numbers on one list.`),
  ),
  reassign: v.optional(v.boolean(), false),
});
export type BulkRequest = v.InferOutput<typeof BulkRequest>;

/** N-7; null takes the purpose away. */
export const PurposeChange = v.object({
  numberIds: v.pipe(
    v.array(id),
    v.minLength(1, 'Choose at least one number.'),
    v.maxLength(MOST_ROWS, `Choose at most ${MOST_ROWS} numbers.`),
  ),
  purpose: v.nullable(purpose),
});
export type PurposeChange = v.InferOutput<typeof PurposeChange>;
