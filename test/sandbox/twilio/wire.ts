import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal in Twilio's own shape; thrown by routes, answered by the app. */
export class TwilioError extends Error {
  override name = 'TwilioError';
  readonly status: ContentfulStatusCode;
  readonly code: number;

  constructor(status: ContentfulStatusCode, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The JSON body of a refusal. */
export function refusal(error: TwilioError) {
  return {
    code: error.code,
    message: error.message,
    more_info: `https://www.twilio.com/docs/errors/${error.code}`,
    status: error.status,
  };
}

export const notFound = (path: string) => new TwilioError(404, 20404, `The requested resource ${path} was not found`);

/** Epoch ms → `Thu, 30 Jul 2015 23:19:04 +0000`, as the 2010 API writes instants. */
export function rfc2822(instant: number): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}

/** A form-encoded body (or the query of a GET) as a flat record; repeated fields keep all values under `all`. */
export interface Form {
  get(name: string): string | undefined;
  all(name: string): string[];
  has(name: string): boolean;
}

/** Reads the request's parameters, wherever the method puts them. */
export async function readForm(c: Context): Promise<Form> {
  const text = c.req.method === 'GET' ? new URL(c.req.url).search : await c.req.text();
  const fields = new URLSearchParams(text);
  return {
    get: name => fields.get(name) ?? undefined,
    all: name => fields.getAll(name),
    has: name => fields.has(name),
  };
}

/**
 * The list filters `Name>`, `Name<` and `Name`, each a day in UTC as the 2010 API takes them, both ends included. What has no
 * such date matches only where none is asked for.
 */
export function within(c: Context, name: string): (instant: number | undefined) => boolean {
  const query = new URL(c.req.url).searchParams;
  const [from, to, on] = ['>', '<', ''].map(sign => query.get(name + sign)?.slice(0, 10));
  if (!from && !to && !on) return () => true;
  return instant => {
    if (instant === undefined) return false;
    const day = new Date(instant).toISOString().slice(0, 10);
    return (!from || day >= from) && (!to || day <= to) && (!on || day === on);
  };
}

/** One page of a list resource: `{ [key]: [...], page, page_size, next_page_uri, … }`. */
export function page<T>(c: Context, key: string, all: T[], wire: (row: T) => unknown, usual = 50) {
  const url = new URL(c.req.url);
  const size = Math.min(1000, Math.max(1, Number(url.searchParams.get('PageSize') ?? usual) || usual));
  const index = Math.max(0, Number(url.searchParams.get('Page') ?? 0) || 0);
  const start = index * size;
  const rows = all.slice(start, start + size);
  const uriOf = (n: number) => {
    const query = new URLSearchParams(url.searchParams);
    query.set('PageSize', String(size));
    query.set('Page', String(n));
    return `${url.pathname}?${query}`;
  };
  return c.json({
    [key]: rows.map(wire),
    page: index,
    page_size: size,
    start,
    end: Math.max(start, start + rows.length - 1),
    uri: uriOf(index),
    first_page_uri: uriOf(0),
    previous_page_uri: index > 0 ? uriOf(index - 1) : null,
    next_page_uri: start + size < all.length ? uriOf(index + 1) : null,
  });
}
