import { agentIn } from '../agent/read.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { invalid, notFound, refused } from '../problem.ts';
import { type Scope, scopesFor } from './rules/scope.ts';
import { hashOf, newKey } from './secret.ts';
import type { NewKey } from './shape.ts';
import { type KeyPlace, keyMade, keyRevoked, keysOf, liveKeys } from './store.ts';

const MOST = 50;
const DAY_MS = 24 * 3_600_000;

export type KeyItem = ReturnType<typeof keyItem>;

/** A key as it is shown; the key itself never is. */
function keyItem({ key, agentName }: Awaited<ReturnType<typeof keysOf>>[number], now: number) {
  const { id, name, prefix, scopes, agentId, createdAt, expiresAt, lastUsedAt } = key;
  return {
    ...{ id, name, prefix, createdAt, expiresAt, lastUsedAt },
    scopes: scopes as Scope[],
    agent: agentId === null ? null : { id: agentId, name: agentName ?? '' },
    isExpired: expiresAt !== null && expiresAt <= now,
  };
}

/** The keys of a place with what a new one could be allowed (W-4). */
export async function listKeys(ctx: Ctx, place: KeyPlace) {
  const isAgencys = place.subAccountId === null;
  return {
    items: (await keysOf(ctx, place)).map(row => keyItem(row, ctx.now)),
    scopes: scopesFor({ isAgencys, isAgents: false }),
    agentScopes: scopesFor({ isAgencys, isAgents: true }),
  };
}

/**
 * Makes an API key. Throws `Problem`: 404 for an agent that is not there, `invalid` at `scopes`, `too_many_keys`.
 * @returns the key itself, which is never shown again
 */
export async function makeKey(ctx: Ctx, place: KeyPlace, wanted: NewKey): Promise<{ item: KeyItem; key: string }> {
  const { name, scopes, expiresInDays, agentId } = wanted;
  const allowed = scopesFor({ isAgencys: place.subAccountId === null, isAgents: agentId !== null });
  const beyond = scopes.filter(scope => !allowed.includes(scope));
  if (beyond.length) {
    throw invalid([{ field: 'scopes', message: `A key like this one cannot have: ${beyond.join(', ')}.` }]);
  }
  if (agentId !== null) await agentIn(ctx, place, agentId);
  if ((await liveKeys(ctx, place)) >= MOST) {
    const why = `There are ${MOST} keys already. Revoke one that is no longer used.`;
    throw refused('too_many_keys', 'Not made.', why);
  }
  const { key, prefix } = newKey();
  const row = {
    ...{ id: ctx.id('key'), ...place, agentId, name, prefix, hash: await hashOf(key), scopes },
    ...{ createdBy: ctx.actor.id, createdAt: ctx.now, lastUsedAt: null, revokedAt: null },
    expiresAt: expiresInDays === null ? null : ctx.now + expiresInDays * DAY_MS,
  };
  await ctx.db.commit(keyMade(ctx, row));
  const [made] = await keysOf(ctx, place, row.id);
  if (!made) throw notFound('key');
  return { item: keyItem(made, ctx.now), key };
}

/** Ends a key: the next request with it is refused. The hooks it made go on; they are removed by themselves. */
export async function revokeKey(ctx: Ctx, place: KeyPlace, id: string): Promise<void> {
  const [found] = await keysOf(ctx, place, id);
  if (!found) throw notFound('key');
  try {
    await ctx.db.commit(keyRevoked(ctx, found.key));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    throw notFound('key');
  }
}
