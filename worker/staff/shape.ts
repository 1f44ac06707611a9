import * as v from 'valibot';

const typedPhone = v.pipe(v.string(), v.maxLength(40, 'Enter one phone number.'));
const RING = 'Choose between 5 and 60 seconds.';

/** S-2. A phone of null means: ring the phone the CRM knows. */
export const ChangeSettings = v.object({
  phone: v.optional(v.nullable(typedPhone)),
  ringSeconds: v.optional(v.pipe(v.number(RING), v.integer(RING), v.minValue(5, RING), v.maxValue(60, RING))),
});
export type ChangeSettings = v.InferOutput<typeof ChangeSettings>;

/** L-1. `replace` confirms that a number or user already taken is moved. */
export const GiveNumber = v.object({
  numberId: v.nullable(v.pipe(v.string(), v.minLength(1))),
  replace: v.optional(v.boolean(), false),
});
export type GiveNumber = v.InferOutput<typeof GiveNumber>;

/** S-4. Null means no forwarding of its own. */
export const SetForwarding = v.object({ forwardTo: v.nullable(typedPhone) });
