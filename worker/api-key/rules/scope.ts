/**
 * W-4: what a key may do, as a group of the business and how far. `write` includes `read` of the same group. Whatever a key's
 * scopes are, it never does more than an admin of its sub-account, or the agency, could.
 */
export const SCOPES = [
  'numbers:read',
  'numbers:write',
  'calls:read',
  'calls:write',
  'texts:read',
  'texts:write',
  'users:read',
  'users:write',
  'rules:read',
  'rules:write',
  'agents:read',
  'agents:write',
  'hooks:read',
  'hooks:write',
  'sub_accounts:read',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Of no use to a key that is bound to one place. */
const AGENCY_ONLY: readonly Scope[] = ['sub_accounts:read'];
/** All that a voice agent's own key may have (O-5). */
const OF_AGENT: readonly Scope[] = ['agents:read', 'agents:write'];

/** What can be chosen for a new key. */
export function scopesFor(key: { isAgencys: boolean; isAgents: boolean }): readonly Scope[] {
  if (key.isAgents) return OF_AGENT;
  return key.isAgencys ? SCOPES : SCOPES.filter(scope => !AGENCY_ONLY.includes(scope));
}

export function grants(held: readonly string[], needed: Scope): boolean {
  return held.includes(needed) || held.includes(needed.replace(/:read$/, ':write'));
}

/** Why a key is not let in; undefined when it is. @param now epoch ms */
export function keyTrouble(
  key: { revokedAt: number | null; expiresAt: number | null; isPlaceLive: boolean },
  now: number,
): 'key_revoked' | 'key_expired' | 'key_homeless' | undefined {
  if (key.revokedAt !== null) return 'key_revoked';
  if (key.expiresAt !== null && key.expiresAt <= now) return 'key_expired';
  return key.isPlaceLive ? undefined : 'key_homeless';
}
