import type { Fetcher, KVNamespace, Queue, RateLimit, SendEmail } from '@cloudflare/workers-types';
import * as v from 'valibot';
import type { Job } from './edge/queue.ts';

const origin = v.pipe(v.string(), v.url(), v.regex(/[^/]$/, 'must not end with a slash'));
const secret = v.pipe(v.string(), v.minLength(16));

const Settings = v.object({
  /** Origin that Twilio, Stripe, hosts and browsers reach us at; signatures are checked against it. */
  PUBLIC_URL: origin,
  DATABASE_URL: v.pipe(v.string(), v.url()),
  DATABASE_AUTH_TOKEN: v.optional(v.string()),
  STRIPE_SECRET_KEY: secret,
  STRIPE_WEBHOOK_SECRET: secret,
  STRIPE_CONNECT_WEBHOOK_SECRET: secret,
  STRIPE_API_BASE: v.optional(origin, 'https://api.stripe.com'),
  TWILIO_ACCOUNT_SID: v.pipe(v.string(), v.regex(/^AC[0-9a-f]{32}$/)),
  TWILIO_AUTH_TOKEN: secret,
  TWILIO_API_BASE: v.optional(origin, 'https://api.twilio.com'),
  TWILIO_PRICING_BASE: v.optional(origin, 'https://pricing.twilio.com'),
  /** Origin of the second Worker that answers when this one is down. */
  FALLBACK_URL: origin,
  SESSION_SECRET: v.pipe(v.string(), v.minLength(32)),
  /** `kid:base64(32 bytes)`, comma separated, newest first. */
  SEAL_KEYS: v.pipe(v.string(), v.minLength(40)),
  MAIL_FROM: v.pipe(v.string(), v.email()),
  /** Who runs this Trunkline: told of what concerns no agency. Without it such things stand only in the log. */
  OPERATOR_EMAIL: v.optional(v.pipe(v.string(), v.email())),
});

/** Bindings as the platform hands them over. */
export interface Bindings {
  FALLBACK_KV: KVNamespace;
  JOBS: Queue<Job>;
  EMAIL: SendEmail;
  ASSETS: Fetcher;
  /** How fast an API key may ask (W-4). */
  API_LIMIT: RateLimit;
  [name: string]: unknown;
}

/** What must be bound for anything to be served. */
const PLATFORM = ['FALLBACK_KV', 'JOBS', 'EMAIL', 'ASSETS', 'API_LIMIT'] as const;
type Platform = (typeof PLATFORM)[number];

export type Env = v.InferOutput<typeof Settings> & Pick<Bindings, Platform>;

const parsed = new WeakMap<object, Env>();

/** Parses the bindings once per isolate. Throws with the name of what is missing or wrong: fail closed. */
export function readEnv(bindings: Bindings): Env {
  const known = parsed.get(bindings);
  if (known) return known;
  const result = v.safeParse(Settings, bindings);
  if (!result.success) {
    const what = result.issues.map(issue => `${v.getDotPath(issue)}: ${issue.message}`).join('; ');
    throw new Error(`The Worker is not configured: ${what}`);
  }
  for (const name of PLATFORM) {
    if (!bindings[name]) throw new Error(`The Worker is not configured: binding ${name} is missing`);
  }
  const { FALLBACK_KV, JOBS, EMAIL, ASSETS, API_LIMIT } = bindings;
  const env: Env = { ...result.output, FALLBACK_KV, JOBS, EMAIL, ASSETS, API_LIMIT };
  parsed.set(bindings, env);
  return env;
}
