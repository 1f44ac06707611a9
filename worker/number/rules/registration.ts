/**
 * N-1: some countries let a number be held only under a registered address, many of them only with an approved regulatory
 * bundle besides. One is chosen from the account; where there is none, the number cannot be bought.
 */
export type Requirement = 'none' | 'any' | 'local' | 'foreign';

/** What the buying account has registered with the carrier. */
export interface Registry {
  /** The carrier's ids, with ISO countries. */
  addresses: readonly { sid: string; country: string }[];
  /** Approved for this country and kind of number. */
  bundles: readonly string[];
  /** The country has rules for this kind of number. */
  regulated: boolean;
}

/** What a number is ordered under. */
export interface Registration {
  addressSid?: string;
  bundleSid?: string;
}

/** Numbers of these countries need nothing. */
const FREE: readonly string[] = ['US', 'CA'];

/** Whether the registry is worth a look before a number of that country is ordered. */
export function mayNeedRegistration(country: string): boolean {
  return !FREE.includes(country);
}

/**
 * What to order a number of that country under; undefined where the account has nothing that fits. It is ordered under an
 * address of the same country where there is one, so that only an account without one can have what wants a foreign one.
 */
export function registrationFor(
  requirement: Requirement,
  country: string,
  { addresses, bundles, regulated }: Registry,
): Registration | undefined {
  if (requirement === 'none') return {};
  const here = addresses.find(address => address.country === country);
  const abroad = addresses.find(address => address.country !== country);
  const address = { local: here, any: here ?? abroad, foreign: here ? undefined : abroad }[requirement];
  const [bundleSid] = bundles;
  if (!address || (regulated && !bundleSid)) return undefined;
  return { addressSid: address.sid, ...(bundleSid && { bundleSid }) };
}
