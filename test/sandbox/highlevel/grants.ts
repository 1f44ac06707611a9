import { randomBytes } from 'node:crypto';
import type { HighlevelContext } from '../context.ts';
import type { Install, Records } from './records.ts';

/** What a bearer may do: for a company, or for one location. */
export interface Access {
  token: string;
  userType: 'Company' | 'Location';
  companyId: string;
  locationId?: string;
  userId: string;
  scopes: string[];
  expiresAt: number;
}

/** A refresh token serves once; a spent one is remembered, so that its second use can be told. */
interface Refresh extends Omit<Access, 'token' | 'expiresAt'> {
  isSpent: boolean;
}

interface Code extends Omit<Access, 'token' | 'expiresAt'> {
  redirectUri: string;
  expiresAt: number;
}

/** Seconds, as the answer says. */
export const LIFE_S = 86_399;
const CODE_LIFE_MS = 10 * 60_000;

export type Grants = ReturnType<typeof createGrants>;

/** Codes, access tokens and refresh tokens, and what they stand for. */
export function createGrants({ store, clock }: HighlevelContext, records: Records) {
  const codes = store.collection<Code>('highlevel.codes');
  const accesses = store.collection<Access>('highlevel.accesses');
  const refreshes = store.collection<Refresh>('highlevel.refreshes');
  const stays = ({ companyId, locationId }: { companyId: string; locationId?: string }) => {
    const install = records.installs.get(companyId);
    return Boolean(install && (locationId ? install.locationIds.includes(locationId) : install.isAgency));
  };
  const open = (of: Omit<Access, 'token' | 'expiresAt'>): Access => {
    const { userType, companyId, locationId, userId, scopes } = of;
    const access: Access = {
      token: `hl-access-${fresh()}`,
      ...{ userType, companyId, userId, scopes, expiresAt: clock.now() + LIFE_S * 1000 },
      ...(locationId && { locationId }),
    };
    accesses.set(access.token, access);
    store.touch();
    return access;
  };
  const renewable = (access: Access): string => {
    const { token: _, expiresAt: __, ...of } = access;
    const refresh = `hl-refresh-${fresh()}`;
    refreshes.set(refresh, { ...of, isSpent: false });
    return refresh;
  };

  return {
    /** A code for the redirect after somebody chose what to install for. */
    code(of: Omit<Code, 'expiresAt'>): string {
      const code = fresh();
      codes.set(code, { ...of, expiresAt: clock.now() + CODE_LIFE_MS });
      store.touch();
      return code;
    },
    /** Trades a code, once. */
    redeem(code: string, redirectUri: string | undefined) {
      const found = codes.get(code);
      codes.delete(code);
      if (!found || found.expiresAt < clock.now()) return undefined;
      if (redirectUri !== undefined && redirectUri !== found.redirectUri) return undefined;
      const access = open(found);
      return { access, refresh: renewable(access) };
    },
    /** Trades a refresh token; the old one is spent whatever becomes of the answer. */
    renew(refresh: string) {
      const found = refreshes.get(refresh);
      if (!found || found.isSpent || !stays(found)) return undefined;
      found.isSpent = true;
      const access = open(found);
      return { access, refresh: renewable(access) };
    },
    /** A location's token out of the company's. */
    mint: (company: Access, locationId: string) => open({ ...company, userType: 'Location', locationId }),
    /** What a bearer opens now; nothing once it ran out or the app was taken away. */
    opened(token: string): Access | undefined {
      const access = accesses.get(token);
      return access && access.expiresAt > clock.now() && stays(access) ? access : undefined;
    },
    /** Ends every bearer at once, as the vendor may: what holds a refresh token can go on. */
    expireAll(): void {
      accesses.clear();
      store.touch();
    },
    installOf: (companyId: string): Install | undefined => records.installs.get(companyId),
  };
}

const fresh = () => randomBytes(18).toString('base64url');
