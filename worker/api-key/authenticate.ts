import { createMiddleware } from 'hono/factory';
import type { Ctx } from '../context.ts';
import { Problem } from '../problem.ts';
import type { Caller } from '../workflow/caller.ts';
import type { FromCaller } from '../workflow/public-routes.ts';
import { keyTrouble } from './rules/scope.ts';
import { hashOf, isKey } from './secret.ts';
import { isUseStale, type KeyRow, keyByHash, keyUsed } from './store.ts';

/** Routes behind an API key know which one, and its place by name. */
export interface FromKey {
  Variables: FromCaller['Variables'] & {
    key: KeyRow;
    names: { agency: string; subAccount: string | null };
  };
}

/** What one key may ask within a window; as `API_LIMIT` in wrangler.toml says. */
export const LIMIT = { requests: 100, seconds: 10 };
const POLICY = `"key";q=${LIMIT.requests};w=${LIMIT.seconds}`;

/** What a program needs to know that no body says: how fast it may ask, and how to prove who it is (RFC 6750). */
export const announced = createMiddleware<FromKey>(async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
  c.header('ratelimit-policy', POLICY);
  if (c.res.status === 401) c.header('www-authenticate', 'Bearer realm="trunkline"');
  if (c.res.status !== 429) return;
  c.header('ratelimit', `"key";r=0;t=${LIMIT.seconds}`);
  c.header('retry-after', String(LIMIT.seconds));
});

/**
 * W-4: knows a caller by `Authorization: Bearer tl_live_…`. Counted before it is looked up, so that a flood costs no reads.
 * From here on the context's actor is the key.
 */
export const authenticated = createMiddleware<FromKey>(async (c, next) => {
  const ctx = c.get('ctx');
  const sent = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (!sent) throw stranger('key_missing', 'Send your API key in the header Authorization, behind the word Bearer.');
  if (!isKey(sent)) throw stranger('key_unknown', 'This is not an API key of ours. Copy it again, from tl_live_ on.');
  const hash = await hashOf(sent);
  await countRequest(ctx, hash);
  const found = await keyByHash(ctx, hash);
  if (!found) throw stranger('key_unknown', 'There is no such API key. Make one in the panel, under API.');
  const { key, agencyName, subAccountName } = found;
  const trouble = keyTrouble({ ...key, isPlaceLive: Boolean(found.isPlaceLive) }, ctx.now);
  if (trouble) throw stranger(trouble, TROUBLE[trouble]);
  if (isUseStale(key, ctx.now)) await noteUse(ctx, key);
  c.set('key', key);
  c.set('names', { agency: agencyName, subAccount: subAccountName });
  c.set('caller', callerOf(key));
  c.set('ctx', { ...ctx, actor: { kind: 'api_key', id: key.id, source: 'api' } });
  await next();
});

/** Nobody is turned away because this could not be written down. */
async function noteUse(ctx: Ctx, key: KeyRow): Promise<void> {
  await ctx.db.commit([keyUsed(ctx, key)]).catch(cause => ctx.log.error('key.use_not_noted', cause, { key: key.id }));
}

const TROUBLE = {
  key_revoked: 'This API key was revoked. Make another one in the panel, under API.',
  key_expired: 'This API key has expired. Make another one in the panel, under API.',
  key_homeless: 'The account of this API key is no longer there, or Trunkline was uninstalled from it.',
};

function callerOf({ agencyId, subAccountId }: KeyRow): Caller {
  return { agencyId, ...(subAccountId !== null && { subAccountId }) };
}

function stranger(code: string, detail: string): Problem {
  return new Problem(401, { code, title: 'Not let in.', detail });
}

async function countRequest({ env, log }: Ctx, hash: string): Promise<void> {
  const outcome = await env.API_LIMIT.limit({ key: hash }).catch(cause => {
    // Better uncounted than unanswered.
    log.error('limit.unreachable', cause, {});
    return { success: true };
  });
  if (outcome.success) return;
  const detail = `A key may ask ${LIMIT.requests} times in ${LIMIT.seconds} seconds. Wait ${LIMIT.seconds} seconds, then go on.`;
  throw new Problem(429, { code: 'too_many_requests', title: 'Too fast.', detail });
}
