import { Notice, SkeletonPage } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { AgentChoice } from '../../agents/AgentChoice.tsx';
import { NotReady } from '../../agents/State.tsx';
import { type Answering, readAnswering } from '../calls.ts';
import { nameText } from '../words.ts';

/** Which of a sub-account's agents answers; where it has none, who adds one and where (A-11, L-3). */
export function AgentOf(props: {
  place: { id: string; name: string };
  value: string | null;
  current?: string | undefined;
  error?: string | undefined;
  onChange: (agent: Answering | undefined) => void;
}) {
  const { place, value } = props;
  const list = useQuery(`agents of ${place.id}`, () => readAnswering(place.id));
  const agents = list.data?.items ?? [];
  const words = t.subAccounts.free;
  return (
    <>
      <Refusal problem={list.problem} onAgain={list.again} />
      {list.loading && <SkeletonPage lines={3} />}
      {list.data && agents.length === 0 && (
        <Notice tone="wait" title={words.noAgents(nameText(place.name))} testid="no-agents">
          {words.noAgentsWhy}
        </Notice>
      )}
      {agents.length > 0 && (
        <AgentChoice
          agents={agents}
          value={value}
          current={props.current}
          error={props.error}
          onChange={id => props.onChange(agents.find(agent => agent.id === id))}
        />
      )}
      <NotReady agent={agents.find(agent => agent.id === value)} />
    </>
  );
}
