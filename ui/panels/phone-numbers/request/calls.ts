import { api, json } from '../../../api.ts';
import type { Kind } from '../../numbers/calls.ts';

/** The sub-account's own requests, newest first (N-12). */
export async function readOwnRequests() {
  return (await json(api['number-requests'].$get())).items;
}
export type OwnRequest = Awaited<ReturnType<typeof readOwnRequests>>[number];

export interface Wish {
  country: string;
  type: Kind;
  areaCode: string;
  note: string;
}

export function requestNumber({ areaCode, ...wish }: Wish) {
  return json(api['number-requests'].$post({ json: { ...wish, ...(areaCode && { areaCode }) } }));
}
