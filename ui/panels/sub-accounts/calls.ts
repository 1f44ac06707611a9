import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, json } from '../../api.ts';

export const readPlaces = () => json(api['sub-accounts'].$get());
/** A sub-account as the agency sees it (T-5). */
export type Place = InferResponseType<(typeof api)['sub-accounts']['$get'], 200>['items'][number];

const of = (id: string) => ({ param: { id } });

export const readPlace = (id: string) => json(api['sub-accounts'][':id'].$get(of(id)));
export type PlaceWithPeople = Awaited<ReturnType<typeof readPlace>>;
export type Person = PlaceWithPeople['users'][number];

export const choosePlan = (id: string, planId: string | null) =>
  json(api['sub-accounts'][':id'].$patch({ ...of(id), json: { planId } }));
/** The address of the page that starts its plan; asking twice gives the same one (T-5). */
export const startPlan = (id: string) => json(api['sub-accounts'][':id']['start-plan'].$post(of(id)));
export const linkCustomer = (id: string, customerId: string) =>
  json(api['sub-accounts'][':id']['link-customer'].$post({ ...of(id), json: { customerId } }));
export const openPortal = (id: string) => json(api['sub-accounts'][':id'].portal.$post(of(id)));
export const reread = (id: string) => json(api['sub-accounts'][':id'].reread.$post(of(id)));

/** The agents of a sub-account that may answer a number of its plan. */
export const readAnswering = (id: string) => json(api['sub-accounts'][':id'].agents.$get(of(id)));
export type Answering = Awaited<ReturnType<typeof readAnswering>>['items'][number];
export type Inclusion = InferRequestType<(typeof api.numbers)[':id']['include']['$post']>['json'];

export const include = (numberId: string, to: Inclusion) =>
  json(api.numbers[':id'].include.$post({ ...of(numberId), json: to }));
export const reassign = (assignmentId: string, to: Inclusion) =>
  json(api.assignments[':id'].reassign.$post({ ...of(assignmentId), json: to }));

export const setStatus = (userId: string, status: 'approved' | 'blocked') =>
  json(api.users[':id'].$patch({ ...of(userId), json: { status } }));

export const readPlans = () => json(api.plans.$get());
/** A plan with how many sub-accounts are on it (T-4). */
export type Plan = Awaited<ReturnType<typeof readPlans>>['items'][number];
export type PlanTerms = InferRequestType<typeof api.plans.$post>['json'];

export type PlanChange = InferRequestType<(typeof api.plans)[':id']['$patch']>['json'];

export const createPlan = (terms: PlanTerms) => json(api.plans.$post({ json: terms }));
export const changePlan = (id: string, change: PlanChange) =>
  json(api.plans[':id'].$patch({ ...of(id), json: change }));
export const archivePlan = (id: string) => json(api.plans[':id'].archive.$post(of(id)));
