import { and, eq, isNull } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { agent } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';

/** An agent's signing secret: with it the agent tells our requests from anybody else's (Standard Webhooks). */

const PREFIX = 'whsec_';

/** A new one, and how it is stored. */
export async function newSecret(ctx: Pick<Ctx, 'seal'>, agentId: string): Promise<{ secret: string; sealed: string }> {
  const secret = PREFIX + btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
  return { secret, sealed: await ctx.seal.close(secret, ownerOf(agentId)) };
}

export function openSecret(ctx: Pick<Ctx, 'seal'>, row: { id: string; secret: string }): Promise<string> {
  return ctx.seal.open(row.secret, ownerOf(row.id));
}

/** The stored secret of an agent that is asked on a call; null for one that never had any. */
export async function sealedSecretOf(ctx: Pick<Ctx, 'db'>, agencyId: string, agentId: string): Promise<string | null> {
  const [row] = await ctx.db.read
    .select({ secret: agent.secret })
    .from(agent)
    .where(and(eq(agent.agencyId, agencyId), eq(agent.id, agentId), isNull(agent.deletedAt)));
  return row?.secret ?? null;
}

/** Headers that prove a body comes from us. @param id the same for a repeat */
export async function signatureOf(
  ctx: Pick<Ctx, 'seal' | 'now'>,
  of: { id: string; secret: string | null },
  id: string,
  body: string,
): Promise<Record<string, string>> {
  if (of.secret === null) return {};
  const at = new Date(ctx.now);
  const webhook = new Webhook(await openSecret(ctx, { id: of.id, secret: of.secret }));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(ctx.now / 1000)),
    'webhook-signature': webhook.sign(id, at, body),
  };
}

const ownerOf = (agentId: string) => `agent:${agentId}`;
