import type { Requirement } from './registration.ts';

/** N-1: the kinds of numbers on offer, and what a search means to the carrier. */
export const NUMBER_TYPES = ['local', 'toll_free', 'mobile'] as const;
export type NumberType = (typeof NUMBER_TYPES)[number];

/**
 * A number the carrier would sell. `needs` says what must be registered before it may be bought, `registered` that the
 * buying account has it.
 */
export interface Offer {
  e164: string;
  locality: string | null;
  region: string | null;
  voice: boolean;
  sms: boolean;
  needs: 'nothing' | 'address';
  registered: boolean;
}

/** A number as the carrier lists it. */
interface Listed {
  phone_number: string;
  locality: string | null;
  region: string | null;
  address_requirements: Requirement;
  capabilities: { voice?: boolean; SMS?: boolean; sms?: boolean };
}

/** What a carrier's listing says, as an offer. @param registered whether the account has what such a number needs */
export function offerOf(listed: Listed, registered: (requirement: Requirement) => boolean): Offer {
  return {
    e164: listed.phone_number,
    locality: listed.locality,
    region: listed.region,
    voice: listed.capabilities.voice ?? false,
    sms: listed.capabilities.SMS ?? listed.capabilities.sms ?? false,
    needs: listed.address_requirements === 'none' ? 'nothing' : 'address',
    registered: registered(listed.address_requirements),
  };
}

/** Nearby area codes first, then the rest in the carrier's order; nothing twice (N-1). */
export function nearbyFirst(nearby: readonly Offer[], others: readonly Offer[], limit: number): Offer[] {
  const seen = new Set<string>();
  return [...nearby, ...others].filter(o => !seen.has(o.e164) && seen.add(o.e164)).slice(0, limit);
}

/** The three-digit area code of a North American number, for finding others near it. */
export function areaCodeOf(e164: string | null): string | undefined {
  return /^\+1(\d{3})\d{7}$/.exec(e164 ?? '')?.[1];
}
