import { type SenderNumber, type SenderRefusal, type Use, usable } from './sender.ts';

/** A number with the agent it is attached to (L-1). */
export type AgentNumber = SenderNumber & { wiredAgentId: string | null };

export type AgentSender<N> =
  | { ok: true; number: N }
  | { ok: false; code: 'not_attached' | `sender_${SenderRefusal}`; why: string };

/**
 * O-5: which number an agent sends or calls from: the one asked for if it is attached to it, else the first of its own that
 * may. @param numbers the sub-account's, longest held first @param asked a number's id; null leaves the choice
 */
export function agentSender<N extends AgentNumber>(
  numbers: readonly N[],
  agent: { id: string; name: string },
  asked: string | null,
  use: Use,
  now: number,
): AgentSender<N> {
  const own = numbers.filter(number => number.wiredTo === 'agent' && number.wiredAgentId === agent.id);
  const [first] = asked === null ? own : own.filter(number => number.numberId === asked);
  if (!first) {
    const which = asked === null ? 'to no number' : 'to another number or to none';
    const why = `${agent.name} is attached ${which}. Attach the number to it under Voice agents, then try again.`;
    return { ok: false, code: 'not_attached', why };
  }
  const number = asked === null ? own.find(one => usable(one, use, now).ok) : first;
  const state = usable(number ?? first, use, now);
  return state.ok ? { ok: true, number: number ?? first } : { ok: false, code: `sender_${state.code}`, why: state.why };
}
