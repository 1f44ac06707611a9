import * as v from 'valibot';
import { HostError } from '../port.ts';

/** HighLevel's API versions, as its endpoint descriptions name them. `v3` has other shapes and is not used. */
export const GENERAL = '2021-07-28';
export const CONVERSATIONS = '2021-04-15';

const PATIENCE_MS = 8000;
const TEN_SECONDS = 10_000;
const HOUR = 3_600_000;

export interface Asking {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  /** The `Version` header; the token endpoint's description has none. */
  version?: string;
  token?: string;
  query?: Record<string, string | number | boolean | null>;
  json?: unknown;
  form?: Record<string, string>;
}

/** One call, answered in the agreed form. Throws `HostError`; a redirect is not followed, since a token goes with it. */
export async function ask<S extends v.GenericSchema>(
  baseUrl: string,
  asking: Asking,
  schema: S,
): Promise<v.InferOutput<S>> {
  let answer: Response;
  try {
    answer = await fetch(addressOf(baseUrl, asking), {
      method: asking.method,
      headers: headersOf(asking),
      ...bodyOf(asking),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    throw new HostError(0, 'the CRM did not answer', { cause });
  }
  if (!answer.ok) {
    const retryAfterMs = waitOf(answer.status, answer.headers);
    throw new HostError(answer.status, `the CRM answered ${answer.status} to ${asking.method} ${asking.path}`, {
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
  return read(answer, schema);
}

/**
 * How long to wait after a refusal: what it says itself, else what is left of the window of ten seconds, or of the day
 * once the day's number is used up (the limits' description names the headers, not what they say at a 429).
 */
export function waitOf(status: number, headers: Headers): number | undefined {
  if (status !== 429) return undefined;
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  if (headers.get('x-ratelimit-daily-remaining') === '0') return HOUR;
  const window = Number(headers.get('x-ratelimit-interval-milliseconds') ?? Number.NaN);
  return Number.isFinite(window) && window > 0 ? window : TEN_SECONDS;
}

function addressOf(baseUrl: string, { path, query }: Asking): string {
  const given = Object.entries(query ?? {}).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
  return baseUrl + path + (given.length ? `?${new URLSearchParams(given)}` : '');
}

function headersOf({ version, token, json }: Asking): Record<string, string> {
  return {
    accept: 'application/json',
    ...(version && { version }),
    ...(token && { authorization: `Bearer ${token}` }),
    ...(json !== undefined && { 'content-type': 'application/json' }),
  };
}

function bodyOf({ json, form }: Asking): { body?: string | URLSearchParams } {
  if (form) return { body: new URLSearchParams(form) };
  return json === undefined ? {} : { body: JSON.stringify(json) };
}

async function read<S extends v.GenericSchema>(answer: Response, schema: S): Promise<v.InferOutput<S>> {
  let body: unknown;
  try {
    body = await answer.json();
  } catch (cause) {
    throw new HostError(502, 'the CRM answered something that is not JSON', { cause });
  }
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const where = v.getDotPath(result.issues[0]) ?? 'body';
  throw new HostError(502, `the CRM answered in another form than agreed: ${where}`);
}
