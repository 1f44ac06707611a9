import type { InferRequestType } from 'hono/client';
import { api, json } from '../../api.ts';

const page = (cursor: string | undefined) => (cursor ? { cursor } : {});
const of = (id: string) => ({ param: { id } });

/** What there is to listen to and to have done, in both languages (W-1, W-2). */
export const readCatalogue = () => json(api.workflows.catalogue.$get());
export type Catalogue = Awaited<ReturnType<typeof readCatalogue>>;

export const readRuns = (cursor: string | undefined) => json(api.workflows.runs.$get({ query: page(cursor) }));
export type Run = Awaited<ReturnType<typeof readRuns>>['items'][number];
export const readRun = (id: string) => json(api.workflows.runs[':id'].$get(of(id)));

export type DeliveryState = 'waiting' | 'delivered' | 'failed';
export const readDeliveries = (state: DeliveryState | '', cursor: string | undefined) =>
  json(api.workflows.deliveries.$get({ query: { ...page(cursor), ...(state && { state }) } }));
export type Delivery = Awaited<ReturnType<typeof readDeliveries>>['items'][number];
export const readDelivery = (id: string) => json(api.workflows.deliveries[':id'].$get(of(id)));
export const resend = (id: string) => json(api.workflows.deliveries[':id'].resend.$post(of(id)));

export const readHooks = () => json(api.workflows.hooks.$get());
export type Hook = Awaited<ReturnType<typeof readHooks>>['items'][number];
export type NewHook = InferRequestType<typeof api.workflows.hooks.$post>['json'];
export const addHook = (hook: NewHook) => json(api.workflows.hooks.$post({ json: hook }));
/** The new secret is in the answer, and never again (W-3). */
export const renewSecret = (id: string) => json(api.workflows.hooks[':id'].secret.$post(of(id)));
export const removeHook = (id: string) => json(api.workflows.hooks[':id'].$delete(of(id)));
