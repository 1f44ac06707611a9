import * as v from 'valibot';

/** What HighLevel's workflows send us, leniently read; where it is described is said in each place. */
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const maybeText = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(1000))));

const Extras = v.object({ locationId: text, companyId: maybeText, contactId: maybeText, workflowId: maybeText });

/**
 * A trigger that somebody put into a workflow, changed or took out (developer site, *Marketplace Workflow Trigger*).
 */
export const TriggerCall = v.object({
  triggerData: v.object({
    id: text,
    key: text,
    filters: v.optional(
      v.nullable(v.array(v.object({ field: text, operator: v.optional(v.string(), '=='), value: v.unknown() }))),
    ),
    eventType: v.picklist(['CREATED', 'UPDATED', 'DELETED']),
    targetUrl: maybeText,
  }),
  extras: Extras,
});
export type TriggerCall = v.InferOutput<typeof TriggerCall>;

/**
 * A workflow came to an action, or its editor asks for the action's choices (the same site, *Marketplace Workflow
 * Action*).
 */
export const ActionCall = v.object({
  data: v.optional(v.nullable(v.record(v.string(), v.unknown())), {}),
  extras: Extras,
  meta: v.optional(v.object({ key: maybeText })),
});
export type ActionCall = v.InferOutput<typeof ActionCall>;

/** Branches as the workflow has them: those that we gave it, by our ids, and perhaps others. */
export const Branches = v.array(v.object({ id: text, name: maybeText, branchName: maybeText }));
