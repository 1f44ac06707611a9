import * as v from 'valibot';

const id = v.pipe(v.string(), v.minLength(1, 'missing'), v.maxLength(64, 'too long'));

/** To whom a number is assigned. */
export const AssignRequest = v.object({ userId: id, subAccountId: id });
export type AssignRequest = v.InferOutput<typeof AssignRequest>;

/** To whom a number comes as part of the plan, and which voice agent answers it. */
export const InclusionRequest = v.object({ subAccountId: id, agentId: id });

/** Part of a name, an address or a sub-account's name. */
export const CandidateQuery = v.object({
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100, 'at most 100 characters')), ''),
});
