import { and, eq, isNull, or } from 'drizzle-orm';
import { agent, message } from '../../schema/index.ts';
import { isSandbox } from '../agent/register.ts';
import { webhookOf } from '../agent/rules/endpoint.ts';
import type { Ctx } from '../context.ts';
import { Hopeless } from '../notification/rules/retry.ts';

const PATIENCE_MS = 10_000;

/** Carries out `agent_message`: posts an inbound text to the agent's webhook as of now. A repeat carries the same id. */
export async function tellAgent(
  ctx: Ctx,
  effect: { agencyId: string; messageId: string; agentId: string },
): Promise<void> {
  const [row] = await ctx.db.read
    .select({ message, webhook: agent.messageWebhook })
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
  if (!row?.webhook) throw new Hopeless('the agent has no message webhook any more; the text is in the inbox');
  // W-5, once more: what was saved before a rule was sharpened is not asked either.
  const target = webhookOf(row.webhook, isSandbox(ctx));
  if (!target.ok) throw new Hopeless(`the agent's message webhook is not allowed: ${target.message}`);
  const { id, subAccountId, numberId, from, to, body, media, contactId, at } = row.message;
  const answer = await fetch(target.address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': id },
    body: JSON.stringify({ type: 'text.received', id, subAccountId, numberId, from, to, body, media, contactId, at }),
    // A redirect could lead where the address itself may not.
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the agent's message webhook answered ${answer.status}`);
}
