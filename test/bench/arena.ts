import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Client, createClient } from '@libsql/client';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { migrateDatabase } from '../../schema/migrate.ts';
import { bundle, distDir } from '../support/build.ts';
import { freePort } from '../support/port.ts';
import { type Sqld, startSqld } from '../support/sqld.ts';
import { withPid } from './cpu.ts';
import { fill, type Scale } from './fill.ts';

const root = new URL('../../', import.meta.url).pathname;
export const PUBLIC_URL = 'https://bench.example';
export const TOKEN = 'bench-auth-token-0123456789';
export const ACCOUNT = 'AC00000000000000000000000000000000';

export type Stop = () => Promise<unknown>;

/** A filled database on a server of its own. */
export interface Filled {
  sqld: Sqld;
  pid: number | undefined;
  client: Client;
  scale: Scale;
}

/** @param stops gets what ends it, before it is filled */
export async function openFilled(dir: string, scale: Scale, stops: Stop[] = []): Promise<Filled> {
  const port = await freePort();
  const { opened: sqld, pid } = await withPid(() =>
    startSqld(dir, port, why => {
      throw new Error(why);
    }),
  );
  stops.push(sqld.stop);
  await migrateDatabase(sqld.url);
  const client = createClient({ url: sqld.url });
  await fill(client, scale, Date.now());
  return { sqld, pid, client, scale };
}

/** A Worker alone in workerd, without any proxy before it. */
export interface Lane {
  origin: string;
  pid: number | undefined;
  /** One cron tick; resolves when it is through. */
  cron(): Promise<void>;
  stop(): Promise<void>;
}

/** The production Worker with its queue. */
export function openProduct(databaseUrl: string): Promise<Lane> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(`${root}wrangler.toml`, 'production', {
    overrides: { assets: { directory: join(distDir(), 'ui') } },
  });
  const { modulesRules: _, bindings: vars, ...options } = workerOptions;
  const { dir, entry } = bundle('production');
  const secrets = {
    STRIPE_SECRET_KEY: 'sk_test_0123456789abcdef',
    STRIPE_WEBHOOK_SECRET: 'whsec_0123456789abcdef',
    STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_0123456789abcdef',
    SESSION_SECRET: 's'.repeat(32),
    SEAL_KEYS: `k1:${btoa('0123456789abcdef0123456789abcdef')}`,
    // Nobody is there: what a text sends on is not part of its answer.
    TWILIO_API_BASE: 'http://127.0.0.1:9',
  };
  return open('production', dir, entry, {
    ...options,
    bindings: { ...(vars as object), ...secrets, ...shared(databaseUrl) },
  });
}

/** Builds the floor, once for both of its kinds. */
export async function buildFloor(): Promise<void> {
  const compatibility = ['--compatibility-date', '2026-11-01', '--compatibility-flags', 'nodejs_compat'];
  const worker = ['test/bench/floor/worker.ts', '--dry-run', '--name', 'floor', '--outdir', floorDir()];
  await promisify(execFile)(`${root}node_modules/.bin/wrangler`, ['deploy', ...worker, ...compatibility], {
    cwd: root,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  });
}

const floorDir = () => join(distDir(), 'bench');

/** The floor of reading, or of reading and writing. */
export function openFloor(databaseUrl: string, floor: 'read' | 'write'): Promise<Lane> {
  const options = { compatibilityDate: '2026-11-01', compatibilityFlags: ['nodejs_compat'] };
  return open(`floor-${floor}`, floorDir(), join(floorDir(), 'worker.js'), {
    ...options,
    bindings: { ...shared(databaseUrl), FLOOR: floor },
  });
}

function shared(databaseUrl: string) {
  return {
    PUBLIC_URL,
    FALLBACK_URL: PUBLIC_URL,
    DATABASE_URL: databaseUrl,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_ACCOUNT_SID: ACCOUNT,
  };
}

async function open(name: string, modulesRoot: string, scriptPath: string, options: object): Promise<Lane> {
  const worker = { ...options, name, modules: true, modulesRoot, scriptPath };
  const settings = {
    host: '127.0.0.1',
    port: 0,
    cf: false,
    log: new Log(LogLevel.ERROR),
    handleStructuredLogs: () => {},
    workers: [worker],
  };
  const { opened: mf, pid } = await withPid(async () => {
    const made = new Miniflare(convertV4MiniflareOptions(settings as never));
    await made.ready;
    return made;
  });
  const url = await mf.ready;
  const cron = async () => {
    const main = await mf.getWorker(name);
    const { outcome } = await main.scheduled({ cron: '*/5 * * * *', scheduledTime: new Date() });
    if (outcome !== 'ok') throw new Error(`the cron tick ended with ${outcome}`);
  };
  return { origin: url.origin, pid, cron, stop: () => mf.dispose() };
}

/** A proxy before a database that counts the requests that pass. */
export async function openCounter(
  databaseUrl: string,
): Promise<{ url: string; passed(): number; stop(): Promise<void> }> {
  let passed = 0;
  const server = createServer(async (incoming, answer) => {
    passed += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const reply = await fetch(databaseUrl + incoming.url, {
      method: incoming.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(chunks.length ? { body: Buffer.concat(chunks) } : {}),
    });
    answer.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'application/json' });
    answer.end(Buffer.from(await reply.arrayBuffer()));
  });
  const port = await freePort();
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done));
  const stop = () =>
    new Promise<void>(done => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, passed: () => passed, stop };
}
