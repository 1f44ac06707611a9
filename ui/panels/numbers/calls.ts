import type { InferResponseType } from 'hono/client';
import { api, json, signedFetch } from '../../api.ts';
import { readProblem } from '../../problem.ts';

/** What the Numbers panel asks of the server. */
type Sent = InferResponseType<typeof api.numbers.$get, 200>['items'][number];
export type Status = Exclude<Sent['status'], 'ended'>;
export type PoolNumber = Sent & { status: Status };
export type Kind = Sent['type'];

export interface PoolPage {
  items: PoolNumber[];
  total: number;
  next: string | null;
}

export interface PoolFilter {
  q: string;
  status: Status | '';
  subAccountId: string;
  type: Kind | '';
}

/** One page of the pool, newest first (N-4). */
export async function readPool(filter: PoolFilter, cursor?: string): Promise<PoolPage> {
  const { q, status, subAccountId, type } = filter;
  const query = {
    ...(q && { q }),
    ...(status && { status }),
    ...(subAccountId && { subAccountId }),
    ...(type && { type }),
    ...(cursor && { cursor }),
  };
  const page = await json(api.numbers.$get({ query }));
  return { ...page, items: page.items.map(item => ({ ...item, status: statusOf(item) })) };
}

/** A number whose assignment has ended is nobody's. */
const statusOf = ({ status }: Sent): Status => (status === 'ended' ? 'unassigned' : status);

/** One number as it is now, whatever the list is filtered by; undefined when it has left the pool. */
export async function readNumber(id: string, e164: string): Promise<PoolNumber | undefined> {
  const page = await readPool({ q: e164.slice(1), status: '', subAccountId: '', type: '' });
  return page.items.find(item => item.id === id);
}

export async function readSubAccounts() {
  return (await json(api['sub-accounts'].$get())).items;
}
export type SubAccount = Awaited<ReturnType<typeof readSubAccounts>>[number];

export interface Candidate {
  userId: string;
  name: string;
  email: string;
  subAccountId: string;
  subAccountName: string;
  eligible: boolean;
  reason?: string;
  detail?: string;
  price?: Quote;
}

export interface Quote {
  telco: { amount: number; currency: string };
  markup: number;
  total: number;
  currency: string;
}

/** Whom a number can be assigned to, and for the others why not. */
export function readCandidates(numberId: string, q: string) {
  return ask<{ items: Candidate[] }>('GET', `numbers/${numberId}/candidates?q=${encodeURIComponent(q)}`);
}

export function assign(numberId: string, to: Pick<Candidate, 'userId' | 'subAccountId'>) {
  return ask<{ id: string }>('POST', `numbers/${numberId}/assign`, {
    userId: to.userId,
    subAccountId: to.subAccountId,
  });
}

export function unassign(assignmentId: string) {
  return ask<{ id: string }>('POST', `assignments/${assignmentId}/unassign`);
}

export function remind(assignmentId: string) {
  return ask<{ sentAt: number }>('POST', `assignments/${assignmentId}/remind`);
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await signedFetch(`/api/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!answer.ok) throw await readProblem(answer);
  return (await answer.json()) as T;
}
