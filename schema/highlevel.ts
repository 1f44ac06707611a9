import { newId } from '../worker/context.ts';
import type { HostRegistration } from './register-host.ts';

/** The key HighLevel publishes for the signatures of its events (`X-GHL-Signature`). */
const PUBLISHED_KEY = 'MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=';

/** What is particular to a deployment's marketplace app; the rest is HighLevel's own, and may be replaced. */
export type HighLevelApp = Pick<HostRegistration, 'clientId' | 'clientSecret' | 'sharedSecret'> &
  Partial<HostRegistration>;

/**
 * HighLevel as a registration. Its name in our addresses does not say HighLevel: agencies show the app to their clients
 * under a name of their own.
 */
export function highLevel(app: HighLevelApp): HostRegistration {
  const now = Date.now();
  return {
    id: newId('hst', now),
    kind: 'highlevel',
    issuer: 'crm',
    name: 'HighLevel',
    algorithm: 'EdDSA',
    publicKey: ed25519Key(PUBLISHED_KEY),
    embedOrigins: ['https://*.gohighlevel.com', 'https://*.leadconnectorhq.com', 'https://*.msgsndr.com'],
    apiBaseUrl: 'https://services.leadconnectorhq.com',
    authorizeUrl: 'https://marketplace.leadconnectorhq.com/v2/oauth/chooselocation',
    createdAt: now,
    ...app,
  };
}

/** An Ed25519 public key as a JWK. @param spki base64 of its DER form, as between the lines of a PEM file */
export function ed25519Key(spki: string): Record<string, unknown> {
  const raw = Buffer.from(spki, 'base64').subarray(-32);
  return { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') };
}
