import { createClient } from '@libsql/client';
import { Hono } from 'hono';
import Stripe from 'stripe';
import { returnRoutes } from '../../worker/assignment/return-routes.ts';
import { stripeRoutes } from '../../worker/assignment/stripe-routes.ts';
import type { Actor, Ctx } from '../../worker/context.ts';
import { openDb } from '../../worker/edge/db.ts';
import { createLog } from '../../worker/edge/log.ts';
import type { Mail } from '../../worker/edge/mail.ts';
import type { Job } from '../../worker/edge/queue.ts';
import { Seal } from '../../worker/edge/seal.ts';
import { TwilioClient } from '../../worker/edge/twilio.ts';
import { purchaseReturnRoutes } from '../../worker/number/return-routes.ts';
import { planReturnRoutes } from '../../worker/plan/return-routes.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import type { Wired } from '../../worker/wire.ts';
import type { SandboxContext } from '../sandbox/context.ts';
import { Faults } from '../sandbox/fault.ts';
import { Store } from '../sandbox/store.ts';
import { createStripe } from '../sandbox/stripe/index.ts';
import { createTwilio } from '../sandbox/twilio/index.ts';
import { migrationStatements } from '../support/context.ts';
import { through } from './life.ts';
import { connect, ORIGINS } from './net.ts';
import { Post } from './post.ts';
import { prepareOnce } from './prepared.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Our account at the telephone company. */
export const OURS = { sid: `AC${'a'.repeat(32)}`, token: 'platform-token' };

const ENV = {
  PUBLIC_URL: ORIGINS.panel,
  FALLBACK_URL: 'http://fallback.model',
  TWILIO_ACCOUNT_SID: OURS.sid,
  STRIPE_WEBHOOK_SECRET: 'whsec_platform',
  STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_connect',
} as Ctx['env'];

const SYSTEM: Actor = { kind: 'system', id: 'cron', source: 'cron' };

prepareOnce();

let migrations: string[] | undefined;

/** A world of its own: a database, the sandbox's Stripe and Twilio, a post between them, and a clock that stands still. */
export async function openWorld(start: number) {
  const clock = new VirtualClock(start);
  const box = boxOf(clock);
  const stripeBox = createStripe(box);
  clock.join(stripeBox.keeper);
  const twilioBox = createTwilio(box);
  const post = new Post();
  const disconnect = connect({ stripe: stripeBox.app, twilio: twilioBox.app, post: post.app, faults: box.faults });

  migrations ??= migrationStatements();
  const client = createClient({ url: ':memory:' });
  await client.batch(migrations, 'write');
  const jobs: Job[] = [];
  const mails: (Mail & { fromName: string })[] = [];
  const logs: string[] = [];
  const make = contextMaker({ client: waitedFor(client), stripe: stripeOf(), jobs, mails, logs });
  const ctx = (actor: Actor = SYSTEM, now = clock.nudge()): Ctx => make(now, actor);

  return {
    clock,
    box,
    stripeBox,
    twilioBox,
    post,
    client,
    jobs,
    mails,
    logs,
    ctx,
    doors: openDoors(() => ctx({ kind: 'system', id: 'door', source: 'webhook' })),
    close: () => {
      disconnect();
      client.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

function boxOf(clock: VirtualClock): SandboxContext {
  return {
    clock,
    store: new Store(),
    faults: new Faults(),
    urls: { worker: ORIGINS.panel, desk: '', stripe: ORIGINS.stripe, twilio: ORIGINS.twilio, host: '' },
    secrets: {
      stripeKey: 'sk_test_model',
      stripeWebhook: 'whsec_platform',
      stripeConnectWebhook: 'whsec_connect',
      twilioSid: OURS.sid,
      twilioToken: OURS.token,
      hostIssuer: '',
      hostTokenSecret: '',
      hostWebhook: '',
      hostApiToken: '',
    },
    say: line => {
      throw new Error(line);
    },
  };
}

function stripeOf(): Stripe {
  return new Stripe('sk_test_model', {
    host: new URL(ORIGINS.stripe).hostname,
    port: 80,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient((...given: Parameters<typeof fetch>) => fetch(...given)),
  });
}

interface Means {
  client: ReturnType<typeof createClient>;
  stripe: Stripe;
  jobs: Job[];
  mails: (Mail & { fromName: string })[];
  logs: string[];
}

/** The database client, each of whose answers is waited for in the life that asks. */
function waitedFor(client: ReturnType<typeof createClient>): ReturnType<typeof createClient> {
  const asks: Pick<typeof client, 'execute' | 'batch'> = {
    execute: (...given: [never]) => through(() => client.execute(...given)),
    batch: (...given) => through(() => client.batch(...given)),
  };
  return Object.assign(Object.create(client), asks);
}

/** Ids go up in the order they were given, and are the same in every run. */
function contextMaker({ client, stripe, jobs, mails, logs }: Means): (now: number, actor: Actor) => Ctx {
  let ids = 0;
  const db = openDb(client as never);
  const id = (prefix: string, now: number): string => {
    ids += 1;
    return `${prefix}_${String(now).padStart(14, '0')}${String(ids).padStart(8, '0')}`;
  };
  // Calls that came while nobody answered are looked up every night; to money they are nothing.
  const kv = new Map([['caught-up', String(Number.MAX_SAFE_INTEGER)]]);
  const fallback = {
    get: (key: string) => through(async () => kv.get(key) ?? null),
    put: (key: string, value: string) => through(async () => void kv.set(key, value)),
    delete: (key: string) => through(async () => void kv.delete(key)),
    list: ({ prefix }: { prefix: string }) =>
      through(async () => ({ keys: [...kv.keys()].filter(name => name.startsWith(prefix)).map(name => ({ name })) })),
  };
  return (now, actor) => ({
    db,
    now,
    id: prefix => id(prefix, now),
    actor,
    stripe,
    twilio: (account = OURS) => new TwilioClient(account, ORIGINS.twilio, ORIGINS.twilio),
    mail: fromName => ({ send: mail => through(async () => void mails.push({ ...mail, fromName })) }),
    queue: {
      send: more => through(async () => void jobs.push(...more)),
      entrust: job => through(async () => Boolean(jobs.push(job))),
    },
    fallback: fallback as never,
    seal: new Seal(`k1:${btoa('0123456789abcdef0123456789abcdef')}`),
    log: createLog('model', (_level, line) => void logs.push(line)),
    env: ENV,
  });
}

/** Our public doors: Stripe's webhooks and the pages people come back to. */
function openDoors(ctx: () => Ctx): Hono<Wired> {
  const app = new Hono<Wired>();
  app.use(async (c, next) => {
    c.set('ctx', ctx());
    c.set('requestId', 'req_model');
    await next();
  });
  app.onError(cause => {
    if (cause instanceof Problem) return problemResponse(cause, 'req_model');
    return new Response(String(cause), { status: 500 });
  });
  app.route('/', stripeRoutes).route('/', returnRoutes).route('/', purchaseReturnRoutes).route('/', planReturnRoutes);
  return app;
}
