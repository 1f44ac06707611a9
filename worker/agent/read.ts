import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import { agentState, isReady } from './rules/ready.ts';
import { type AgentPlace, type AgentRow, agentsOf } from './store.ts';

export type AgentItem = ReturnType<typeof agentItem>;

/** An agent as the panels show it. Not ready: calls would not get through, as far as anybody knows (L-3). */
export function agentItem(row: AgentRow, numbers: { numberId: string; e164: string }[]) {
  const { id, kind, name, endpoint, messageWebhook, lastCheck, createdAt } = row;
  const state = agentState(row);
  return {
    id,
    kind,
    name,
    endpoint,
    messageWebhook,
    createdAt,
    state,
    ready: isReady(state),
    check: lastCheck,
    numbers,
  };
}

/** The voice agents, campaigns and workflows of a sub-account, or the agency's own, by name. */
export async function listAgents(ctx: Ctx, place: AgentPlace, agentId?: string) {
  const rows = await agentsOf(ctx, place, agentId);
  const items = new Map<string, AgentItem>();
  for (const { agent, numberId, e164 } of rows) {
    const item = items.get(agent.id) ?? agentItem(agent, []);
    if (numberId && e164) item.numbers.push({ numberId, e164 });
    items.set(agent.id, item);
  }
  return { items: [...items.values()] };
}

/** One agent of that place; 404 for any other (T-1). */
export async function agentIn(ctx: Ctx, place: AgentPlace, agentId: string): Promise<AgentRow> {
  const [row] = await agentsOf(ctx, place, agentId);
  if (!row) throw notFound('agent');
  return row.agent;
}

/** One agent as the panels show it. */
export async function readAgent(ctx: Ctx, place: AgentPlace, agentId: string): Promise<AgentItem> {
  const [item] = (await listAgents(ctx, place, agentId)).items;
  if (!item) throw notFound('agent');
  return item;
}
