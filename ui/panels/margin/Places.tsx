import { useId, useState } from 'preact/hooks';
import { type Column, Money, type Sorting, Table, useNarrowing } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Place, Report } from './calls.ts';
import { countText } from './words.ts';

type Key = 'name' | 'numbers' | 'billed' | 'cost' | 'margin';

/** What each client brings in and costs, over the months shown. */
export function Places({ report: { months, subAccounts, currency } }: { report: Report }) {
  const words = t.margin;
  const id = useId();
  const [sorting, setSorting] = useState<Sorting>({ by: 'margin', down: true });
  const narrowing = useNarrowing(sorted(subAccounts, sorting), words.searchPlaces, place => ({
    id: place.id,
    label: place.name,
  }));
  return (
    <section class="margin-part" aria-labelledby={id}>
      <h2 id={id}>{words.subAccounts}</h2>
      <p class="secondary">{words.subAccountsAbout(months.length)}</p>
      {narrowing.field}
      <Table
        caption={words.subAccounts}
        columns={columns(currency)}
        rows={narrowing.rows}
        rowId={place => place.id}
        rowName={place => place.name}
        sorting={sorting}
        onSort={setSorting}
        empty={narrowing.empty || <p class="secondary">{words.noneBilled}</p>}
        testid="margin-sub-accounts"
      />
    </section>
  );
}

function columns(currency: string): Column<Place>[] {
  const words = t.margin;
  const money = (minor: number) => <Money minor={minor} currency={currency} />;
  return [
    {
      id: 'name',
      title: words.subAccount,
      cell: place => (
        <span class="margin-name" title={place.name}>
          <bdi>{place.name}</bdi>
        </span>
      ),
      sortable: true,
    },
    {
      id: 'numbers',
      title: words.numbers,
      cell: place => <span class="tabular">{countText(place.numbers)}</span>,
      align: 'end',
      foldLabel: words.numbers,
      sortable: true,
    },
    {
      id: 'billed',
      title: words.billed,
      cell: place => money(place.billed),
      align: 'end',
      foldLabel: words.billed,
      sortable: true,
    },
    {
      id: 'cost',
      title: words.cost,
      cell: place => money(place.cost),
      align: 'end',
      foldLabel: words.cost,
      sortable: true,
    },
    {
      id: 'margin',
      title: words.margin,
      cell: place => (
        <span class="margin-of" data-loss={place.margin < 0 ? '' : undefined}>
          {money(place.margin)}
        </span>
      ),
      align: 'end',
      fold: 'first-end',
      sortable: true,
    },
  ];
}

function sorted(places: readonly Place[], { by, down }: Sorting): Place[] {
  const key = by as Key;
  const way = down ? -1 : 1;
  return places.toSorted((a, b) => {
    const [left, right] = [a[key], b[key]];
    const gap =
      typeof left === 'string'
        ? left.localeCompare(String(right))
        : left - Number(right) || b.name.localeCompare(a.name);
    return gap * way;
  });
}
