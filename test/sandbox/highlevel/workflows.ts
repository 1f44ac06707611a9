import { randomBytes } from 'node:crypto';
import type { HighlevelContext } from '../context.ts';
import { appUrls } from './app-urls.ts';
import type { Records } from './records.ts';

/** A trigger that a workflow waits for, as the app was told of it. */
export interface Subscription {
  id: string;
  key: string;
  locationId: string;
  companyId: string;
  workflowId: string;
  filters: Filter[];
  targetUrl: string;
  isActive: boolean;
}

interface Filter {
  field: string;
  operator: string;
  value: unknown;
  type?: string;
}

/** What the app told a target URL. */
export interface Firing {
  subscriptionId: string;
  at: number;
  event: unknown;
}

export interface SubscriptionOrder {
  key: string;
  locationId: string;
  filters?: Filter[];
  version?: number;
}

export interface ActionOrder {
  key: string;
  locationId: string;
  contactId?: string;
  data: Record<string, unknown>;
  workflowId?: string;
  version?: number;
  /** Another header than the app's own. */
  secret?: string;
}

/** The header that the app's workflow definitions have the CRM bring. */
export const SECRET_HEADER = 'x-trunkline-secret';

export type Workflows = ReturnType<typeof createWorkflows>;

/** The CRM's side of workflows: it tells the app of triggers somebody uses, takes what fires, and has actions done. */
export function createWorkflows(ctx: HighlevelContext, records: Records) {
  const subscriptions = ctx.store.collection<Subscription>('highlevel.subscriptions');
  const firings = ctx.store.collection<Firing>('highlevel.firings');
  const fresh = () => randomBytes(12).toString('hex');

  async function post(url: string, body: object, secret = ctx.secrets.highlevel.workflowSecret) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [SECRET_HEADER]: secret },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? (JSON.parse(text) as unknown) : null };
  }

  const tell = (of: Subscription, eventType: 'CREATED' | 'UPDATED' | 'DELETED', version: number, secret?: string) =>
    post(
      appUrls(ctx).triggers,
      {
        triggerData: { id: of.id, key: of.key, filters: of.filters, eventType, targetUrl: of.targetUrl },
        meta: { key: of.key, version },
        extras: { locationId: of.locationId, workflowId: of.workflowId, companyId: of.companyId },
      },
      secret,
    );

  return {
    subscriptions,
    firings: (): Firing[] => [...firings.values()],
    /** Somebody puts a trigger into a workflow. */
    async subscribe(order: SubscriptionOrder, secret?: string) {
      const id = fresh();
      const made: Subscription = {
        id,
        key: order.key,
        locationId: order.locationId,
        companyId: records.locations.get(order.locationId)?.companyId ?? '',
        workflowId: fresh(),
        filters: order.filters ?? [],
        targetUrl: `${ctx.urls.highlevel}/workflows-marketplace/triggers/execute/${id}/${fresh()}`,
        isActive: true,
      };
      subscriptions.set(id, made);
      ctx.store.touch();
      return { subscription: made, answer: await tell(made, 'CREATED', order.version ?? 1, secret) };
    },
    async change(id: string, filters: Filter[]) {
      const found = subscriptions.get(id);
      if (!found) throw new Error('There is no such subscription.');
      found.filters = filters;
      ctx.store.touch();
      return tell(found, 'UPDATED', 1);
    },
    /** @param isTold whether the app hears of it; else it learns by being refused */
    async end(id: string, isTold = true) {
      const found = subscriptions.get(id);
      if (!found) throw new Error('There is no such subscription.');
      found.isActive = false;
      ctx.store.touch();
      return isTold ? tell(found, 'DELETED', 1) : undefined;
    },
    /** Takes an event for a target URL; false where nobody waits any more. */
    fire(subscriptionId: string, event: unknown): boolean {
      if (!subscriptions.get(subscriptionId)?.isActive) return false;
      firings.set(fresh(), { subscriptionId, at: ctx.clock.now(), event });
      ctx.store.touch();
      return true;
    },
    /** Somebody builds a workflow: the choices of an action's form. */
    choices: (key: string, locationId: string) =>
      post(appUrls(ctx).fields, { data: {}, extras: { locationId }, meta: { key, version: 1 } }),
    /** A workflow comes to one of the app's actions. */
    act({ key, locationId, contactId, data, workflowId = fresh(), version = 1, secret }: ActionOrder) {
      const extras = { locationId, workflowId, ...(contactId && { contactId }) };
      return post(appUrls(ctx).action(key), { data, extras, meta: { key, version } }, secret);
    },
  };
}
