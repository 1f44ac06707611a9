import { Button, type Column, CopyableNumber, Empty, Money, numberText, Table } from '../../../kit/index.ts';
import { usePages } from '../../../query.ts';
import { go } from '../../../route.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { NO_FILTER, type PoolNumber, readPool } from '../../numbers/calls.ts';
import { Status } from '../../numbers/Status.tsx';
import type { PlaceWithPeople } from '../calls.ts';
import { nameText } from '../words.ts';

/** What the sub-account holds, each number as the pool shows it. */
export function NumbersTab({ place }: { place: PlaceWithPeople }) {
  const words = t.subAccounts.held;
  const held = usePages<PoolNumber>(`numbers of ${place.id}`, cursor =>
    readPool({ ...NO_FILTER, subAccountId: place.id }, undefined, cursor),
  );
  const rows = held.data ?? [];
  return (
    <div class="stack">
      <Refusal problem={held.problem} onAgain={held.again} />
      {(held.data || held.loading) && (
        <Table
          caption={words.table}
          columns={columns()}
          rows={rows}
          rowId={row => row.id}
          rowName={row => numberText(row.e164)}
          onOpen={row => go('numbers', row.id, row.e164)}
          loading={held.loading}
          onMore={held.onMore}
          loadingMore={held.loadingMore}
          empty={
            <Empty
              icon="phone"
              title={words.empty.title}
              act={
                <Button onClick={() => go('numbers')} testid="go-to-pool">
                  {words.empty.act}
                </Button>
              }
            >
              {words.empty.why(nameText(place.name))}
            </Empty>
          }
          testid="place-numbers"
        />
      )}
      {rows.length > 0 && (
        <div class="row">
          <Button onClick={() => go('numbers', 'of', place.id)} testid="see-in-pool">
            {words.inPool}
          </Button>
        </div>
      )}
    </div>
  );
}

function columns(): Column<PoolNumber>[] {
  const words = t.subAccounts;
  return [
    { id: 'number', title: t.numbers.columns.number, cell: row => <CopyableNumber e164={row.e164} />, fold: 'first' },
    { id: 'status', title: t.numbers.columns.status, cell: row => <Status number={row} /> },
    {
      id: 'price',
      title: words.held.pays,
      cell: row => row.price && <Money minor={row.price.amount} currency={row.price.currency} per="month" />,
      align: 'end',
    },
  ];
}
