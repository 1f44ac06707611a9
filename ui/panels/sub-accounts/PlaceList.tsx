import { useState } from 'preact/hooks';
import { type Column, Empty, Pill, Table, useNarrowing } from '../../kit/index.ts';
import type { Query } from '../../query.ts';
import { go } from '../../route.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import type { Place } from './calls.ts';
import { standingOf } from './words.ts';

/** So many are drawn at a time; the list itself comes whole. */
const PAGE = 100;

/** Every sub-account with its plan, standing in words, and how many people and numbers it has. */
export function PlaceList({ list }: { list: Query<{ items: Place[] }> }) {
  const [pages, setPages] = useState(1);
  const words = t.subAccounts;
  const narrowing = useNarrowing(list.data?.items ?? [], words.search, place => ({
    id: place.id,
    label: place.name,
    detail: [place.planName, standingOf(place).word].filter(Boolean).join(' '),
  }));
  const shown = narrowing.rows.slice(0, pages * PAGE);
  return (
    <div>
      <Refusal problem={list.problem} onAgain={list.again} />
      {narrowing.field}
      {(list.data || list.loading) && (
        <div class="places">
          <Table
            caption={words.list}
            columns={columns()}
            rows={shown}
            rowId={place => place.id}
            rowName={place => place.name}
            onOpen={place => go('sub-accounts', place.id)}
            loading={list.loading}
            onMore={shown.length < narrowing.rows.length ? () => setPages(pages + 1) : undefined}
            empty={
              narrowing.empty || (
                <Empty icon="building" title={words.empty.title}>
                  {words.empty.why}
                </Empty>
              )
            }
            testid="sub-accounts"
          />
        </div>
      )}
    </div>
  );
}

function columns(): Column<Place>[] {
  const words = t.subAccounts;
  return [
    { id: 'name', title: words.name, cell: place => <bdi class="place-name">{place.name}</bdi>, width: '28%' },
    {
      id: 'plan',
      title: words.plan,
      cell: place => place.planName && <bdi class="place-plan">{place.planName}</bdi>,
      width: '18%',
    },
    { id: 'standing', title: words.standing, cell: place => <Standing place={place} /> },
    {
      id: 'users',
      title: words.users,
      cell: place => <Count n={place.users} word={words.countUsers(place.users)} />,
      align: 'end',
    },
    {
      id: 'numbers',
      title: words.numbers,
      cell: place => <Count n={place.numbers} word={words.countNumbers(place.numbers)} />,
      align: 'end',
    },
  ];
}

function Standing({ place }: { place: Place }) {
  const { tone, word } = standingOf(place);
  return (
    <span class="place-standing">
      <Pill tone={tone} testid={`standing-${place.id}`}>
        {word}
      </Pill>
      {sentenceOf(place) && <span class="secondary">{sentenceOf(place)}</span>}
    </span>
  );
}

/** What to do about it; that it needs a plan is said by the word alone. */
const sentenceOf = ({ standing }: Place) => (standing.ok || standing.reason === 'no_plan' ? '' : standing.sentence);

/** A bare figure under its heading; a figure with its word where the table has folded. */
function Count({ n, word }: { n: number; word: string }) {
  return (
    <>
      <span class="place-count tabular">{n}</span>
      <span class="place-count-word">{word}</span>
    </>
  );
}
