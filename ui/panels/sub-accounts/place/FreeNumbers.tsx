import { useState } from 'preact/hooks';
import { Button, type Column, CopyableNumber, Empty, numberText, Table, TextField } from '../../../kit/index.ts';
import { usePages } from '../../../query.ts';
import { go } from '../../../route.ts';
import { useSettled } from '../../../settled.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { AssignDialog } from '../../numbers/assign/AssignDialog.tsx';
import { NO_FILTER, type PoolNumber, readPool } from '../../numbers/calls.ts';
import { Near } from '../../numbers/near/Near.tsx';
import { canText } from '../../numbers/words.ts';
import type { PlaceWithPeople } from '../calls.ts';
import { IncludeDialog } from './IncludeDialog.tsx';

/** The free numbers of the pool: one is selected for the plan's voice agents, or assigned to be paid. */
export function FreeNumbers({ place }: { place: PlaceWithPeople }) {
  const words = t.subAccounts.free;
  const isIncluded = place.planMode === 'included';
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<PoolNumber | null>(null);
  const q = useSettled(typed).replace(/\D/g, '');
  const pool = usePages<PoolNumber>(`free numbers ${q}`, cursor =>
    readPool({ ...NO_FILTER, status: 'unassigned', q }, undefined, cursor),
  );
  const rows = pool.data ?? [];
  const shut = () => setChosen(null);
  return (
    <section class="stack" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p class="secondary">{isIncluded ? words.why : words.whyPaid}</p>
      {typed === '' && <Near subAccountId={place.id} name={place.name} onChoose={setChosen} />}
      {(rows.length > 0 || typed !== '') && (
        <TextField
          label={t.numbers.filter.search}
          quietLabel
          type="search"
          icon="search"
          placeholder={t.numbers.filter.placeholder}
          value={typed}
          onInput={setTyped}
          testid="free-search"
        />
      )}
      <Refusal problem={pool.problem} onAgain={pool.again} />
      {(pool.data || pool.loading) && (
        <Table
          caption={words.title}
          columns={columns(isIncluded, setChosen)}
          rows={rows}
          rowId={row => row.id}
          rowName={row => numberText(row.e164)}
          loading={pool.loading}
          onMore={pool.onMore}
          loadingMore={pool.loadingMore}
          empty={q ? <NoMatch /> : <NoneFree />}
          testid="free-numbers"
        />
      )}
      {chosen &&
        (isIncluded ? (
          <IncludeDialog number={chosen} place={place} onClose={shut} />
        ) : (
          <AssignDialog number={chosen} preferSubAccountId={place.id} onClose={shut} />
        ))}
    </section>
  );
}

function columns(isIncluded: boolean, choose: (number: PoolNumber) => void): Column<PoolNumber>[] {
  const words = t.subAccounts.free;
  return [
    { id: 'number', title: t.numbers.columns.number, cell: row => <About row={row} />, fold: 'first' },
    {
      id: 'act',
      title: words.act,
      align: 'end',
      fold: 'first-end',
      cell: row => <Choose {...{ row, isIncluded, choose }} />,
    },
  ];
}

function About({ row }: { row: PoolNumber }) {
  return (
    <span class="place-free">
      <CopyableNumber e164={row.e164} />
      <span class="secondary">
        {t.numbers.type[row.type]} · {canText(row)}
      </span>
    </span>
  );
}

function Choose(props: { row: PoolNumber; isIncluded: boolean; choose: (number: PoolNumber) => void }) {
  const { row, choose } = props;
  const words = t.subAccounts.free;
  if (row.wiredAgent) {
    return (
      <Button small kind="quiet" onClick={() => go('numbers', row.id, row.e164)} testid={`linked-${row.e164}`}>
        {words.linked(row.wiredAgent.name)}
      </Button>
    );
  }
  const verb = props.isIncluded ? words.select : t.numbers.act.assign;
  return (
    <Button small onClick={() => choose(row)} label={`${verb}: ${numberText(row.e164)}`} testid={`select-${row.e164}`}>
      {verb}
    </Button>
  );
}

const NoMatch = () => <Empty icon="search" title={t.numbers.noMatch.title} />;

function NoneFree() {
  const words = t.subAccounts.free.none;
  return (
    <Empty
      icon="phone"
      title={words.title}
      act={
        <Button onClick={() => go('numbers')} testid="go-to-pool">
          {words.act}
        </Button>
      }
    >
      {words.why}
    </Empty>
  );
}
