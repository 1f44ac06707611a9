import './agents.css';
import { useState } from 'preact/hooks';
import { Button, type Column, Empty, numberText, Table, useNarrowing } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { AgentDialog } from './AgentDialog.tsx';
import { AgentDrawer } from './AgentDrawer.tsx';
import { type Agent, readAgents } from './calls.ts';
import { State } from './State.tsx';

/** `agents/new`: opened to add one. */
const NEW = 'new';

/** What answers calls by itself, for a sub-account or the agency itself: whether it does, and on which numbers (R-2, L-3, A-3). */
export default function Agents() {
  const list = useQuery('agents', readAgents);
  const [first] = route.value.path;
  const [adding, setAdding] = useState(false);
  const isOwn = useMe().context === 'agency';
  const words = t.agents;
  const items = list.data?.items ?? [];
  const open = first === NEW ? undefined : first;
  const add = () => setAdding(true);
  const shut = () => {
    setAdding(false);
    if (first === NEW) go('agents');
  };
  const narrowing = useNarrowing(items, words.search, agent => ({
    id: agent.id,
    label: agent.name,
    detail: [agent.endpoint, words.state[agent.state], words.kind[agent.kind]].filter(Boolean).join(' '),
  }));
  return (
    <div class="agents">
      <PageHead
        title={words.title}
        acts={
          <Button kind="primary" icon="plus" onClick={add} testid="add-agent">
            {words.add}
          </Button>
        }
      >
        {isOwn ? words.aboutOwn : words.about}
      </PageHead>
      <Refusal problem={list.problem} onAgain={list.again} />
      {items.length > 1 && narrowing.field}
      {(list.data || list.loading) && (
        <Table
          caption={words.table}
          columns={columns()}
          rows={narrowing.rows}
          rowId={agent => agent.id}
          rowName={agent => agent.name}
          onOpen={agent => go('agents', agent.id)}
          loading={list.loading}
          empty={narrowing.empty || <NoneYet onAdd={add} />}
          testid="agents"
        />
      )}
      {open && list.data && (
        <AgentDrawer key={open} agent={items.find(agent => agent.id === open)} onClose={() => go('agents')} />
      )}
      {(adding || first === NEW) && (
        <AgentDialog
          onClose={shut}
          onDone={agent => {
            setAdding(false);
            go('agents', agent.id);
          }}
        />
      )}
    </div>
  );
}

function columns(): Column<Agent>[] {
  const words = t.agents;
  return [
    {
      id: 'name',
      title: words.name,
      cell: agent => (
        <span class="agents-name" title={agent.name}>
          <bdi>{agent.name}</bdi>
        </span>
      ),
    },
    { id: 'kind', title: words.kindTitle, cell: agent => <span class="secondary">{words.kind[agent.kind]}</span> },
    { id: 'state', title: words.stateTitle, cell: agent => <State agent={agent} />, fold: 'first-end' },
    {
      id: 'endpoint',
      title: words.fact.endpoint,
      cell: ({ endpoint }) =>
        endpoint && (
          <span class="agents-address" title={endpoint}>
            {endpoint}
          </span>
        ),
    },
    { id: 'numbers', title: words.numbers, cell: agent => <Numbers agent={agent} />, foldLabel: '→' },
  ];
}

/** The number itself where it is one; how many where they are several. */
function Numbers({ agent: { numbers } }: { agent: Agent }) {
  const [first] = numbers;
  if (!first) return <span class="secondary">{t.agents.noNumbers}</span>;
  return (
    <span class="number" title={numbers.map(one => numberText(one.e164)).join(', ')}>
      {numbers.length === 1 ? numberText(first.e164) : t.agents.countNumbers(numbers.length)}
    </span>
  );
}

function NoneYet({ onAdd }: { onAdd: () => void }) {
  const { empty } = t.agents;
  return (
    <Empty
      icon="wave"
      title={empty.title}
      act={
        <Button kind="primary" icon="plus" onClick={onAdd} testid="add-first-agent">
          {empty.act}
        </Button>
      }
    >
      {empty.why}
    </Empty>
  );
}
