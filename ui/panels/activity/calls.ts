import { api, json } from '../../api.ts';
import { viewer } from '../../viewer.ts';
import { instantOf } from '../call-log/instant.ts';

/** What is shown of the trail; dates as their fields hold them, `2026-03-08`. */
export interface TrailFilter {
  q: string;
  actor: string;
  entity: string;
  subAccountId: string;
  from: string;
  to: string;
}

const DAY_AND_SOME = 36 * 3_600_000;

/** The filter as the server takes it: whole days of the viewer's zone. */
function asked({ q, actor, entity, subAccountId, from, to }: TrailFilter) {
  const { zone } = viewer.value;
  const first = from ? instantOf(from, '00:00', zone)?.at : undefined;
  const last = to ? instantOf(nextDay(to), '00:00', zone)?.at : undefined;
  const texts = {
    ...(q && { q }),
    ...(actor && { actor }),
    ...(entity && { entity }),
    ...(subAccountId && { subAccountId }),
  };
  return { texts, ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) };
}

/** The day after, over any length of month. */
const nextDay = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + DAY_AND_SOME).toISOString().slice(0, 10);

/** One page of who did what, newest first. */
export function readTrail(filter: TrailFilter, cursor?: string) {
  const { texts, from, to } = asked(filter);
  const span = { ...(from !== undefined && { from: String(from) }), ...(to !== undefined && { to: String(to) }) };
  return json(api.activity.$get({ query: { ...texts, ...span, ...(cursor && { cursor }) } }));
}
export type Line = Awaited<ReturnType<typeof readTrail>>['items'][number];

/** A short-lived address of the same lines as a file (M-2). */
export function exportTrail(filter: TrailFilter) {
  const { texts, from, to } = asked(filter);
  const span = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return json(api.activity.export.$post({ json: { ...texts, ...span } }));
}

/** What did not agree with Stripe and Twilio, and when they were last compared. */
export function readFindings() {
  return json(api.findings.$get());
}
export type Findings = Awaited<ReturnType<typeof readFindings>>;
export type Finding = Findings['items'][number];

export function reconcile() {
  return json(api.reconcile.$post());
}

export async function readSubAccounts() {
  return (await json(api['sub-accounts'].$get())).items;
}
export type SubAccount = Pick<Awaited<ReturnType<typeof readSubAccounts>>[number], 'id' | 'name'>;
