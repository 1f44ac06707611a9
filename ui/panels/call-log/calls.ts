import { api, json } from '../../api.ts';

export type CallStatus =
  | 'in_progress'
  | 'answered'
  | 'missed'
  | 'abandoned'
  | 'voicemail'
  | 'not_in_service'
  | 'failed';

export interface CallFilter {
  q: string;
  numberId: string;
  status: CallStatus | '';
}

export function readCalls({ q, numberId, status }: CallFilter, cursor: string | undefined) {
  const query = {
    ...(q && { q }),
    ...(numberId && { numberId }),
    ...(status && { status }),
    ...(cursor && { cursor }),
  };
  return json(api.calls.$get({ query }));
}

/** One line of the call log. */
export type Call = Awaited<ReturnType<typeof readCalls>>['items'][number];

export const readCall = (id: string) => json(api.calls[':id'].$get({ param: { id } }));
export type CallDetail = Awaited<ReturnType<typeof readCall>>;
export type Leg = CallDetail['legs'][number];
export type Considered = CallDetail['trace'][number];

/** What a test asks: who calls or texts which number, when (L-4). */
export interface Asked {
  numberId: string;
  /** Empty for a withheld number. */
  from: string;
  at?: number;
  kind: 'call' | 'text';
}

export const explain = (asked: Asked) => json(api.explain.$post({ json: asked }));
export type Explained = Awaited<ReturnType<typeof explain>>;
export const placeTestCall = (numberId: string, requestId: string) =>
  json(api['test-calls'].$post({ json: { numberId, requestId } }));
export const linkTo = (voicemailId: string) =>
  json(api.voicemails[':id'].link.$post({ param: { id: voicemailId } })).then(link => link.url);

export const readHealth = () => json(api['routing-health'].$get());
export type HealthItem = Awaited<ReturnType<typeof readHealth>>['items'][number];

export const findContacts = (q: string) => json(api.contacts.$get({ query: { q } }));
export type Contact = Awaited<ReturnType<typeof findContacts>>['items'][number];

/** The sub-account's numbers, to filter by and to test. */
export const readNumbers = () => json(api['phone-numbers'].$get());
export type Line = Awaited<ReturnType<typeof readNumbers>>['items'][number];
