import { agentsOf } from '../agent/store.ts';
import type { KeyRow } from '../api-key/store.ts';
import type { Ctx } from '../context.ts';
import { callAsAgent, sendTextAsAgent } from '../outbound/as-agent.ts';
import { notFound, refused } from '../problem.ts';
import { given, heldNumber } from '../workflow/act/given.ts';
import { type Caller, type Place, placeOf } from '../workflow/caller.ts';
import { runOnce } from '../workflow/run-action.ts';
import type { AgentCall, AgentText } from './shape.ts';

/** Who asks, and for which of the agents. An agent's own key asks for that one only (O-5). */
export interface Asking {
  caller: Caller;
  key: KeyRow;
  agentId: string;
  /** The same one never sends or calls twice. */
  once: string;
}

/** O-5: a text from the agent's number. Throws `Problem`: what `sendTextAsAgent` does, `key_reused`, `still_running`. */
export async function textFromAgent(ctx: Ctx, asking: Asking, wanted: AgentText) {
  const place = await placeFor(ctx, asking, wanted);
  return runOnce(ctx, place, orderOf('text_as_agent', asking, wanted), async requestId => {
    const order = { ...place, agentId: asking.agentId, to: wanted.to, requestId, body: wanted.body };
    const sent = await sendTextAsAgent(ctx, { ...order, numberId: await numberOf(ctx, place, wanted) });
    return { message_id: sent.id, status: sent.status, from: sent.from, to: sent.to };
  });
}

/** O-5: a call from the agent's number, which speaks once the other side answers. Throws as `callAsAgent` does. */
export async function callFromAgent(ctx: Ctx, asking: Asking, wanted: AgentCall) {
  const place = await placeFor(ctx, asking, wanted);
  return runOnce(ctx, place, orderOf('call_as_agent', asking, wanted), async requestId => {
    const order = { ...place, agentId: asking.agentId, to: wanted.to, requestId };
    const { callId } = await callAsAgent(ctx, { ...order, numberId: await numberOf(ctx, place, wanted) });
    return { call_id: callId };
  });
}

async function placeFor(ctx: Ctx, { caller, key, agentId }: Asking, wanted: AgentCall): Promise<Place> {
  if (key.agentId !== null && key.agentId !== agentId) throw notFound('agent');
  if (caller.subAccountId === undefined) await refuseAgencysOwn(ctx, caller.agencyId, agentId);
  return placeOf(ctx, caller, given(wanted.sub_account));
}

/** it answers. Opt-outs, contacts and records are a sub-account's, so without one nothing could be checked. */
async function refuseAgencysOwn(ctx: Ctx, agencyId: string, agentId: string): Promise<void> {
  const [own] = await agentsOf(ctx, { agencyId, subAccountId: null }, agentId);
  if (!own) return;
  const why = `${own.agent.name} is the agency’s own agent, which answers only. Opt-outs and contacts are a sub-account’s: use an agent of that sub-account.`;
  throw refused('agencys_own_agent', 'Not done.', why);
}

function orderOf(action: string, { agentId, once }: Asking, wanted: AgentCall) {
  return { action, input: { agent: agentId, ...wanted }, key: once };
}

async function numberOf(ctx: Ctx, place: Place, { from }: AgentCall): Promise<string | null> {
  const named = given(from);
  return named === undefined ? null : (await heldNumber(ctx, place, named)).id;
}
