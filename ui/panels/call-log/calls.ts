import { api, json, signedFetch } from '../../api.ts';
import { readProblem } from '../../problem.ts';

export type CallStatus =
  | 'in_progress'
  | 'answered'
  | 'missed'
  | 'abandoned'
  | 'voicemail'
  | 'not_in_service'
  | 'failed';

/** One line of the call log. */
export interface Call {
  id: string;
  direction: 'in' | 'out';
  from: string;
  to: string;
  number: { id: string; e164: string };
  contact: { id: string; name: string } | null;
  status: CallStatus;
  unknown: boolean;
  overflow: boolean;
  startedAt: number;
  durationS: number | null;
  answeredBy: { id: string; name: string } | null;
  answeredAtNumber: string | null;
  ruleName: string | null;
  summary: string;
}

export interface Considered {
  rule: string;
  matched: boolean;
  why: string;
}

export interface Leg {
  to: string;
  user: { id: string; name: string } | null;
  rangAt: number;
  acceptedAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  bridged: boolean;
}

export interface CallDetail extends Call {
  trace: Considered[];
  legs: Leg[];
  steps: { sentence: string }[];
  voicemail?: { id: string; durationS: number } | null;
}

export interface CallFilter {
  q: string;
  numberId: string;
  status: CallStatus | '';
}

/** What would happen to a call or text (L-4). */
export interface Explained {
  outcome: string;
  sentence: string;
  steps: { kind: string; sentence: string }[];
  trace: Considered[];
  contact: { id: string; name: string } | null;
}

export interface Asked {
  numberId: string;
  /** Empty for a withheld number. */
  from: string;
  at?: number;
  kind: 'call' | 'text';
}

async function answer<T>(path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: JSON_TYPE };
  const got = await signedFetch(`/api${path}`, init);
  if (!got.ok) throw await readProblem(got);
  return (await got.json()) as T;
}

const JSON_TYPE = { 'content-type': 'application/json' };

export function readCalls(filter: CallFilter, cursor: string | undefined) {
  const given = Object.entries({ ...filter, cursor }).filter(([, value]) => value);
  return answer<{ items: Call[]; next: string | null }>(`/calls?${new URLSearchParams(given as [string, string][])}`);
}

export const readCall = (id: string) => answer<CallDetail>(`/calls/${encodeURIComponent(id)}`);
export const explain = (asked: Asked) => answer<Explained>('/explain', asked);
export const placeTestCall = (numberId: string, requestId: string) =>
  answer<{ callSid: string }>('/test-calls', { numberId, requestId });
export const linkTo = (voicemailId: string) =>
  json(api.voicemails[':id'].link.$post({ param: { id: voicemailId } })).then(link => link.url);

export const readHealth = () => json(api['routing-health'].$get());
export type HealthItem = Awaited<ReturnType<typeof readHealth>>['items'][number];

export const findContacts = (q: string) => json(api.contacts.$get({ query: { q } }));
export type Contact = Awaited<ReturnType<typeof findContacts>>['items'][number];

/** The sub-account's numbers, to filter by and to test. */
export const readNumbers = () => json(api['phone-numbers'].$get());
export type Line = Awaited<ReturnType<typeof readNumbers>>['items'][number];
