import './call-log.css';
import { useState } from 'preact/hooks';
import { Button, Empty, Table } from '../../kit/index.ts';
import { usePages, useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { useSettled } from '../../settled.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { CallDrawer } from './CallDrawer.tsx';
import { type Call, type CallFilter, readCalls, readNumbers } from './calls.ts';
import { columns } from './columns.tsx';
import { Filters, isFiltered, NO_FILTER } from './Filters.tsx';
import { RoutingHealth } from './RoutingHealth.tsx';
import { TestDrawer } from './TestDrawer.tsx';
import { rowName } from './words.ts';

const leave = () => go('call-log');

/** Calls and why each went where it went, what would go wrong, and a test of any number (L-4). */
export default function CallLog() {
  const [filter, setFilter] = useState<CallFilter>(NO_FILTER);
  const asked = { ...filter, q: useSettled(filter.q.trim()) };
  const calls = usePages<Call>(`calls ${JSON.stringify(asked)}`, cursor => readCalls(asked, cursor));
  const numbers = useQuery('call-log numbers', readNumbers);
  const [open, numberId, from] = route.value.path;
  const words = t.callLog;
  const rows = calls.data ?? [];
  const filtered = isFiltered(filter);
  return (
    <>
      <PageHead
        title={words.title}
        acts={
          <Button onClick={() => go('call-log', 'test')} testid="test-number">
            {words.test}
          </Button>
        }
      >
        {words.about}
      </PageHead>
      <RoutingHealth />
      {(filtered || rows.length > 0 || calls.loading) && (
        <Filters filter={filter} numbers={numbers.data?.items ?? []} onChange={setFilter} />
      )}
      <Refusal problem={calls.problem} onAgain={calls.again} />
      {!(calls.problem && rows.length === 0) && (
        <div class="call-list">
          <Table
            caption={words.table}
            columns={columns()}
            rows={rows}
            rowId={call => call.id}
            rowName={rowName}
            onOpen={call => go('call-log', call.id)}
            loading={calls.loading}
            onMore={calls.onMore}
            loadingMore={calls.loadingMore}
            empty={filtered ? <NoMatch onClear={() => setFilter(NO_FILTER)} /> : <NoneYet />}
            testid="calls"
          />
        </div>
      )}
      {open === 'test' && (
        <TestDrawer key={`${numberId} ${from}`} numbers={numbers} numberId={numberId} from={from} onClose={leave} />
      )}
      {open && open !== 'test' && (
        <CallDrawer key={open} id={open} known={rows.find(call => call.id === open)} onClose={leave} />
      )}
    </>
  );
}

function NoneYet() {
  const words = t.callLog;
  return (
    <Empty
      icon="list"
      title={words.empty.title}
      act={
        <Button onClick={() => go('call-log', 'test')} testid="empty-test">
          {words.test}
        </Button>
      }
    >
      {words.empty.why}
    </Empty>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const words = t.callLog;
  return (
    <Empty
      icon="search"
      title={words.noMatch.title}
      act={
        <Button onClick={onClear} testid="no-match-clear">
          {words.filter.clear}
        </Button>
      }
    >
      {words.noMatch.why}
    </Empty>
  );
}
