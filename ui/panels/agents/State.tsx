import { Notice, Pill } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { State as StateId } from './calls.ts';
import { nameText, toneOf } from './words.ts';

/** Dot and word. */
export function State({ agent }: { agent: { id: string; state: StateId } }) {
  return (
    <Pill tone={toneOf(agent)} testid={`agent-state-${agent.id}`}>
      {t.agents.state[agent.state]}
    </Pill>
  );
}

/** L-3: said before an agent is attached whose calls are not known to get through. */
export function NotReady({ agent }: { agent: { name: string; state: StateId; ready: boolean } | undefined }) {
  if (!agent || agent.ready || agent.state === 'ready' || agent.state === 'unproven') return null;
  const words = t.agents;
  return (
    <Notice tone="wait" title={words.attach.notReady(nameText(agent.name))} testid="agent-not-ready">
      {agent.state === 'failed' ? words.attach.notReadyFailed : words.check[agent.state]}
    </Notice>
  );
}
