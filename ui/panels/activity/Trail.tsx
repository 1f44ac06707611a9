import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, type Column, Empty, LinkButton, Notice, Table, Time } from '../../kit/index.ts';
import { usePages, useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { useSettled } from '../../settled.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { exportTrail, type Line, readSubAccounts, readTrail, type TrailFilter } from './calls.ts';
import { startDownload } from './download.ts';
import { Filters, isFiltered, NO_FILTER } from './Filters.tsx';
import { LineDrawer } from './LineDrawer.tsx';
import { prose } from './words.ts';

/** The audit trail in sentences: filtered, opened line by line, exported. */
export function Trail() {
  const words = t.activity;
  const [filter, setFilter] = useState<TrailFilter>(NO_FILTER);
  const asked = { ...filter, q: useSettled(filter.q.trim()) };
  const trail = usePages<Line>(`activity ${JSON.stringify(asked)}`, cursor => readTrail(asked, cursor));
  const subAccounts = useQuery('sub-accounts', readSubAccounts).data ?? [];
  const rows = trail.data ?? [];
  const filtered = isFiltered(filter);
  const open = route.value.path[0];
  return (
    <>
      {(filtered || rows.length > 0 || trail.loading) && (
        <Filters filter={filter} subAccounts={subAccounts} onChange={setFilter} act={<Export filter={asked} />} />
      )}
      <Refusal problem={trail.problem} onAgain={trail.again} />
      {!(trail.problem && rows.length === 0) && (
        <div class="trail">
          <Table
            caption={words.table}
            columns={columns()}
            rows={rows}
            rowId={line => String(line.seq)}
            rowName={line => line.sentence}
            onOpen={line => go('activity', String(line.seq))}
            loading={trail.loading}
            onMore={trail.onMore}
            loadingMore={trail.loadingMore}
            empty={filtered ? <NoMatch onClear={() => setFilter(NO_FILTER)} /> : <NoneYet />}
            testid="activity"
          />
        </div>
      )}
      {open && (
        <LineDrawer
          key={open}
          line={rows.find(line => String(line.seq) === open)}
          loading={trail.loading}
          onClose={() => go('activity')}
        />
      )}
    </>
  );
}

function columns(): Column<Line>[] {
  const words = t.activity;
  return [
    { id: 'what', title: words.what, cell: line => <bdi class="trail-sentence">{prose(line.sentence)}</bdi> },
    {
      id: 'subAccount',
      title: words.subAccount,
      cell: line =>
        line.subAccount && (
          <span class="trail-name" title={line.subAccount.name}>
            <bdi>{line.subAccount.name}</bdi>
          </span>
        ),
      fold: 'hide',
    },
    {
      id: 'who',
      title: words.who,
      cell: line => (
        <span class="trail-name" title={line.who}>
          <bdi>{line.who}</bdi>
        </span>
      ),
    },
    { id: 'when', title: words.when, cell: line => <Time at={line.at} />, align: 'end' },
  ];
}

/** Makes the file and starts its download; the link stays in case the browser held it back. */
function Export({ filter }: { filter: TrailFilter }) {
  const words = t.activity;
  const [url, setUrl] = useState<string | null>(null);
  const making = useAction(
    () => exportTrail(filter),
    made => {
      setUrl(made.url);
      startDownload(made.url);
    },
  );
  return (
    <>
      <Button icon="download" busy={making.busy} onClick={() => void making.run()} testid="activity-export">
        {words.export}
      </Button>
      <div class="trail-export">
        <Refusal problem={making.problem} />
        {url && (
          <Notice
            tone="good"
            title={words.exported}
            testid="activity-exported"
            acts={
              <>
                <LinkButton href={url} testid="activity-download">
                  {words.download}
                </LinkButton>
                <Button kind="quiet" onClick={() => setUrl(null)}>
                  {t.kit.dismiss}
                </Button>
              </>
            }
          >
            {words.exportedWhy}
          </Notice>
        )}
      </div>
    </>
  );
}

function NoneYet() {
  const { empty } = t.activity;
  return (
    <Empty icon="clock" title={empty.title}>
      {empty.why}
    </Empty>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const { filter, noMatch } = t.activity;
  return (
    <Empty
      icon="search"
      title={noMatch.title}
      act={
        <Button onClick={onClear} testid="no-match-clear">
          {filter.clear}
        </Button>
      }
    >
      {noMatch.why}
    </Empty>
  );
}
