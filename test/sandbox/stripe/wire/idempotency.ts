import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { World } from '../world.ts';
import { Problem } from './problem.ts';

/** The first answer given under a key, kept for a day. */
export interface Remembered {
  fingerprint: string;
  status: number;
  body: string;
  requestId: string;
  at: number;
}

export interface ApiVariables {
  account: string;
  requestId: string;
  idempotencyKey: string | null;
  /** Set by the endpoint once it ran: what it truly answered, and whether that is to be remembered. */
  outcome: { status: number; body: string; keep: boolean } | undefined;
}

const DAY = 86_400;

/**
 * Replays the first answer of a key, errors included; refuses a key used with other parameters (400) or still at
 * work (409). What the endpoint did is remembered even when the answer got lost on the way, and a 500, whether it
 * came before the work or after it, is what a retry will see again, as with Stripe.
 */
export function idempotent(world: World): MiddlewareHandler<{ Variables: ApiVariables }> {
  const memory = world.ctx.store.collection<Remembered>('stripe.idempotency');
  const busy = new Set<string>();
  return async (c, next) => {
    const key = c.get('idempotencyKey');
    if (c.req.method !== 'POST' || !key) return next();
    if (key.length > 255) throw keyProblem(400, 'Idempotency keys must be at most 255 characters long.');
    const slot = `${c.get('account')}/${key}`;
    const print = fingerprint(c.req.method, c.req.path, await c.req.text());
    const known = memory.get(slot);
    if (known && known.at > world.now() - DAY) return replay(known, print, key);
    if (busy.has(slot))
      throw keyProblem(
        409,
        `There is currently another in-progress request using this Idempotent Key: ${key}`,
        'idempotency_key_in_use',
      );
    busy.add(slot);
    try {
      await next();
      const outcome = c.get('outcome');
      const broke = c.res.status === 500 && outcome?.status !== 500;
      if (!broke && !outcome?.keep) return;
      const body = broke || !outcome ? await c.res.clone().text() : outcome.body;
      const status = broke || !outcome ? 500 : outcome.status;
      memory.set(slot, { fingerprint: print, status, body, requestId: c.get('requestId'), at: world.now() });
      world.touch();
    } finally {
      busy.delete(slot);
    }
  };
}

function replay(known: Remembered, print: string, key: string): Response {
  if (known.fingerprint !== print)
    throw keyProblem(
      400,
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    );
  return new Response(known.body, {
    status: known.status,
    headers: {
      'content-type': 'application/json',
      'idempotent-replayed': 'true',
      'original-request': known.requestId,
      'stripe-should-retry': 'false',
    },
  });
}

function keyProblem(status: number, message: string, code?: string): Problem {
  return new Problem(status, { type: 'idempotency_error', message, ...(code ? { code } : {}) }, true);
}

function fingerprint(method: string, path: string, body: string): string {
  const sorted = [...new URLSearchParams(body)]
    .map(pair => pair.join('='))
    .sort()
    .join('&');
  return createHash('sha256').update(`${method} ${path}\n${sorted}`).digest('hex');
}
