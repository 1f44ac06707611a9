import { HIGHLEVEL_ISSUER } from '../sandbox/highlevel/index.ts';
import type { Instance } from './instance.ts';

/** The product's public doors, as their users come through them: the panel with a host-issued token, and Stripe's page. */
export interface Panel {
  /** @returns the JSON body; throws `Refusal` for anything but 2xx. */
  get<T = Body>(path: string): Promise<T>;
  send<T = Body>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
  /** The bare answer, whatever its status. */
  raw(method: string, path: string, body?: unknown): Promise<Response>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field by the test that asked
export type Body = any;

/** A problem document, thrown. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: { code: string; title: string; detail: string; errors?: { field: string; message: string }[] };
  constructor(status: number, problem: Refusal['problem']) {
    super(`${status} ${problem.code}: ${problem.detail}`);
    this.status = status;
    this.code = problem.code;
    this.problem = problem;
  }
}

type Doors = Pick<Instance, 'urls' | 'secrets' | 'host'>;
type AppDoors = Pick<Instance, 'urls' | 'highlevel'>;

/** Opens the panel as a user of the host: a fresh launch token is traded for a bearer whenever the last one ran out. */
export function openPanel(instance: Doors, who: { userId: string; locationId?: string }): Panel {
  return panelOf(instance.urls, instance.secrets.hostIssuer, () => instance.host.token(who));
}

/** The same as a user of HighLevel, whose encrypted word is traded. */
export function openAppPanel(instance: AppDoors, who: { userId: string; locationId?: string }): Panel {
  return panelOf(instance.urls, HIGHLEVEL_ISSUER, async () => instance.highlevel.sso(who));
}

function panelOf(urls: Instance['urls'], issuer: string, tokenNow: () => Promise<string>): Panel {
  let bearer: string | undefined;
  const enter = async () => {
    const answer = await fetch(`${urls.worker}/session`, json('POST', { issuer, token: await tokenNow() }));
    const body: Body = await answer.json();
    if (!answer.ok) throw new Refusal(answer.status, body);
    return body.bearer as string;
  };
  const once = async (method: string, path: string, body?: unknown) => {
    bearer ??= await enter();
    const init = json(method, body);
    return fetch(`${urls.worker}/api${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${bearer}` },
    });
  };
  const raw = async (method: string, path: string, body?: unknown) => {
    const answer = await once(method, path, body);
    if (answer.status !== 401) return answer;
    bearer = undefined;
    return once(method, path, body);
  };
  const read = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await raw(method, path, body);
    const content: Body = await answer.json();
    if (!answer.ok) throw new Refusal(answer.status, content);
    return content as T;
  };
  return { raw, get: path => read('GET', path), send: (method, path, body) => read(method, path, body) };
}

/** Fills in a hosted Stripe page and follows it back to where it leads; returns the last page's status and text. */
export async function payHostedPage(
  url: string,
  act: 'pay' | 'decline' = 'pay',
): Promise<{ status: number; url: string; text: string }> {
  const form = new URLSearchParams({ act, card: '4242424242424242', email: 'payer@example.com', name: 'Payer' });
  const answer = await fetch(url, { method: 'POST', body: form });
  return { status: answer.status, url: answer.url, text: await answer.text() };
}

function json(method: string, body?: unknown) {
  return {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}
