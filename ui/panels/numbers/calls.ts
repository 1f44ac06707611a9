import type { InferResponseType } from 'hono/client';
import type { PoolColumn } from '../../../worker/number/rules/columns.ts';
import { api, json } from '../../api.ts';

/** What the Numbers panel asks of the server. */
type Sent = InferResponseType<typeof api.numbers.$get, 200>['items'][number];
export type Status = Exclude<Sent['status'], 'ended'>;
export type PoolNumber = Sent & { status: Status };
export type Kind = Sent['type'];
export type Purpose = NonNullable<Sent['callPurpose']>;
export type Can = 'voice' | 'sms';

export interface PoolPage {
  items: PoolNumber[];
  total: number;
  /** There are more than were counted. */
  totalCapped: boolean;
  next: string | null;
}

export interface PoolFilter {
  q: string;
  status: Status | '';
  subAccountId: string;
  type: Kind | '';
  purpose: Purpose | 'none' | '';
  can: Can | '';
}

export interface PoolSorting {
  by: 'number' | 'status' | 'cost';
  down: boolean;
}

/** What the server is asked for; nothing where nothing is chosen. */
function asked({ q, status, subAccountId, type, purpose, can }: PoolFilter, sorting: PoolSorting | undefined) {
  return {
    ...(q && { q }),
    ...(status && { status }),
    ...(subAccountId && { subAccountId }),
    ...(type && { type }),
    ...(purpose && { purpose }),
    ...(can && { can }),
    ...(sorting && { sort: sorting.by, dir: sorting.down ? ('desc' as const) : ('asc' as const) }),
  };
}

export const NO_FILTER: PoolFilter = { q: '', status: '', subAccountId: '', type: '', purpose: '', can: '' };

/** One page of the pool, newest first unless sorted (N-4). */
export async function readPool(filter: PoolFilter, sorting?: PoolSorting, cursor?: string): Promise<PoolPage> {
  const query = { ...asked(filter, sorting), ...(cursor && { cursor }) };
  const page = await json(api.numbers.$get({ query }));
  return { ...page, items: page.items.map(shownOf) };
}

/** A number whose assignment has ended is nobody's. */
const shownOf = (item: Sent): PoolNumber => ({ ...item, status: item.status === 'ended' ? 'unassigned' : item.status });

/** One number as it is now, whatever the list is filtered by; undefined when it has left the pool. */
export async function readNumber(id: string, e164: string): Promise<PoolNumber | undefined> {
  const page = await readPool({ ...NO_FILTER, q: e164.slice(1) });
  return page.items.find(item => item.id === id);
}

export async function readSubAccounts() {
  return (await json(api['sub-accounts'].$get())).items;
}
export type SubAccount = Awaited<ReturnType<typeof readSubAccounts>>[number];

/** Free numbers that suit a sub-account: those near it, with what tells where it is, and toll-free ones (N-1). */
export async function readNear(subAccountId: string) {
  const { near, local, tollFree } = await json(api.numbers.near.$get({ query: { subAccountId } }));
  return { near, local: local.map(shownOf), tollFree: tollFree.map(shownOf) };
}

/** Whom a number can be assigned to, and for the others why not. */
export function readCandidates(numberId: string, q: string) {
  return json(api.numbers[':id'].candidates.$get({ param: { id: numberId }, query: { ...(q && { q }) } }));
}
export type Candidate = Awaited<ReturnType<typeof readCandidates>>['items'][number];
export type Quote = NonNullable<Candidate['price']>;

export function assign(numberId: string, { userId, subAccountId }: Candidate) {
  return json(api.numbers[':id'].assign.$post({ param: { id: numberId }, json: { userId, subAccountId } }));
}

export function unassign(assignmentId: string) {
  return json(api.assignments[':id'].unassign.$post({ param: { id: assignmentId } }));
}

export function remind(assignmentId: string) {
  return json(api.assignments[':id'].remind.$post({ param: { id: assignmentId } }));
}

/** Who held a number, newest first (N-10). */
export function readHistory(numberId: string) {
  return json(api.numbers[':id'].history.$get({ param: { id: numberId } }));
}
export type Holder = Awaited<ReturnType<typeof readHistory>>['items'][number];

/** The last calls to a number that came while nobody had it. */
export async function readIdleCalls(numberId: string) {
  return (await json(api.numbers[':id'].calls.$get({ param: { id: numberId } }))).items;
}
export type IdleCall = Awaited<ReturnType<typeof readIdleCalls>>[number];

/** What clients ask for and nobody answered yet (N-12). */
export async function readRequests() {
  return (await json(api['number-requests'].$get())).items;
}
export type NumberRequest = Awaited<ReturnType<typeof readRequests>>[number];

export function fulfil(requestId: string, numberId: string) {
  return json(api['number-requests'][':id'].fulfil.$post({ param: { id: requestId }, json: { numberId } }));
}

export function decline(requestId: string, answer: string) {
  return json(api['number-requests'][':id'].decline.$post({ param: { id: requestId }, json: { answer } }));
}

/** Numbers whose clients pay another price than their plan asks now. */
export async function readPriceChanges() {
  return (await json(api['price-changes'].$get({ query: {} }))).items;
}
export type PriceChange = Awaited<ReturnType<typeof readPriceChanges>>[number];

export function changePrices(assignmentIds: string[]) {
  return json(api['price-changes'].$post({ json: { assignmentIds } }));
}

export async function readPlans() {
  return (await json(api.plans.$get())).items;
}

/** Hands a number back to the carrier for good (N-9). */
export function releaseToCarrier(numberId: string, typed: string) {
  return json(api.numbers[':id']['release-to-carrier'].$post({ param: { id: numberId }, json: { typed } }));
}

/** An address that downloads what the filter shows, or of that the named numbers, for some minutes (N-4). */
export function exportPool(filter: PoolFilter, sorting: PoolSorting | undefined, numberIds?: string[]) {
  return json(api.numbers.export.$post({ json: { ...asked(filter, sorting), ...(numberIds && { numberIds }) } }));
}

/** One part of setting what many numbers call for: of all that fit a filter, or of up to 500 named ones (N-7). */
export interface PurposesPart {
  requestId: string;
  purpose: Purpose | null;
  of: PoolFilter | string[];
  cursor: string | undefined;
}

export function setPurposes({ requestId, purpose, of, cursor }: PurposesPart) {
  const which = Array.isArray(of) ? { numberIds: of } : { filter: asked(of, undefined) };
  return json(api.numbers.purposes.$post({ json: { requestId, purpose, ...which, ...(cursor && { cursor }) } }));
}

/** Which columns this person wants to see (N-4). */
export async function readColumns() {
  return (await json(api.numbers.columns.$get())).columns;
}

export function chooseColumns(columns: PoolColumn[]) {
  return json(api.numbers.columns.$put({ json: { columns } }));
}
