import * as v from 'valibot';
import { SCOPES } from './rules/scope.ts';

const NAME = 'Enter a name of up to 60 characters.';
const LONGEST_DAYS = 730;
const DAYS = `Enter 1 to ${LONGEST_DAYS} days.`;

/** W-4. */
export const NewKey = v.object({
  name: v.pipe(v.string(NAME), v.trim(), v.minLength(1, NAME), v.maxLength(60, NAME)),
  scopes: v.pipe(
    v.array(v.picklist(SCOPES, 'There is no such scope.')),
    v.minLength(1, 'Choose at least one.'),
    v.transform(chosen => SCOPES.filter(scope => chosen.includes(scope))),
  ),
  /** Null: it stays valid until it is revoked. */
  expiresInDays: v.optional(
    v.nullable(v.pipe(v.number(DAYS), v.integer(DAYS), v.minValue(1, DAYS), v.maxValue(LONGEST_DAYS, DAYS))),
    null,
  ),
  /** O-5: the key of one voice agent, campaign or workflow. */
  agentId: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(100))), null),
});
export type NewKey = v.InferOutput<typeof NewKey>;
