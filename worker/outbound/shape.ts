import * as v from 'valibot';
import { LONGEST_TEXT } from './rules/relay.ts';

const typedPhone = v.pipe(v.string(), v.minLength(1, 'Enter a phone number.'), v.maxLength(40, 'Enter one number.'));
const numberId = v.pipe(v.string(), v.minLength(1, 'Choose a number.'));
/** Made up by the caller; the same one never sends or calls twice. */
const requestId = v.pipe(v.string(), v.minLength(8), v.maxLength(100));

/** What a person writes in a text (O-1). */
export const textBody = v.pipe(
  v.string(),
  v.check(text => text.trim() !== '', 'Write something first.'),
  v.maxLength(LONGEST_TEXT, `A text has at most ${LONGEST_TEXT} characters. Split it into several.`),
);

export const SendText = v.object({ to: typedPhone, numberId, body: textBody, requestId });
export type SendText = v.InferOutput<typeof SendText>;

/** `bridge`: the person's own phone is shown (O-3). */
export const PlaceCall = v.object({ to: typedPhone, from: numberId, requestId });
export type PlaceCall = v.InferOutput<typeof PlaceCall>;
