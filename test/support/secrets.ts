import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { HighlevelApp, HighlevelContext, SandboxContext } from '../sandbox/context.ts';
import type { Store } from '../sandbox/store.ts';

type Secrets = HighlevelContext['secrets'] & { session: string; seal: string };

/** The sandbox's secrets: made by chance once, kept with its data. */
export function secretsOf(store: Store): Secrets {
  const kept = store.collection<Secrets>('secrets');
  const known = kept.get('all');
  // Data kept by an older sandbox knows nothing of the younger vendors.
  if (known?.highlevel) return known;
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  const made: Secrets = {
    stripeKey: `sk_test_${hex(16)}`,
    stripeWebhook: `whsec_${hex(16)}`,
    stripeConnectWebhook: `whsec_${hex(16)}`,
    twilioSid: `AC${hex(16)}`,
    twilioToken: hex(16),
    hostIssuer: 'northwind-crm',
    hostTokenSecret: hex(32),
    hostWebhook: `whsec_${randomBytes(24).toString('base64')}`,
    hostApiToken: hex(24),
    session: hex(32),
    seal: `k1:${randomBytes(32).toString('base64')}`,
    highlevel: highlevelApp(),
    ...known,
  };
  kept.set('all', made);
  store.touch();
  return made;
}

/** A marketplace app of chance, with a key pair of its own for the webhooks. */
export function highlevelApp(): HighlevelApp {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return {
    clientId: `${hex(12)}-${hex(4)}`,
    clientSecret: hex(18),
    ssoSecret: hex(18),
    workflowSecret: hex(18),
    providerId: hex(12),
    privateKey,
    publicKey,
  };
}

/** Vars and secrets of the Worker in the sandbox, by the names of worker/env.ts. */
export function workerBindings(ctx: SandboxContext, databaseUrl: string, fallbackUrl: string): Record<string, string> {
  const secrets = secretsOf(ctx.store);
  return {
    SANDBOX_URL: ctx.urls.desk,
    PUBLIC_URL: ctx.urls.worker,
    FALLBACK_URL: fallbackUrl,
    DATABASE_URL: databaseUrl,
    STRIPE_SECRET_KEY: secrets.stripeKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhook,
    STRIPE_CONNECT_WEBHOOK_SECRET: secrets.stripeConnectWebhook,
    STRIPE_API_BASE: ctx.urls.stripe,
    TWILIO_ACCOUNT_SID: secrets.twilioSid,
    TWILIO_AUTH_TOKEN: secrets.twilioToken,
    TWILIO_API_BASE: ctx.urls.twilio,
    TWILIO_PRICING_BASE: ctx.urls.twilio,
    SESSION_SECRET: secrets.session,
    SEAL_KEYS: secrets.seal,
    MAIL_FROM: 'numbers@trunkline.example',
  };
}
