import { randomUUID } from 'node:crypto';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { Account } from './carrier.ts';

/** One signed request to a customer's server and what came back. */
export interface Exchanged {
  at: number;
  url: string;
  method: string;
  request: Record<string, string>;
  signature: string;
  token: string;
  /** Undefined when nobody answered in time. */
  status?: number;
  contentType?: string;
  response?: string;
  failure?: string;
  ms: number;
}

export interface Outgoing {
  url: string;
  method: string;
  params: Record<string, string>;
  /** Sent as `I-Twilio-Idempotency-Token`; the same on a retry. */
  token?: string;
  timeoutMs?: number;
}

/** How long a webhook may take altogether, its retry included, real milliseconds. */
export const WEBHOOK_TIMEOUT_MS = 15_000;

/** Sends one signed webhook, without retries. Never throws: a dead server is told in `failure`. */
export async function send(account: Account, out: Outgoing, now: number): Promise<Exchanged> {
  const isGet = out.method.toUpperCase() === 'GET';
  const url = isGet ? withQuery(out.url, out.params) : out.url;
  const signature = getExpectedTwilioSignature(account.token, url, isGet ? {} : out.params);
  const token = out.token ?? randomUUID();
  const made = { at: now, url, method: isGet ? 'GET' : 'POST', request: out.params, signature, token };
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  try {
    const answer = await fetch(url, {
      method: made.method,
      headers: {
        'x-twilio-signature': signature,
        'i-twilio-idempotency-token': token,
        'user-agent': 'TwilioProxy/1.1',
        accept: '*/*',
        ...(isGet ? {} : { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }),
      },
      signal: AbortSignal.timeout(out.timeoutMs ?? WEBHOOK_TIMEOUT_MS),
      ...(isGet ? {} : { body: new URLSearchParams(out.params).toString() }),
    });
    const response = await answer.text();
    const contentType = answer.headers.get('content-type') ?? '';
    return { ...made, status: answer.status, contentType, response, ms: took() };
  } catch (cause) {
    return { ...made, failure: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause), ms: took() };
  }
}

function withQuery(url: string, params: Record<string, string>): string {
  const query = new URLSearchParams(params).toString();
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
}
