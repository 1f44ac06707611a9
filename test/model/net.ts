import type { Faults } from '../sandbox/fault.ts';
import { thisLife } from './life.ts';

type App = { fetch: (request: Request) => Response | Promise<Response> };

export const ORIGINS = {
  stripe: 'http://stripe.model',
  twilio: 'http://twilio.model',
  panel: 'http://panel.model',
} as const;

/** Answers requests in process, without a socket. `post` takes Stripe's events; the vendors may be in trouble. */
export interface Net {
  stripe: App;
  twilio: App;
  post: App;
  faults: Faults;
}

let net: Net | undefined;
const outside = globalThis.fetch;

/** Puts the net in place of the world's; one at a time. @returns puts the world's back. */
export function connect(to: Net): () => void {
  net = to;
  globalThis.fetch = answer;
  return () => {
    net = undefined;
    globalThis.fetch = outside;
  };
}

async function answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { origin } = new URL(request.url);
  if (!net) throw new Error(`nobody is connected to ${request.url}`);
  if (origin === ORIGINS.panel) return net.post.fetch(request);
  const vendor = origin === ORIGINS.stripe ? 'stripe' : origin === ORIGINS.twilio ? 'twilio' : undefined;
  if (!vendor) throw new Error(`there is no ${origin} here`);
  const life = thisLife();
  if (!life) return net[vendor].fetch(request);
  return life.pass(() => askVendor(net as Net, vendor, request, life.nextRequest()));
}

async function askVendor(
  { faults, ...apps }: Net,
  vendor: 'stripe' | 'twilio',
  request: Request,
  trouble: ReturnType<NonNullable<ReturnType<typeof thisLife>>['nextRequest']>,
): Promise<Response> {
  const fault = { vendor, path: '.' };
  if (trouble === '500 before effect') faults.add({ ...fault, kind: 'before', status: 500 });
  if (trouble === '429') faults.add({ ...fault, kind: 'before', status: 429, body: TOO_MANY[vendor] });
  if (trouble === '500 after effect') faults.add({ ...fault, kind: 'after', status: 500 });
  if (trouble === 'time-out before effect') throw timedOut();
  const response = await apps[vendor].fetch(request);
  faults.clear();
  if (trouble === 'time-out after effect') throw timedOut();
  return response;
}

const TOO_MANY = {
  stripe: { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests.' } },
  twilio: { code: 20429, message: 'Too Many Requests', status: 429 },
};

const timedOut = () => new DOMException('The operation timed out.', 'TimeoutError');
