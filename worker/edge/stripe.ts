import Stripe from 'stripe';

/** Per isolate and key: the SDK holds no request state. */
const clients = new Map<string, Stripe>();

/** The official SDK over fetch; `base` is Stripe's API origin or a stand-in's. */
export function stripeClient(key: string, base: string): Stripe {
  const known = clients.get(base + key);
  if (known) return known;
  const url = new URL(base);
  const protocol = url.protocol === 'http:' ? 'http' : 'https';
  const made = new Stripe(key, {
    httpClient: Stripe.createFetchHttpClient(),
    host: url.hostname,
    port: url.port || (protocol === 'http' ? 80 : 443),
    protocol,
    maxNetworkRetries: 1,
    timeout: 20_000,
    telemetry: false,
  });
  clients.set(base + key, made);
  return made;
}

/** Options for a call on an agency's connected account, or on the platform account where it is undefined. */
export function on(account: string | undefined, idempotencyKey?: string): Stripe.RequestOptions {
  return { ...(account && { stripeAccount: account }), ...(idempotencyKey && { idempotencyKey }) };
}

/**
 * Verifies a webhook's signature against the raw body. @param now epoch ms
 * @returns the event, or undefined when the signature or its age (5 min) is wrong.
 */
export async function verifiedEvent(
  stripe: Stripe,
  raw: string,
  signature: string | null,
  secret: string,
  now: number,
): Promise<Stripe.Event | undefined> {
  if (!signature) return undefined;
  try {
    const provider = Stripe.createSubtleCryptoProvider();
    return await stripe.webhooks.constructEventAsync(raw, signature, secret, 300, provider, now);
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeSignatureVerificationError) return undefined;
    throw cause;
  }
}
