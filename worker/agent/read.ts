import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { type AgentRow, agentsOf } from './store.ts';

export type AgentItem = ReturnType<typeof agentItem>;

/** An agent as the panels show it. Not ready: there is no endpoint yet (L-3). */
export function agentItem(row: AgentRow, numbers: { numberId: string; e164: string }[]) {
  const { id, kind, name, endpoint, messageWebhook, createdAt } = row;
  return { id, kind, name, endpoint, messageWebhook, createdAt, ready: endpoint !== null, numbers };
}

/** The sub-account's voice agents, campaigns and workflows, by name. */
export async function listAgents(ctx: Ctx, place: Place, agentId?: string) {
  const rows = await agentsOf(ctx, place, agentId);
  const items = new Map<string, AgentItem>();
  for (const { agent, numberId, e164 } of rows) {
    const item = items.get(agent.id) ?? agentItem(agent, []);
    if (numberId && e164) item.numbers.push({ numberId, e164 });
    items.set(agent.id, item);
  }
  return { items: [...items.values()] };
}

/** One agent of the sub-account; 404 for any other (T-1). */
export async function agentIn(ctx: Ctx, place: Place, agentId: string): Promise<AgentRow> {
  const [row] = await agentsOf(ctx, place, agentId);
  if (!row) throw notFound('agent');
  return row.agent;
}

/** One agent as the panels show it. */
export async function readAgent(ctx: Ctx, place: Place, agentId: string): Promise<AgentItem> {
  const [item] = (await listAgents(ctx, place, agentId)).items;
  if (!item) throw notFound('agent');
  return item;
}
