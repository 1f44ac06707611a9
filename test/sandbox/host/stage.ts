import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Webhook } from 'standardwebhooks';
import { Clock } from '../clock.ts';
import type { SandboxContext } from '../context.ts';
import { Faults } from '../fault.ts';
import { Store } from '../store.ts';
import { createHost, northwind } from './index.ts';

interface Heard {
  id: string;
  at: number;
  genuine: boolean;
  event: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** The host on a port of its own, in front of a stand-in for the Worker that notes the events it hears. */
export async function openStage() {
  const ctx: SandboxContext = {
    clock: new Clock(),
    store: new Store(),
    faults: new Faults(),
    urls: {
      worker: '',
      desk: 'http://127.0.0.1:1',
      stripe: 'http://127.0.0.1:2',
      twilio: 'http://127.0.0.1:3',
      host: '',
    },
    secrets: {
      stripeKey: '',
      stripeWebhook: '',
      stripeConnectWebhook: '',
      twilioSid: '',
      twilioToken: '',
      hostIssuer: 'https://crm.example/a b',
      hostTokenSecret: 'the secret that signs the launch tokens',
      hostWebhook: 'whsec_dGhlIHNlY3JldCB0aGF0IHNpZ25zIGV2ZW50cw==',
      hostApiToken: 'api-bearer',
    },
    say: () => undefined,
  };
  const heard: Heard[] = [];
  const answers: number[] = [];
  const worker = new Hono();
  worker.post('/hosts/jwt/:issuer/events', async c => {
    if (c.req.param('issuer') !== ctx.secrets.hostIssuer) return c.text('', 404);
    const body = await c.req.text();
    const at = Number(c.req.header('webhook-timestamp')) * 1000;
    const id = c.req.header('webhook-id') ?? '';
    const genuine =
      c.req.header('webhook-signature') === new Webhook(ctx.secrets.hostWebhook).sign(id, new Date(at), body);
    heard.push({ id, at, genuine, event: JSON.parse(body) });
    return c.text('', (answers.shift() ?? (genuine ? 204 : 403)) as 200);
  });
  worker.get('/embed/jwt/:issuer', c => c.html(PANEL));

  const host = createHost(ctx, { pausesMs: [0, 10, 10, 10] });
  host.seed(northwind());
  const doors = await Promise.all([listen(worker), listen(host.app)]);
  ctx.urls.worker = `http://localhost:${doors[0].port}`;
  ctx.urls.host = `http://127.0.0.1:${doors[1].port}`;
  const call = (path: string, init?: RequestInit) => fetch(`${ctx.urls.host}${path}`, { redirect: 'manual', ...init });
  return {
    ctx,
    host,
    heard,
    /** Statuses with which the stand-in answers the next events. */
    answers,
    call,
    api: (path: string, init: RequestInit = {}) =>
      call(`/api${path}`, { ...init, headers: { authorization: 'Bearer api-bearer', ...init.headers } }),
    close: () => Promise.all(doors.map(door => door.close())),
  };
}

/** A panel that asks for a token, shows what it gets, and asks again when clicked. */
const PANEL = `<!doctype html><title>Panel</title><button>again</button><output></output><p></p><script>
addEventListener('message', event => {
  if (event.data.type === 'embed:init') document.querySelector('output').textContent = event.data.token;
  if (event.data.type === 'embed:theme') document.querySelector('p').textContent = event.data.theme;
});
const ask = () => parent.postMessage({ v: 1, type: 'embed:ready' }, '*');
document.querySelector('button').addEventListener('click', ask);
ask();
</script>`;

function listen(app: Hono): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise(resolve => {
    const server = serve({ fetch: app.fetch, port: 0 }, info =>
      resolve({ port: info.port, close: () => new Promise(done => server.close(() => done())) }),
    );
  });
}
