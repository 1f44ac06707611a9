import * as v from 'valibot';

const NAME = 'Enter a name of up to 60 characters.';
const name = v.pipe(v.string(NAME), v.trim(), v.minLength(1, NAME), v.maxLength(60, NAME));
const address = v.nullable(v.pipe(v.string(), v.maxLength(500, 'Enter at most 500 characters.')));

export const AGENT_KINDS = ['voice_agent', 'campaign', 'workflow'] as const;

/** An endpoint of null means: not ready yet (L-3). */
export const NewAgent = v.object({
  name,
  kind: v.optional(v.picklist(AGENT_KINDS), 'voice_agent'),
  endpoint: v.optional(address, null),
  messageWebhook: v.optional(address, null),
});
export type NewAgent = v.InferOutput<typeof NewAgent>;

export const ChangeAgent = v.object({
  name: v.optional(name),
  kind: v.optional(v.picklist(AGENT_KINDS)),
  endpoint: v.optional(address),
  messageWebhook: v.optional(address),
});
export type ChangeAgent = v.InferOutput<typeof ChangeAgent>;

/** L-1. `replace` confirms that what the number is wired to now is replaced; null detaches. */
export const AttachAgent = v.object({
  agentId: v.nullable(v.pipe(v.string(), v.minLength(1))),
  replace: v.optional(v.boolean(), false),
});
export type AttachAgent = v.InferOutput<typeof AttachAgent>;
