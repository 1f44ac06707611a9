import * as v from 'valibot';

/** Where numbers come from (T-6, N-3). */
export const TelephonyChoice = v.variant('kind', [
  v.object({ kind: v.literal('ours') }),
  v.object({
    kind: v.literal('own'),
    sid: v.pipe(
      v.string(),
      v.trim(),
      v.regex(/^AC[0-9a-f]{32}$/, 'an account SID: AC and 32 digits or letters a to f'),
    ),
    token: v.pipe(v.string(), v.trim(), v.minLength(16, 'the auth token of that account'), v.maxLength(128)),
  }),
]);
export type TelephonyChoice = v.InferOutput<typeof TelephonyChoice>;
