import { type Case, consider } from './case.ts';
import type { AgentFacts, NumberFacts } from './facts.ts';
import { FORWARD_SECONDS, type Step } from './step.ts';

/** what a voice agent, campaign or workflow that a number is attached to does with the call or text. */
export function agentSteps(at: Case, place: NumberFacts): Step[] {
  if (place.number?.wiredTo !== 'agent') return [];
  const agent = ours(place);
  if (!agent) {
    consider(at, 'R-2', false, 'The agent that the number was attached to is gone. The call goes on to forwarding.');
    return [];
  }
  return at.isText ? texted(at, agent) : called(at, agent);
}

/** L-3, L-6: only an agent of the holder, or of the agency itself. */
function ours({ agent, subAccount }: NumberFacts): AgentFacts | undefined {
  if (!agent) return undefined;
  return agent.subAccountId === null || agent.subAccountId === subAccount?.id ? agent : undefined;
}

function called(at: Case, { id, name, endpoint }: AgentFacts): Step[] {
  const kind = endpoint && formOf(endpoint);
  if (!endpoint || !kind) {
    consider(at, 'R-2', false, `${name} is not ready: it has no endpoint. The call goes on to forwarding.`);
    return [];
  }
  consider(at, 'R-2', true, `${name} answers by itself. If it fails, the call goes on to forwarding.`);
  return [{ kind, agentId: id, name, endpoint, seconds: FORWARD_SECONDS }];
}

function texted(at: Case, { id, name, messageWebhook }: AgentFacts): Step[] {
  if (!messageWebhook) {
    consider(at, 'R-2', false, `${name} takes no texts. The text goes on to forwarding.`);
    return [];
  }
  consider(at, 'R-2', true, `${name} gets the text.`);
  return [{ kind: 'agent_message', agentId: id, name, url: messageWebhook }];
}

/** How an endpoint answers; undefined for one that cannot. */
export function formOf(endpoint: string): 'sip' | 'stream' | 'webhook' | undefined {
  if (/^sips?:/i.test(endpoint)) return 'sip';
  if (/^wss?:/i.test(endpoint)) return 'stream';
  return /^https?:/i.test(endpoint) ? 'webhook' : undefined;
}
