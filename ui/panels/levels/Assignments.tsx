import { useRef } from 'preact/hooks';
import { type Column, CopyableNumber, Empty, numberText, Pill, Table } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Assigned, readAssignments } from './calls.ts';
import { Name } from './columns.tsx';
import { NoMatch, SearchField } from './SearchField.tsx';
import { useSearch } from './useSearch.ts';
import { durationText, TONES, zoneText } from './words.ts';

/** View assignments: which number sits where, under which display name and for how long (N-6). */
export function Assignments() {
  const zone = useRef<string>(undefined);
  const list = useSearch<Assigned>('view-assignments', async (q, cursor) => {
    const page = await readAssignments(q, cursor);
    zone.current = page.zone;
    return page;
  });
  const { view: words, numbers } = t.levels;
  const isBare = !list.searching && list.total === 0;
  return (
    <section aria-label={words.caption}>
      {!isBare && <SearchField {...list} />}
      <p class="secondary levels-total" role="status">
        {list.total ? (list.searching ? numbers.matching(list.total) : numbers.total(list.total)) : ''}{' '}
        {list.total && zone.current ? words.zone(zoneText(zone.current)) : ''}
      </p>
      <Refusal problem={list.problem} onAgain={list.again} />
      {!(list.problem && list.rows.length === 0) && (
        <Table
          caption={words.caption}
          columns={columns()}
          rows={list.rows}
          rowId={row => row.numberId}
          rowName={row => numberText(row.e164)}
          loading={list.loading}
          onMore={list.onMore}
          loadingMore={list.loadingMore}
          empty={
            isBare ? (
              <Empty icon="phone" title={numbers.none}>
                {numbers.noneBusiness}
              </Empty>
            ) : (
              <NoMatch wordsOnly={list.wordsOnly} onClear={() => list.setTyped('')} />
            )
          }
          testid="view-assignments"
        />
      )}
    </section>
  );
}

function columns(): readonly Column<Assigned>[] {
  const { view: words, noUnit, noProgram, status } = t.levels;
  return [
    { id: 'number', title: words.number, cell: row => <CopyableNumber e164={row.e164} />, width: '1%' },
    { id: 'business', title: words.business, cell: row => <Name text={row.business.name} />, fold: 'hide' },
    {
      id: 'unit',
      title: words.unit,
      cell: row => (row.unit ? <Name text={row.unit.name} /> : <Quiet text={noUnit} />),
    },
    {
      id: 'program',
      title: words.program,
      cell: row => (row.program ? <Name text={row.program.name} /> : <Quiet text={noProgram} />),
    },
    {
      id: 'displayName',
      title: words.displayName,
      foldLabel: `${words.displayName}:`,
      cell: row => row.displayName && <Name text={row.displayName} />,
    },
    {
      id: 'duration',
      title: words.duration,
      cell: ({ duration }) =>
        duration && (
          <span class="levels-duration">
            {durationText(duration)} <Pill tone={TONES[duration.status]}>{status[duration.status]}</Pill>
          </span>
        ),
    },
  ];
}

const Quiet = ({ text }: { text: string }) => <span class="secondary">{text}</span>;
