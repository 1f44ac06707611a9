import * as v from 'valibot';

const typedPhone = v.pipe(v.string(), v.maxLength(40, 'Enter one phone number.'));
const RING = 'Choose between 5 and 60 seconds.';
const id = v.pipe(v.string(), v.minLength(1));

/** What a synthetic voice reads to callers; empty = the standard sentence. */
const MOST_WORDS = 500;
const greeting = v.pipe(
  v.nullable(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(MOST_WORDS, `A greeting has at most ${MOST_WORDS} characters. Shorten it, or record it by phone.`),
    ),
  ),
  v.transform(text => text || null),
);

/** Days 0 = Sunday; minutes since midnight, as in U-4. What the windows mean is checked by `rules/hours.ts`. */
const hours = v.object({
  zone: v.pipe(v.string(), v.maxLength(64)),
  windows: v.pipe(
    v.array(v.object({ days: v.pipe(v.array(v.number()), v.maxLength(7)), start: v.number(), end: v.number() })),
    v.maxLength(21, 'There may be 21 times at most. Put days with the same hours together.'),
  ),
});

/** S-2. A phone of null means: ring the phone the CRM knows; hours of null: always available. */
export const ChangeSettings = v.object({
  phone: v.optional(v.nullable(typedPhone)),
  ringSeconds: v.optional(v.pipe(v.number(RING), v.integer(RING), v.minValue(5, RING), v.maxValue(60, RING))),
  hours: v.optional(v.nullable(hours)),
  /** Epoch ms. */
  doNotDisturbUntil: v.optional(v.nullable(v.pipe(v.number(), v.integer()))),
  voicemail: v.optional(v.boolean()),
  greeting: v.optional(greeting),
  emailVoicemail: v.optional(v.boolean()),
  pressOne: v.optional(v.boolean()),
  copyTexts: v.optional(v.boolean()),
  senderNumberId: v.optional(v.nullable(id)),
});
export type ChangeSettings = v.InferOutput<typeof ChangeSettings>;

/** L-1. `replace` confirms that a number or user already taken is moved. */
export const GiveNumber = v.object({
  numberId: v.nullable(id),
  replace: v.optional(v.boolean(), false),
});
export type GiveNumber = v.InferOutput<typeof GiveNumber>;

/** S-4. Null means no forwarding of its own. */
export const SetForwarding = v.object({ forwardTo: v.nullable(typedPhone) });

/** the sub-account's voicemail. */
export const SetVoicemail = v.object({ on: v.boolean(), greeting });
export type SetVoicemail = v.InferOutput<typeof SetVoicemail>;

/** The same request never calls twice. */
export const RecordGreeting = v.object({ requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(100)) });
