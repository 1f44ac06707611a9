import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import Stripe from 'stripe';
import { Clock } from '../clock.ts';
import type { SandboxContext } from '../context.ts';
import { Faults } from '../fault.ts';
import { Store } from '../store.ts';
import { createStripe, type SandboxStripe } from './index.ts';

/** A webhook as it arrived. */
export interface Arrival {
  path: string;
  body: string;
  signature: string;
  event: Stripe.Event;
}

/** The sandbox's Stripe on a free port, the real SDK in front of it and a listener for its webhooks. */
export interface Bench {
  ctx: SandboxContext;
  sandbox: SandboxStripe;
  stripe: Stripe;
  arrivals: Arrival[];
  types(): string[];
  /** The status the listener answers, one per delivery; 200 when it runs out. */
  answers: number[];
  browse(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; text: string; location: string | null; headers: Headers }>;
  close(): Promise<void>;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export async function openBench(store = new Store()): Promise<Bench> {
  const arrivals: Arrival[] = [];
  const answers: number[] = [];
  const ctx = context(store);
  const sandbox = createStripe(ctx);
  ctx.clock.join(sandbox.keeper);
  const stripeServer = await listen(sandbox.app);
  const hookServer = await listen(listener(arrivals, answers));
  ctx.urls.stripe = `http://localhost:${stripeServer.port}`;
  ctx.urls.worker = `http://localhost:${hookServer.port}`;
  return {
    ctx,
    sandbox,
    stripe: client(ctx.secrets.stripeKey, stripeServer.port),
    arrivals,
    answers,
    types: () => arrivals.map(arrival => arrival.event.type),
    browse,
    close: async () => {
      await sandbox.drain();
      await Promise.all([stripeServer.close(), hookServer.close()]);
    },
  };
}

export const client = (key: string, port: number): Stripe =>
  new Stripe(key, {
    host: 'localhost',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(),
  });

function context(store: Store): SandboxContext {
  return {
    clock: new Clock(),
    store,
    faults: new Faults(),
    urls: { worker: '', desk: '', stripe: '', twilio: '', host: '' },
    secrets: {
      stripeKey: 'sk_test_bench',
      stripeWebhook: 'whsec_platform',
      stripeConnectWebhook: 'whsec_connect',
      twilioSid: '',
      twilioToken: '',
      hostIssuer: '',
      hostTokenSecret: '',
      hostWebhook: '',
      hostApiToken: '',
    },
    say: line => process.stderr.write(`${line}\n`),
  };
}

function listener(arrivals: Arrival[], answers: number[]): Hono {
  const app = new Hono();
  app.post('/stripe/*', async c => {
    const body = await c.req.text();
    const status = answers.shift() ?? 200;
    if (status === 200)
      arrivals.push({
        path: c.req.path,
        body,
        signature: c.req.header('stripe-signature') ?? '',
        event: JSON.parse(body),
      });
    return new Response('', { status });
  });
  return app;
}

function listen(app: Hono): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise(ready => {
    const server = serve({ fetch: app.fetch, port: 0 }, (address: AddressInfo) =>
      ready({ port: address.port, close: () => new Promise(done => server.close(() => done())) }),
    );
  });
}

async function browse(url: string, form?: Record<string, string>) {
  const response = await fetch(url, {
    redirect: 'manual',
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  const { status, headers } = response;
  return { status, headers, text: await response.text(), location: headers.get('location') };
}
