import { and, eq, isNull, or } from 'drizzle-orm';
import { agent, message } from '../../schema/index.ts';
import { signatureOf } from '../agent/secret.ts';
import { webhookTarget } from '../agent/target.ts';
import type { Ctx } from '../context.ts';
import { Hopeless } from '../notification/rules/retry.ts';

const PATIENCE_MS = 10_000;

/** A text as an agent's webhook gets it. `subAccountId` is null on a number that is the agency's own agent's. */
export interface AgentText {
  id: string;
  subAccountId: string | null;
  numberId: string;
  from: string;
  to: string;
  body: string;
  media: string[];
  contactId: string | null;
  at: number;
}

/** Carries out `agent_message`: posts an inbound text to the agent's webhook as of now. A repeat carries the same id. */
export async function tellAgent(
  ctx: Ctx,
  effect: { agencyId: string; messageId: string; agentId: string },
): Promise<void> {
  const [row] = await ctx.db.read
    .select({ message, agent: TARGET })
    .from(message)
    .innerJoin(
      agent,
      and(
        eq(agent.id, effect.agentId),
        eq(agent.agencyId, message.agencyId),
        or(isNull(agent.subAccountId), eq(agent.subAccountId, message.subAccountId)),
        isNull(agent.deletedAt),
      ),
    )
    .where(and(eq(message.agencyId, effect.agencyId), eq(message.id, effect.messageId)));
  if (!row) throw new Hopeless('the agent is gone; the text is in the inbox');
  const { id, subAccountId, numberId, from, to, body, media, contactId, at } = row.message;
  await post(ctx, row.agent, { id, subAccountId, numberId, from, to, body, media, contactId, at });
}

/** Carries out `own_agent_text`: the same for a text to a number that the agency's own agent answers. */
export async function tellOwnAgent(
  ctx: Ctx,
  { agencyId, agentId, text }: { agencyId: string; agentId: string; text: AgentText },
): Promise<void> {
  const [row] = await ctx.db.read
    .select(TARGET)
    .from(agent)
    .where(
      and(eq(agent.agencyId, agencyId), eq(agent.id, agentId), isNull(agent.subAccountId), isNull(agent.deletedAt)),
    );
  if (!row) throw new Hopeless('the agent is gone');
  await post(ctx, row, text);
}

const TARGET = { id: agent.id, secret: agent.secret, webhook: agent.messageWebhook };

async function post(
  ctx: Ctx,
  to: { id: string; secret: string | null; webhook: string | null },
  text: AgentText,
): Promise<void> {
  if (!to.webhook) throw new Hopeless('the agent has no message webhook any more');
  // W-5, once more: what was saved before a rule was sharpened is not asked either.
  const target = webhookTarget(ctx, to.webhook);
  if (!target.ok) throw new Hopeless(`the agent's message webhook is not allowed: ${target.message}`);
  const body = JSON.stringify({ type: 'text.received', ...text });
  const answer = await fetch(target.address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': text.id,
      ...(await signatureOf(ctx, to, text.id, body)),
    },
    body,
    // A redirect could lead where the address itself may not.
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the agent's message webhook answered ${answer.status}`);
}
