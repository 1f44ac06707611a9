import type { Context, MiddlewareHandler } from 'hono';
import { API_VERSION } from '../object/event.ts';
import type { World } from '../world.ts';
import type { ApiVariables } from './idempotency.ts';
import { Problem } from './problem.ts';

/** Names the request, checks the key and settles which account it speaks for. */
export function gate(world: World): MiddlewareHandler<{ Variables: ApiVariables }> {
  return async (c, next) => {
    const requestId = world.id('req', 14);
    c.set('requestId', requestId);
    c.set('account', world.platform);
    const key = c.req.header('idempotency-key') ?? null;
    c.set('idempotencyKey', key);
    const bearer = keyGiven(c.req.header('authorization'));
    const refusal = bearer === world.ctx.secrets.stripeKey ? undefined : unauthorized(bearer);
    if (refusal) return answer(c, refusal.status, { error: refusal.body });
    const account = c.req.header('stripe-account') ?? world.platform;
    if (!world.merchant(account)) return answer(c, 403, { error: noAccess(account).body });
    c.set('account', account);
    await next();
    c.res.headers.set('request-id', requestId);
    c.res.headers.set('stripe-version', c.req.header('stripe-version') ?? API_VERSION);
    if (account !== world.platform) c.res.headers.set('stripe-account', account);
    if (key) c.res.headers.set('idempotency-key', key);
    return undefined;
  };
}

/** A JSON answer with the headers Stripe puts on every one. */
export function answer(c: Context<{ Variables: ApiVariables }>, status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json',
      'request-id': c.get('requestId'),
      ...(status === 401 ? { 'www-authenticate': 'Bearer realm="Stripe"' } : {}),
    },
  });
}

function keyGiven(header: string | undefined): string {
  if (header?.startsWith('Basic ')) return atob(header.slice(6)).split(':')[0] ?? '';
  return header?.startsWith('Bearer ') ? header.slice(7) : '';
}

function unauthorized(key: string): Problem {
  const message = key
    ? `Invalid API Key provided: ${key.slice(0, 8)}****${key.slice(-4)}`
    : 'You did not provide an API key. Provide it in the Authorization header, using Bearer auth.';
  return new Problem(401, { type: 'invalid_request_error', message });
}

function noAccess(account: string): Problem {
  return new Problem(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key does not have access to account '${account}' (or that account does not exist).`,
  });
}
