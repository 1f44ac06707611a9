import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { type Client, createClient } from '@libsql/client';
import type { Hono } from 'hono';
import { migrateDatabase } from '../../schema/migrate.ts';
import { Clock } from '../sandbox/clock.ts';
import type { HighlevelContext } from '../sandbox/context.ts';
import { createDesk } from '../sandbox/desk/index.ts';
import { Faults } from '../sandbox/fault.ts';
import { createHighlevel } from '../sandbox/highlevel/index.ts';
import { createHost } from '../sandbox/host/index.ts';
import { Store } from '../sandbox/store.ts';
import { createStripe } from '../sandbox/stripe/index.ts';
import { createTwilio } from '../sandbox/twilio/index.ts';
import { freePort } from './port.ts';
import { secretsOf, workerBindings } from './secrets.ts';
import { startSqld } from './sqld.ts';
import { startWorkers } from './workers.ts';

export interface Ports {
  worker: number;
  fallback: number;
  desk: number;
  host: number;
  highlevel: number;
  stripe: number;
  twilio: number;
  database: number;
}

export type Instance = Awaited<ReturnType<typeof startInstance>>;

export interface InstanceOptions {
  /** Folder that keeps everything between runs; left out: a temporary one that goes with the instance. */
  dataDir?: string;
  ports?: Ports;
  /** Takes the Worker's log lines and the sandbox's words. */
  say?: (line: string) => void;
  /** Parts switched off on purpose: cron ticks, Stripe's webhooks, the voice webhook. */
  broken?: 'cron' | 'stripe-webhook' | 'route' | undefined;
  /** Told when a child process ended by itself. */
  onDeath?: (why: string) => void;
}

const DAY_MS = 24 * 3_600_000;

/** The whole product on real parts: sqld, the built Worker and its fallback in workerd, and the sandbox's vendors. */
export async function startInstance(options: InstanceOptions = {}) {
  const say = options.say ?? (() => {});
  const onDeath = options.onDeath ?? (why => say(why));
  const temporary = options.dataDir ? undefined : mkdtempSync(join(tmpdir(), 'trunkline-'));
  const dataDir = options.dataDir ?? temporary ?? '';
  const ports = options.ports ?? (await freePorts());
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of stops.reverse().splice(0)) await end();
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  };
  try {
    const sqld = await startSqld(join(dataDir, 'database'), ports.database, onDeath);
    stops.push(sqld.stop);
    await migrateDatabase(sqld.url);
    const client = createClient({ url: sqld.url });
    stops.push(async () => client.close());

    const { ctx, store } = sandboxContext(dataDir, ports, Boolean(options.dataDir), say);
    stops.push(async () => store.flush());
    const stripe = createStripe(ctx);
    const twilio = createTwilio(ctx);
    const host = createHost(ctx);
    const highlevel = createHighlevel(ctx);
    const desk = createDesk(ctx, [host, highlevel, stripe, twilio]);
    stops.push(await listen(desk.app, ports.desk), await listen(stripe.app, ports.stripe));
    stops.push(await listen(twilio.app, ports.twilio), await listen(host.app, ports.host));
    stops.push(await listen(highlevel.app, ports.highlevel));
    stops.push(twilio.close);

    const fallbackUrl = `http://localhost:${ports.fallback}`;
    const workers = await startWorkers({
      port: ports.worker,
      fallbackPort: ports.fallback,
      bindings: {
        ...workerBindings(ctx, sqld.url, fallbackUrl),
        SANDBOX_BROKEN: options.broken === 'route' ? '/twilio/voice' : '',
      },
      persist: options.dataDir,
      say,
    });
    stops.push(workers.stop);
    const settle = () => drained(client, [host, highlevel, stripe, twilio]);
    stripe.setWebhooks(options.broken !== 'stripe-webhook');
    const cron = options.broken === 'cron' ? async () => {} : workers.cron;
    const pace = { cronEveryMs: DAY_MS };
    joinClock(ctx.clock, stripe.keeper, cron, settle, pace);
    return {
      ...ctx,
      ports,
      /** How far sandbox time moves between two cron ticks. */
      pace,
      fallbackUrl,
      database: sqld.url,
      client,
      stripe,
      twilio,
      host,
      highlevel,
      workers,
      sqld,
      settle,
      stop,
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

function sandboxContext(dataDir: string, ports: Ports, keep: boolean, say: (line: string) => void) {
  const store = new Store(keep ? join(dataDir, 'sandbox.json') : undefined);
  const kept = store.collection<number>('clock');
  const clock = new Clock(kept.get('offset') ?? 0, offset => {
    kept.set('offset', offset);
    store.touch();
  });
  const ctx: HighlevelContext = {
    clock,
    store,
    faults: new Faults(),
    urls: {
      worker: `http://localhost:${ports.worker}`,
      desk: `http://127.0.0.1:${ports.desk}`,
      stripe: `http://127.0.0.1:${ports.stripe}`,
      twilio: `http://127.0.0.1:${ports.twilio}`,
      host: `http://127.0.0.1:${ports.host}`,
      highlevel: `http://127.0.0.1:${ports.highlevel}`,
    },
    secrets: secretsOf(store),
    say,
  };
  return { ctx, store };
}

/** When the clock moves, Stripe acts at its own due times; cron runs at the pace, a sandbox day, and at the end. */
function joinClock(
  clock: Clock,
  stripe: Parameters<Clock['join']>[0],
  cron: () => Promise<void>,
  settle: () => Promise<void>,
  pace: { cronEveryMs: number },
): void {
  let ranAt = clock.now();
  clock.join(stripe);
  clock.join({
    nextDue: () => ranAt + pace.cronEveryMs,
    settle: async now => {
      ranAt = now;
      await settle();
      await cron();
      await settle();
    },
  });
}

const SETTLE_MS = 15_000;

/** Waits until vendors have delivered, and the Worker has processed what it stored and sent what it owes by now. */
async function drained(client: Client, parts: { drain(): Promise<void> }[]): Promise<void> {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    await Promise.all(parts.map(part => part.drain()));
    const { rows } = await client.execute(OPEN_WORK);
    const open = Number(rows[0]?.open ?? 0);
    if (open === 0 || Date.now() > deadline) return;
    await new Promise(done => setTimeout(done, 25));
  }
}

/** Fresh work only: what failed once waits for its retry and is not waited for here, nor is the night's look at the CRM. */
const OPEN_WORK = `select
  (select count(*) from webhook_event where processed_at is null and parked_at is null and attempts < 2) +
  (select count(*) from host_sync where phase in ('waiting', 'listing', 'sweeping') and attempts = 0 and why <> 'night') +
  (select count(*) from outbox where delivered_at is null and parked_at is null and error is null) as open`;

async function freePorts(): Promise<Ports> {
  const names = ['worker', 'fallback', 'desk', 'host', 'highlevel', 'stripe', 'twilio', 'database'] as const;
  const found = await Promise.all(names.map(freePort));
  return Object.fromEntries(names.map((name, n) => [name, found[n]])) as unknown as Ports;
}

function listen(app: Hono, port: number): Promise<() => Promise<void>> {
  return new Promise(resolve => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(close));
    const close = () =>
      new Promise<void>(done => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
  });
}
