import { agentIn } from '../agent/read.ts';
import { endpointTarget } from '../agent/target.ts';
import type { Ctx } from '../context.ts';
import { stableId } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { invalid, notFound, refused } from '../problem.ts';
import { formOf } from '../routing/rules/agent.ts';
import { agentCallPlaced, outgoingCallOf, pendingSid } from './call-store.ts';
import { CONTACT_SECONDS } from './call-twiml.ts';
import { agentsNumber, goal } from './parties.ts';
import { ring } from './ring.ts';
import { sendText } from './send-text.ts';
import { type HeldSender, type Place, recipientOf, sendersOf } from './store.ts';
import type { TextView } from './view.ts';

/** What an attached voice agent, campaign or workflow does by itself, from its own number (O-5). */
export interface AgentOrder extends Place {
  /** An agent of that sub-account; 404 for any other (T-1). */
  agentId: string;
  /** One of the numbers attached to it; null takes the first that may. */
  numberId: string | null;
  /** As typed, in national format of the sub-account's country or E.164. */
  to: string;
  /** The same one never sends or calls twice. */
  requestId: string;
}

/**
 * O-5: a text of an agent's. Country, emergency numbers, SMS capability, *do not originate* and opt-outs are checked as for
 * people's texts. Throws `Problem`: `not_found`, `invalid` at `to`, `not_attached`, `sender_*`, `opted_out`, `same_number`.
 */
export async function sendTextAsAgent(ctx: Ctx, order: AgentOrder & { body: string }): Promise<TextView> {
  const { agencyId, subAccountId, numberId, to, body, requestId } = order;
  const { id, name } = await agentIn(ctx, order, order.agentId);
  const text = { agencyId, subAccountId, to, body, requestId, numberId, userId: null, kind: 'automatic' as const };
  return sendText(ctx, { ...text, agent: { id, name } });
}

/**
 * O-5: a call of an agent's: the contact's phone rings and shows the agent's number; once they answer, the agent speaks, by
 * the same forms as when it is called. Throws `Problem`: `not_found`, `invalid` at `to`, `not_attached`, `sender_*`,
 * `no_endpoint`, `call_refused`, `busy`.
 */
export async function callAsAgent(ctx: Ctx, order: AgentOrder): Promise<{ callId: string }> {
  const place = { agencyId: order.agencyId, subAccountId: order.subAccountId };
  const agent = await agentIn(ctx, place, order.agentId);
  const id = await stableId('cal', order.subAccountId, agent.id, order.requestId);
  const [known, senders] = await Promise.all([outgoingCallOf(ctx, place, id), sendersOf(ctx, place, null)]);
  if (known) return { callId: id };
  if (!senders) throw notFound('sub-account');
  const to = goal(order.to, senders);
  const from = agentsNumber(ctx, senders, agent, order.numberId, 'call');
  if (from.e164 === to)
    throw invalid([{ field: 'to', message: 'This is the calling number itself. Enter another one.' }]);
  const endpoint = endpointOf(ctx, agent);
  const isNew = await write(ctx, { id, place, agent: { ...agent, endpoint }, from, to });
  return isNew
    ? ring(ctx, place, id, { from, to, seconds: CONTACT_SECONDS, path: '/twilio/outbound/agent' })
    : { callId: id };
}

function endpointOf(ctx: Ctx, agent: { name: string; endpoint: string | null }): string {
  const target = agent.endpoint === null ? undefined : endpointTarget(ctx, agent.endpoint);
  if (target?.ok) return target.address;
  const why = `${agent.name} has no endpoint that could speak. Enter where it answers under Voice agents.`;
  throw refused('no_endpoint', 'Not called.', why);
}

interface Placing {
  id: string;
  place: Place;
  agent: { id: string; name: string; endpoint: string };
  from: HeldSender;
  to: string;
}

/** @returns false for a repeat that lost the race to itself: the first one rings */
async function write(ctx: Ctx, placing: Placing): Promise<boolean> {
  const { id, place, agent, from, to } = placing;
  const recipient = await recipientOf(ctx, place, to);
  const row = {
    id,
    callSid: pendingSid(id),
    ...place,
    assignmentId: from.assignmentId,
    numberId: from.numberId,
    direction: 'out' as const,
    from: from.e164,
    to,
    decision: decisionOf(placing, recipient.timeline),
    status: 'in_progress' as const,
    unknown: recipient.contact === null,
    contactId: recipient.contact?.id ?? null,
    placedByAgentId: agent.id,
    startedAt: ctx.now,
  };
  try {
    await ctx.db.commit(agentCallPlaced(ctx, row));
    return true;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    return false;
  }
}

/** Laid out like a routed call's, so that the log reads both alike. */
function decisionOf({ agent, from, to }: Placing, timeline: readonly string[]) {
  const { id: agentId, name, endpoint } = agent;
  const why = `${name} calls ${to}, which sees ${from.e164}; once they answer, ${name} speaks by itself.`;
  return {
    outcome: 'outbound',
    steps: [
      { kind: 'number', to, seconds: CONTACT_SECONDS },
      { kind: formOf(endpoint), agentId, name, endpoint, seconds: CONTACT_SECONDS },
    ],
    notify: [],
    timeline,
    trace: [{ rule: 'O-5', matched: true, why }],
  };
}
