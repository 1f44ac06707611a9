import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { agencyId, id, instant, json } from './columns.ts';

/** What came of calling an agent's endpoint, by way of a try (L-3). `what` is what the sentence names: a status, a verb. */
export interface AgentCheck {
  at: number;
  /** `unproven`: well formed, but nothing here can call it. */
  state: 'ready' | 'unproven' | 'failed';
  code: string;
  what?: string;
}

/** Something that answers calls itself (R-2, L-1): a voice agent, or a campaign or workflow with an endpoint. */
export const agent = sqliteTable(
  'agent',
  {
    id: id(),
    agencyId: agencyId(),
    /** Null: the agency's own. */
    subAccountId: text('sub_account_id'),
    kind: text('kind', { enum: ['voice_agent', 'campaign', 'workflow'] }).notNull(),
    name: text('name').notNull(),
    /** SIP URI, `wss:` media stream, or https webhook that answers TwiML. Null: not ready (L-3). */
    endpoint: text('endpoint'),
    /** Where its texts go; https. */
    messageWebhook: text('message_webhook'),
    /** Signs what we send to it, Standard Webhooks; sealed. Null: made when first needed. */
    secret: text('secret'),
    /** Of the endpoint as it is; null: not called yet. */
    lastCheck: json<AgentCheck>('last_check'),
    createdAt: instant('created_at').notNull(),
    deletedAt: instant('deleted_at'),
  },
  t => [index('agent_sub_account').on(t.agencyId, t.subAccountId)],
);
