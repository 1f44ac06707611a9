import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { outboxRow } from '../notification/store.ts';
import type { Decision } from './rules/decide.ts';
import type { Facts, Inbound } from './rules/facts.ts';

/** A text that came in, on its way to an agent of the agency's own. */
interface Arrived {
  sid: string;
  inbound: Inbound;
  body: string;
  media: string[];
  decision: Decision;
}

/**
 * a text to a number that the agency's own agent answers. It is nobody's inbox, so the agent's webhook alone gets
 * it; a repeat changes nothing. @returns whether there is such an agent
 */
export async function toOwnAgent(ctx: Ctx, { number }: Facts, arrived: Arrived): Promise<boolean> {
  const { sid, inbound, body, media, decision } = arrived;
  const [step] = decision.steps;
  if (!number || step?.kind !== 'agent_message') return false;
  const { agencyId, id: numberId } = number;
  const { agentId } = step;
  const about = { id: sid, subAccountId: null, numberId, from: inbound.from, to: inbound.to, contactId: null };
  const effect = { kind: 'own_agent_text' as const, agencyId, agentId, text: { ...about, body, media, at: ctx.now } };
  const row = outboxRow(ctx, agencyId, { key: `own_agent_text:${sid}`, effect });
  const after = { from: inbound.from, to: inbound.to };
  try {
    await ctx.db.commit([
      row,
      auditLine(ctx, { agencyId, entity: 'agent', entityId: agentId, act: 'text_received', after }),
    ]);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    return true;
  }
  await ctx.queue.send([{ kind: 'deliver', outboxIds: [row.outboxId] }]);
  return true;
}
