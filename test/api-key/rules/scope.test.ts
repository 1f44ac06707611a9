import { describe, expect, test } from 'vitest';
import { grants, keyTrouble, SCOPES, scopesFor } from '../../../worker/api-key/rules/scope.ts';

describe('W-4 scopes', () => {
  test.each([
    [['numbers:read'], 'numbers:read', true],
    [['numbers:write'], 'numbers:read', true],
    [['numbers:read'], 'numbers:write', false],
    [['texts:write'], 'numbers:write', false],
    [['hooks:write'], 'hooks:write', true],
    [[], 'calls:read', false],
    [['*', 'numbers'], 'numbers:read', false],
  ] as const)('%j lets do %s: %s', (held, needed, may) => {
    expect(grants(held, needed)).toBe(may);
  });

  test('an agency’s key may see sub-accounts, another one not, and an agent’s own acts as that agent only (O-5)', () => {
    expect(scopesFor({ isAgencys: true, isAgents: false })).toEqual(SCOPES);
    const here = scopesFor({ isAgencys: false, isAgents: false });
    expect(SCOPES.filter(scope => !here.includes(scope))).toEqual(['sub_accounts:read']);
    expect(scopesFor({ isAgencys: false, isAgents: true })).toEqual(['agents:read', 'agents:write']);
  });
});

describe('W-4 a key', () => {
  const live = { revokedAt: null, expiresAt: null, isPlaceLive: true };
  test.each([
    [live, undefined],
    [{ ...live, expiresAt: 1001 }, undefined],
    [{ ...live, expiresAt: 1000 }, 'key_expired'],
    [{ ...live, revokedAt: 1, expiresAt: 1 }, 'key_revoked'],
    [{ ...live, isPlaceLive: false }, 'key_homeless'],
  ])('%j at 1000 is in trouble: %s', (key, trouble) => {
    expect(keyTrouble(key, 1000)).toBe(trouble);
  });
});
