import { Hono } from 'hono';
import { Books } from '../books.ts';
import type { World } from '../world.ts';
import type { Endpoint } from './endpoint.ts';
import { expand } from './expand.ts';
import { answer, gate } from './gate.ts';
import { type ApiVariables, idempotent } from './idempotency.ts';
import { Params } from './params.ts';
import { Problem } from './problem.ts';

type Api = Hono<{ Variables: ApiVariables }>;

/** The API under /v1: key and account, idempotency, injected faults, then the endpoints. */
export function serveApi(world: World, endpoints: readonly Endpoint[]): Api {
  const api: Api = new Hono<{ Variables: ApiVariables }>();
  api.onError((error, c) => {
    if (error instanceof Problem) return answer(c, error.status, { error: error.body });
    world.ctx.say(`stripe: ${c.req.method} ${c.req.path} broke: ${error.stack ?? error.message}`);
    return answer(c, 500, { error: { type: 'api_error', message: 'The sandbox broke; see its terminal.' } });
  });
  api.use('/v1/*', gate(world), idempotent(world), world.ctx.faults.for('stripe'));
  for (const endpoint of endpoints) mount(api, world, endpoint);
  api.all('/v1/*', c => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}).`;
    return answer(c, 404, { error: { type: 'invalid_request_error', message } });
  });
  return api;
}

function mount(api: Api, world: World, endpoint: Endpoint): void {
  const accepted = [...endpoint.accepts, 'expand'];
  api.on(endpoint.method, endpoint.path, async c => {
    const request = { id: c.get('requestId'), idempotency_key: c.get('idempotencyKey') };
    const books = new Books(world, c.get('account'), request);
    const query = new URL(c.req.url).search.slice(1);
    const body = endpoint.method === 'GET' ? '' : await c.req.text();
    const { status, result, keep } = run(() => {
      const params = Params.of(query, body);
      params.only(accepted);
      const value = endpoint.answer({ books, params, path: name => c.req.param(name) ?? '' });
      return expand(books, value, params.words('expand'));
    });
    c.set('outcome', { status, body: JSON.stringify(result), keep });
    return answer(c, status, result);
  });
}

function run(work: () => unknown): { status: number; result: unknown; keep: boolean } {
  try {
    return { status: 200, result: work(), keep: true };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { status: error.status, result: { error: error.body }, keep: !error.beforeWork };
  }
}
