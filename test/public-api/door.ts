import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { makeKey } from '../../worker/api-key/keys.ts';
import type { Scope } from '../../worker/api-key/rules/scope.ts';
import { scopesFor } from '../../worker/api-key/rules/scope.ts';
import type { NewKey } from '../../worker/api-key/shape.ts';
import type { KeyPlace } from '../../worker/api-key/store.ts';
import type { Ctx } from '../../worker/context.ts';
import { Problem, problemResponse, unreadable } from '../../worker/problem.ts';
import { documentRoutes } from '../../worker/public-api/document-routes.ts';
import { publicRoutes } from '../../worker/public-api/routes.ts';
import type { Wired } from '../../worker/wire.ts';

/** What the platform counts, as a limit that the test sets. */
export function openLimit() {
  const limit = { left: Number.POSITIVE_INFINITY, isBroken: false, keys: [] as string[] };
  const binding = {
    limit: async ({ key }: { key: string }) => {
      if (limit.isBroken) throw new Error('the counter is gone');
      limit.keys.push(key);
      limit.left -= 1;
      return { success: limit.left >= 0 };
    },
  };
  return { limit, binding };
}

/** The public interface in this process, on the given context. */
export function openDoor(ctx: () => Ctx) {
  const { limit, binding } = openLimit();
  const app = new Hono<Wired>()
    .use(async (c, next) => {
      const made = ctx();
      c.set('ctx', { ...made, env: { ...made.env, API_LIMIT: binding } });
      await next();
    })
    .route('/', documentRoutes)
    .route('/v1', publicRoutes)
    .onError(cause => {
      if (cause instanceof Problem) return problemResponse(cause, 'req_test');
      if (cause instanceof HTTPException) return problemResponse(unreadable(cause), 'req_test');
      throw cause;
    });

  const ask = (key: string | null, method: string, path: string, body?: unknown, headers: object = {}) =>
    app.request(path, {
      method,
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      // Text goes as it stands, so that it can be no JSON.
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  return {
    limit,
    ask,
    /** The body of an answer, with its status. */
    told: async (...asked: Parameters<typeof ask>) => {
      const answer = await ask(...asked);
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : undefined, headers: answer.headers };
    },
    /** A key of that place; with every scope it may have, unless told. */
    key: async (place: KeyPlace, over: Partial<NewKey> & { scopes?: Scope[] } = {}) => {
      const all = scopesFor({ isAgencys: place.subAccountId === null, isAgents: Boolean(over.agentId) });
      const wanted = { name: 'Test', expiresInDays: null, agentId: null, scopes: [...all], ...over };
      return makeKey(ctx(), place, wanted);
    },
  };
}

export type Door = ReturnType<typeof openDoor>;
