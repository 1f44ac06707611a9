import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { bundle, distDir } from '../support/build.ts';
import { workerBindings } from '../support/secrets.ts';
import { useStage } from '../support/stage.ts';
import { DAY } from './witness.ts';

const stage = useStage();

/** The Worker as it is deployed, given every variable of the sandbox, while the sandbox's clock is a day ahead. */
let production: Miniflare;
let origin: URL;
beforeAll(async () => {
  await stage.instance.clock.advance(DAY);
  const { database, fallbackUrl, urls } = stage.instance;
  const { dir, entry } = bundle('production');
  const overrides = { assets: { directory: join(distDir(), 'ui') } };
  const toml = new URL('../../wrangler.toml', import.meta.url).pathname;
  const { modulesRules: _, ...asDeployed } = unstable_getMiniflareWorkerOptions(toml, 'production', {
    overrides,
  }).workerOptions;
  const worker = {
    ...asDeployed,
    name: 'production',
    modules: true,
    modulesRoot: dir,
    scriptPath: entry,
    kvNamespaces: { FALLBACK_KV: 'fallback' },
    bindings: {
      ...workerBindings(stage.instance, database, fallbackUrl),
      SANDBOX_BROKEN: '/twilio/voice',
      CLOCK: `${urls.desk}/clock`,
      NOW: String(stage.instance.clock.now()),
    },
  };
  const quiet = { cf: false, log: new Log(LogLevel.NONE), handleStructuredLogs: () => {} };
  production = new Miniflare(
    convertV4MiniflareOptions({ host: '127.0.0.1', port: 0, ...quiet, workers: [worker] } as never),
  );
  origin = await production.ready;
});
afterAll(() => production?.dispose());

/** A Stripe event signed at an instant; the Worker's clock decides whether it is too old or from the future. */
async function heard(signedAt: number, more: Record<string, string> = {}): Promise<number> {
  const event = {
    id: `evt_${crypto.randomUUID()}`,
    object: 'event',
    type: 'x',
    account: 'acct_1',
    data: { object: {} },
  };
  const payload = JSON.stringify(event);
  const secret = stage.instance.secrets.stripeConnectWebhook;
  const timestamp = Math.floor(signedAt / 1000);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  const url = new URL(`/stripe/connect-webhook?now=${signedAt}`, origin);
  const answer = await fetch(url, {
    method: 'POST',
    body: payload,
    headers: { 'stripe-signature': signature, ...more },
  });
  return answer.status;
}

describe('the Worker that is deployed', () => {
  test('lives by the machine’s clock, whatever variables it is given', async () => {
    expect(await heard(Date.now())).toBe(200);
    expect(await heard(Date.now() - 10 * 60_000)).toBe(403);
    const db = await stage.instance.client.execute("select max(received_at) as at from webhook_event where type = 'x'");
    expect(Math.abs(Number(db.rows[0]?.at) - Date.now())).toBeLessThan(60_000);
  });

  test('no header or query moves its clock', async () => {
    const then = Date.now() - DAY;
    const spelled = [String(then), new Date(then).toISOString(), new Date(then).toUTCString()];
    for (const name of ['x-now', 'x-clock', 'x-sandbox-clock', 'x-time', 'date', 'x-sandbox-url']) {
      for (const value of spelled) expect(await heard(then, { [name]: value })).toBe(403);
    }
  });

  test('nothing can be switched off in it by a variable of the sandbox', async () => {
    const answer = await fetch(new URL('/twilio/voice', origin), { method: 'POST', body: 'AccountSid=x' });
    expect(answer.status).toBe(403);
  });

  test('its bundle has no trace of the sandbox, its own second Worker neither', () => {
    for (const target of ['production', 'fallback'] as const) {
      const code = readFileSync(bundle(target).entry, 'utf8');
      expect(code.length).toBeGreaterThan(1000);
      for (const trace of ['SANDBOX_URL', 'SANDBOX_BROKEN', 'test/sandbox', '/clock`', 'AsyncLocalStorage']) {
        expect(code.includes(trace), `${trace} in ${target}`).toBe(false);
      }
    }
    expect(readFileSync(bundle('dev').entry, 'utf8')).toContain('SANDBOX_URL');
  });
});
