import { api, json } from '../../api.ts';

/** So many months are shown. */
export const MONTHS = 12;

/** What came in and what went out, month by month. */
export function readMargin() {
  return json(api.margin.$get({ query: { months: String(MONTHS) } }));
}
export type Report = Awaited<ReturnType<typeof readMargin>>;
export type Month = Report['months'][number];
export type Place = Report['subAccounts'][number];
export type Idle = Report['idle'][number];
