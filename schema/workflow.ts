import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { agencyId, id, instant, json } from './columns.ts';

/** A condition on an event's data; all of a subscription's must hold. */
export interface StoredFilter {
  field: string;
  operator: string;
  value: unknown;
}

/** Who wants to hear of a trigger (W-1, W-3): a REST hook, or a workflow of a CRM that has its own trigger calls. */
export const workflowSubscription = sqliteTable(
  'workflow_subscription',
  {
    id: id(),
    agencyId: agencyId(),
    /** Null: the agency's own, which hears of all its sub-accounts. */
    subAccountId: text('sub_account_id'),
    kind: text('kind', { enum: ['hook', 'highlevel'] }).notNull(),
    trigger: text('trigger').notNull(),
    version: integer('version').notNull(),
    targetUrl: text('target_url').notNull(),
    filters: json<StoredFilter[]>('filters').notNull(),
    /** Of a hook: what its deliveries are signed with, sealed, and the one before, until it runs out. */
    secret: text('secret'),
    formerSecret: text('former_secret'),
    formerUntil: instant('former_until'),
    /** The CRM's ids of its trigger and of the workflow it begins. */
    hostTriggerId: text('host_trigger_id'),
    hostWorkflowId: text('host_workflow_id'),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
    /** `gone`: the receiver answered 410, or that it is inactive. */
    endReason: text('end_reason', { enum: ['deleted', 'gone', 'uninstalled'] }),
  },
  t => [
    index('workflow_subscription_heard').on(t.agencyId, t.trigger).where(sql`${t.endedAt} is null`),
    index('workflow_subscription_place').on(t.agencyId, t.subAccountId, t.createdAt),
    uniqueIndex('workflow_subscription_host')
      .on(t.agencyId, t.hostTriggerId)
      .where(sql`${t.hostTriggerId} is not null and ${t.endedAt} is null`),
  ],
);

/** A trigger that fired while somebody listened; its payload stays as it was first sent. */
export const workflowEvent = sqliteTable(
  'workflow_event',
  {
    /** `evt_…`, made from what happened, so that it is one however often it is told. */
    id: id(),
    agencyId: agencyId(),
    subAccountId: text('sub_account_id'),
    trigger: text('trigger').notNull(),
    payload: json<Record<string, unknown>>('payload').notNull(),
    at: instant('at').notNull(),
  },
  t => [index('workflow_event_agency').on(t.agencyId, t.at), index('workflow_event_at').on(t.at)],
);

/** An event on its way to one subscription (W-3); tried for three days. */
export const workflowDelivery = sqliteTable(
  'workflow_delivery',
  {
    id: id(),
    agencyId: agencyId(),
    subAccountId: text('sub_account_id'),
    eventId: text('event_id').notNull(),
    subscriptionId: text('subscription_id').notNull(),
    createdAt: instant('created_at').notNull(),
    dueAt: instant('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    leasedUntil: instant('leased_until'),
    triedAt: instant('tried_at'),
    deliveredAt: instant('delivered_at'),
    /** Given up: after three days, or because its subscription ended. */
    failedAt: instant('failed_at'),
    /** The receiver's HTTP status at the last try; null = no answer. */
    status: integer('status'),
    error: text('error'),
  },
  t => [
    uniqueIndex('workflow_delivery_once').on(t.eventId, t.subscriptionId),
    index('workflow_delivery_due').on(t.dueAt).where(sql`${t.deliveredAt} is null and ${t.failedAt} is null`),
    index('workflow_delivery_subscription').on(t.subscriptionId, t.createdAt),
    index('workflow_delivery_agency').on(t.agencyId, t.createdAt),
  ],
);

/** An action that a workflow asked for (W-2), with what came of it: a repeat of its key gets the same answer. */
export const workflowRun = sqliteTable(
  'workflow_run',
  {
    id: id(),
    agencyId: agencyId(),
    subAccountId: text('sub_account_id'),
    action: text('action').notNull(),
    /** Who asked, as `kind:id`; keys are theirs alone. */
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    input: json<Record<string, unknown>>('input').notNull(),
    /** Of the input, so that another one under the same key is noticed. */
    inputHash: text('input_hash').notNull(),
    state: text('state', { enum: ['running', 'done', 'refused', 'broken'] }).notNull(),
    /** What was answered: the result, or the problem with its status. */
    result: json<Record<string, unknown>>('result'),
    status: integer('status'),
    startedAt: instant('started_at').notNull(),
    leasedUntil: instant('leased_until'),
    endedAt: instant('ended_at'),
  },
  t => [
    uniqueIndex('workflow_run_key').on(t.agencyId, t.caller, t.key),
    index('workflow_run_agency').on(t.agencyId, t.startedAt),
    index('workflow_run_at').on(t.startedAt),
  ],
);
