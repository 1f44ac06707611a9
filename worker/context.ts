import type Stripe from 'stripe';
import { type Ask, askOverHttp } from './edge/ask.ts';
import { connect, type Db, openLater } from './edge/db.ts';
import { createLog, type Log } from './edge/log.ts';
import type { Mailer } from './edge/mail.ts';
import { createMailer } from './edge/mail.ts';
import type { Job, JobQueue } from './edge/queue.ts';
import { Seal } from './edge/seal.ts';
import { stripeClient } from './edge/stripe.ts';
import { type TwilioAccount, TwilioClient } from './edge/twilio.ts';
import { type Bindings, type Env, readEnv } from './env.ts';
import type { Role } from './tenancy/rules/permission.ts';

/** A signed-in person: who, in which tenant, with which powers. */
export interface Person {
  userId: string;
  agencyId: string;
  /** Set inside a sub-account; absent in the agency's own view. */
  subAccountId?: string;
  role: Role;
}

/** Who is behind a change. */
export interface Actor {
  kind: 'user' | 'host' | 'api_key' | 'stripe' | 'twilio' | 'system';
  id: string;
  /** Where it came from: `panel`, `webhook`, `cron`, `queue`. */
  source: string;
}

/** What a use case may touch. One per request or job. */
export interface Ctx {
  db: Db;
  /** Epoch ms, fixed for the whole act. */
  now: number;
  /** A new time-ordered id with that prefix, e.g. `num_…`. */
  id: (prefix: string) => string;
  actor: Actor;
  stripe: Stripe;
  /** Twilio as our own account, or as the given one. */
  twilio: (account?: TwilioAccount) => TwilioClient;
  /** A mailer that sends in that agency's name. */
  mail: (fromName: string) => Mailer;
  queue: JobQueue;
  fallback: Env['FALLBACK_KV'];
  seal: Seal;
  log: Log;
  env: Env;
}

/** What differs between production and the sandbox: the clock and where log lines go. Chosen by the entry file. */
export interface Runtime {
  now: () => number | Promise<number>;
  write: (level: string, line: string) => void;
}

/** Builds the context of one request or job. */
export async function createContext(
  runtime: Runtime,
  bindings: Bindings,
  actor: Actor,
  requestId: string,
): Promise<Ctx> {
  const env = readEnv(bindings);
  const now = await runtime.now();
  const log = createLog(requestId, runtime.write);
  const { ask, ...lasting } = lastingOf(env);
  return {
    ...lasting,
    db: openLater(() => connect(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN), ask),
    now,
    id: prefix => newId(prefix, now),
    actor,
    queue: createQueue(env.JOBS, log),
    log,
  };
}

/** What holds nothing of a request, so that it is made once per isolate. */
type Lasting = Pick<Ctx, 'stripe' | 'twilio' | 'mail' | 'fallback' | 'seal' | 'env'> & { ask: Ask };
const kept = new WeakMap<Env, Lasting>();

function lastingOf(env: Env): Lasting {
  const known = kept.get(env);
  if (known) return known;
  const made: Lasting = {
    ask: askOverHttp(env.DATABASE_URL, env.DATABASE_AUTH_TOKEN),
    stripe: stripeClient(env.STRIPE_SECRET_KEY, env.STRIPE_API_BASE),
    twilio: (account = { sid: env.TWILIO_ACCOUNT_SID, token: env.TWILIO_AUTH_TOKEN }) =>
      new TwilioClient(account, env.TWILIO_API_BASE, env.TWILIO_PRICING_BASE),
    mail: createMailer(env.EMAIL, env.MAIL_FROM).as,
    fallback: env.FALLBACK_KV,
    seal: new Seal(env.SEAL_KEYS),
    env,
  };
  kept.set(env, made);
  return made;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Nine characters of time, thirteen of chance, Crockford's base 32. */
export function newId(prefix: string, now: number): string {
  let time = '';
  for (let rest = now, i = 0; i < 9; i += 1, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32] + time;
  let chance = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(13))) chance += ALPHABET[byte % 32];
  return `${prefix}_${time}${chance}`;
}

/**
 * The id of a row mirrored from elsewhere: the same parts give the same id, so two events about something new agree.
 */
export async function stableId(prefix: string, ...parts: string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  const text = Array.from(new Uint8Array(digest).subarray(0, 22), byte => ALPHABET[byte % 32]).join('');
  return `${prefix}_${text}`;
}

/** Cloudflare takes at most this many messages in one batch. */
const MOST_MESSAGES = 100;

function createQueue(binding: Env['JOBS'], log: Log): JobQueue {
  return {
    async entrust(job: Job) {
      try {
        await binding.send(job);
        return true;
      } catch (cause) {
        log.error('queue.unreachable', cause, { kind: job.kind });
        return false;
      }
    },
    async send(jobs: Job[], delaySeconds?: number) {
      if (!jobs.length) return;
      const options = delaySeconds === undefined ? {} : { delaySeconds };
      try {
        for (let at = 0; at < jobs.length; at += MOST_MESSAGES) {
          await binding.sendBatch(
            jobs.slice(at, at + MOST_MESSAGES).map(body => ({ body })),
            options,
          );
        }
      } catch (cause) {
        log.error('queue.unreachable', cause, { jobs: jobs.length });
      }
    },
  };
}
