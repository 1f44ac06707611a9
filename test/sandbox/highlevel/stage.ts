import { verify } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { highlevelApp } from '../../support/secrets.ts';
import { Clock } from '../clock.ts';
import type { HighlevelContext } from '../context.ts';
import { Faults } from '../fault.ts';
import { Store } from '../store.ts';
import { createHighlevel, lakeside } from './index.ts';

interface Heard {
  genuine: boolean;
  event: { type: string; webhookId: string; timestamp: string } & Record<string, unknown>;
}

/** The stand-in on a port of its own, in front of one for the Worker that notes the webhooks it hears. */
export async function openStage() {
  const none = { stripeKey: '', stripeWebhook: '', stripeConnectWebhook: '', twilioSid: '', twilioToken: '' };
  const ctx: HighlevelContext = {
    clock: new Clock(),
    store: new Store(),
    faults: new Faults(),
    urls: { worker: '', desk: '', stripe: '', twilio: '', host: '', highlevel: '' },
    secrets: {
      ...{ ...none, hostIssuer: '', hostTokenSecret: '', hostWebhook: '', hostApiToken: '' },
      highlevel: highlevelApp(),
    },
    say: () => undefined,
  };
  const heard: Heard[] = [];
  const worker = new Hono().post('*', async c => {
    const body = await c.req.text();
    const signature = Buffer.from(c.req.header('x-ghl-signature') ?? '', 'base64');
    heard.push({
      genuine: verify(null, Buffer.from(body), ctx.secrets.highlevel.publicKey, signature),
      event: JSON.parse(body),
    });
    return c.json({});
  });
  const highlevel = createHighlevel(ctx, { pausesMs: [0, 10, 10] });
  highlevel.seed(lakeside());
  const doors = await Promise.all([listen(worker), listen(highlevel.app)]);
  ctx.urls.worker = `http://localhost:${doors[0].port}`;
  ctx.urls.highlevel = `http://127.0.0.1:${doors[1].port}`;
  const call = (path: string, init?: RequestInit) =>
    fetch(`${ctx.urls.highlevel}${path}`, { redirect: 'manual', ...init });

  /** Asks as the app does; `given` overrides headers, null takes one away. */
  async function ask(
    method: string,
    path: string,
    token: string,
    body?: unknown,
    given: Record<string, string | null> = {},
  ) {
    const all = {
      accept: 'application/json',
      version: '2021-07-28',
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...given,
    };
    const headers = Object.entries(all).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name, value]],
    );
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await call(path, { method, headers, ...(body !== undefined && { body: text }) });
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field by the test that asked
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as any };
  }
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
  const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
  const { clientId: client_id, clientSecret: client_secret } = ctx.secrets.highlevel;
  const trade = (fields: Record<string, string>) =>
    ask('POST', '/oauth/token', '', form({ client_id, client_secret, ...fields }), { ...asForm, authorization: null });

  /** Installs for the agency, and trades the code. */
  async function install(order: { locationId?: string; scopes?: string[] } = {}) {
    const url = new URL(
      await highlevel.market.choose({ userId: 'hlUsrAvery0000000001', companyId: 'hlCoLakeside00000001', ...order }),
    );
    const { body } = await trade({ grant_type: 'authorization_code', code: url.searchParams.get('code') ?? '' });
    return body as { access_token: string; refresh_token: string };
  }
  const locationToken = async (company: string, locationId: string) => {
    const fields = form({ companyId: 'hlCoLakeside00000001', locationId });
    return ask('POST', '/oauth/locationToken', company, fields, asForm);
  };

  return {
    ctx,
    highlevel,
    heard,
    call,
    ask,
    trade,
    install,
    locationToken,
    close: () => Promise.all(doors.map(d => d.close())),
  };
}

function listen(app: Hono): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise(resolve => {
    const server = serve({ fetch: app.fetch, port: 0 }, info =>
      resolve({ port: info.port, close: () => new Promise(done => server.close(() => done())) }),
    );
  });
}
