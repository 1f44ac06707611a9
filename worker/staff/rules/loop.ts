/** A number of the agency that a forwarded call would come to: where it goes on from there. */
export interface Hop {
  numberId: string;
  subAccountId: string | null;
  forwardTo: string | null;
  /** The default of the sub-account that holds it. */
  byDefault: string | null;
}

/** Whose forwarding is being set: one number's, or a sub-account's default. */
export type Forwarder = { numberId: string } | { subAccountId: string };

/** whether a call arriving at `hop` would be forwarded by the very setting that is being made. */
export function comesBack(forwarder: Forwarder, hop: Hop): boolean {
  if ('numberId' in forwarder) return hop.numberId === forwarder.numberId;
  return hop.subAccountId === forwarder.subAccountId && hop.forwardTo === null;
}

/** Where a call goes on to from a hop, E.164. */
export function onward(hop: Hop): string | null {
  return hop.forwardTo ?? hop.byDefault;
}

/** so many of our own numbers one call may pass through. */
export const MAX_HOPS = 3;
