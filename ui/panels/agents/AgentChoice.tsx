import { Radios } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { State as StateId } from './calls.ts';
import { State } from './State.tsx';

export interface Choosable {
  id: string;
  name: string;
  kind: 'voice_agent' | 'campaign' | 'workflow';
  state: StateId;
}

/** Which agent, each with its kind and whether it answers (L-3). */
export function AgentChoice(props: {
  agents: readonly Choosable[];
  value: string | null;
  /** The one that answers now. */
  current?: string | undefined;
  error?: string | undefined;
  onChange: (id: string) => void;
}) {
  return (
    <Radios
      label={t.agents.attach.agent}
      value={props.value}
      options={props.agents.map(agent => ({
        value: agent.id,
        label: <bdi>{agent.name}</bdi>,
        detail: agent.id === props.current ? t.agents.attach.current : t.agents.kind[agent.kind],
        end: <State agent={agent} />,
      }))}
      onChange={props.onChange}
      error={props.error}
      testid="agent-choice"
    />
  );
}
