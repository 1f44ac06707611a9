import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Clock } from '../clock.ts';
import { Faults } from '../fault.ts';
import { Store } from '../store.ts';
import { createTwilio, type SandboxTwilio } from './index.ts';

/** One request the stand-in customer server was asked. */
export interface Asked {
  path: string;
  url: string;
  params: Record<string, string>;
  headers: Record<string, string>;
  at: number;
}

/** TwiML to answer, or a whole response. */
export type Answer = string | Response | Promise<string | Response>;

/** Everything a test of the telephone company needs: the company on a port, and a customer server that answers TwiML. */
export interface Stand {
  twilio: SandboxTwilio;
  /** The company's origin and the customer server's. */
  origin: string;
  worker: string;
  asked: Asked[];
  /** Sets what the customer server answers on a path. */
  on: (path: string, answer: (asked: Asked) => Answer) => void;
  /** Calls the company's API, signed in. */
  api: (method: string, path: string, fields?: Record<string, string>) => Promise<{ status: number; body: Body }>;
  close: () => Promise<void>;
}

/** The fields of the company's answers that tests look at one by one. */
export interface Body {
  sid: string;
  messages: { sid: string; body: string; direction: string; date_sent: string; date_created: string }[];
  media_list: unknown[];
  code: number;
  status: string;
  page: number;
  next_page_uri: string;
  media_url: string;
  phone_number: string;
  voice_fallback_url: string;
  status_callback: string;
  available_phone_numbers: {
    phone_number: string;
    address_requirements: string;
    capabilities: { voice: boolean; SMS: boolean };
  }[];
  incoming_phone_numbers: { sid: string }[];
  phone_number_prices: unknown[];
}

export const SID = `AC${'a'.repeat(32)}`;
export const TOKEN = 'sandbox-token';

/** A stand with ring scale 0.01 (a 20 s ring takes 200 ms). */
export async function stand(factor = 0.01): Promise<Stand> {
  const answers = new Map<string, (asked: Asked) => Answer>();
  const asked: Asked[] = [];
  const customer = await listen(async request => {
    const url = new URL(request.url);
    const text = request.method === 'GET' ? url.search : await request.text();
    const params = Object.fromEntries(new URLSearchParams(text));
    const one = { path: url.pathname, url: request.url, params, headers: Object.fromEntries(request.headers), at: 0 };
    asked.push({ ...one, at: asked.length });
    const answer = await answers.get(url.pathname)?.(one);
    if (answer === undefined) return new Response('none', { status: 404 });
    return answer instanceof Response ? answer : new Response(answer, { headers: { 'content-type': 'text/xml' } });
  });
  const urls = { worker: customer.origin, desk: '', stripe: '', twilio: '', host: '' };
  const secrets = {
    stripeKey: '',
    stripeWebhook: '',
    stripeConnectWebhook: '',
    twilioSid: SID,
    twilioToken: TOKEN,
    hostIssuer: '',
    hostTokenSecret: '',
    hostWebhook: '',
    hostApiToken: '',
  };
  const twilio = createTwilio({
    clock: new Clock(),
    store: new Store(),
    faults: new Faults(),
    urls,
    secrets,
    say: line => console.error(line),
  });
  twilio.setRingScale(factor);
  const company = await listen(async request => twilio.app.fetch(request));
  urls.twilio = company.origin;
  return {
    twilio,
    origin: company.origin,
    worker: customer.origin,
    asked,
    on: (path, answer) => answers.set(path, answer),
    api: async (method, path, fields) => {
      const answer = await fetch(
        `${company.origin}${path.startsWith('/v1') ? '' : `/2010-04-01/Accounts/${SID}`}${path}`,
        {
          method,
          headers: { authorization: `Basic ${Buffer.from(`${SID}:${TOKEN}`).toString('base64')}` },
          ...(fields ? { body: new URLSearchParams(fields) } : {}),
        },
      );
      const text = await answer.text();
      return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
    },
    close: async () => {
      await twilio.close();
      await Promise.all([customer.close(), company.close()]);
    },
  };
}

async function listen(answer: (request: Request) => Promise<Response>) {
  const listener = getRequestListener(answer);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void listener(request, response);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>(done => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
