import { Webhook } from 'standardwebhooks';

/**
 * The headers of a delivery by Standard Webhooks (W-3). While a secret is being replaced it is signed with both.
 * @param secrets `whsec_…`, newest first @param at epoch ms, of this try
 */
export function signedHeaders(secrets: readonly string[], id: string, at: number, body: string) {
  const signatures = secrets.map(secret => new Webhook(secret).sign(id, new Date(at), body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}

/** A new secret: 32 random bytes. */
export function newSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;
}
