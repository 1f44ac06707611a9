import { type Column, Empty, Pill, Table, Time } from '../../kit/index.ts';
import { usePages } from '../../query.ts';
import { go } from '../../route.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Catalogue, type Run, readRuns } from './calls.ts';
import { RunDrawer } from './RunDrawer.tsx';
import { useTicking } from './useTicking.ts';
import { Why } from './Why.tsx';
import { aboutText, named, placeName, runState, runTrouble } from './words.ts';

export interface View {
  catalogue: Catalogue | undefined;
  isAgency: boolean;
  /** The id of what is opened. */
  open: string | undefined;
}

/** What workflows were told and asked for, newest first. */
export function Runs({ catalogue, isAgency, open }: View) {
  const list = usePages<Run>('workflow-runs', readRuns);
  useTicking(list.again);
  const words = t.workflows;
  return (
    <>
      <Refusal problem={list.problem} onAgain={list.again} />
      {!(list.problem && !list.data) && (
        <Table
          caption={words.run.table}
          columns={columns(catalogue, isAgency)}
          rows={list.data ?? []}
          rowId={run => run.id}
          rowName={run => named(catalogue, run.key)}
          onOpen={run => go('workflows', 'runs', run.id)}
          loading={list.loading}
          onMore={list.onMore}
          loadingMore={list.loadingMore}
          empty={
            <Empty icon="flow" title={words.empty.runs}>
              {words.empty.runsWhy}
            </Empty>
          }
          testid="workflow-runs"
        />
      )}
      {open && <RunDrawer key={open} id={open} catalogue={catalogue} onClose={() => go('workflows', 'runs')} />}
    </>
  );
}

function columns(catalogue: Catalogue | undefined, isAgency: boolean): Column<Run>[] {
  const words = t.workflows;
  const place: Column<Run> = {
    id: 'place',
    title: words.place,
    cell: run => (
      <span class="workflows-cut" title={placeName(run.subAccount)}>
        <bdi>{placeName(run.subAccount)}</bdi>
      </span>
    ),
  };
  return [
    {
      id: 'what',
      title: words.what,
      cell: run => (
        <span class="workflows-what">
          <span>
            {named(catalogue, run.key)} {run.about && <span class="secondary">{aboutText(run.about)}</span>}
          </span>
          <Why text={runTrouble(run)} />
        </span>
      ),
    },
    { id: 'kind', title: words.kindTitle, cell: run => <span class="secondary">{words.kind[run.kind]}</span> },
    ...(isAgency ? [place] : []),
    {
      id: 'state',
      title: words.state,
      cell: run => {
        const { tone, text } = runState(run);
        return <Pill tone={tone}>{text}</Pill>;
      },
      fold: 'first-end',
    },
    { id: 'when', title: words.when, cell: run => <Time at={run.at} />, align: 'end' },
  ];
}
