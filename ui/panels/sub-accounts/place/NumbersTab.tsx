import { useState } from 'preact/hooks';
import {
  type Acts,
  Button,
  type Column,
  CopyableNumber,
  Empty,
  Money,
  Notice,
  numberText,
  Table,
} from '../../../kit/index.ts';
import { usePages } from '../../../query.ts';
import { go } from '../../../route.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { NO_FILTER, type PoolNumber, readPool } from '../../numbers/calls.ts';
import { Status } from '../../numbers/Status.tsx';
import { UnassignDialog } from '../../numbers/UnassignDialog.tsx';
import { wiredText } from '../../numbers/words.ts';
import type { PlaceWithPeople } from '../calls.ts';
import { nameText } from '../words.ts';
import { FreeNumbers } from './FreeNumbers.tsx';
import { ReassignDialog } from './ReassignDialog.tsx';

type Acting = { kind: 'reassign' | 'unassign'; number: PoolNumber };

/** What the sub-account holds, and the pool that it can be given more from: with its plan, or to be paid. */
export function NumbersTab({ place }: { place: PlaceWithPeople }) {
  const words = t.subAccounts.held;
  const [act, setAct] = useState<Acting | null>(null);
  const shut = () => setAct(null);
  const held = usePages<PoolNumber>(`numbers of ${place.id}`, cursor =>
    readPool({ ...NO_FILTER, subAccountId: place.id }, undefined, cursor),
  );
  const rows = held.data ?? [];
  const isIncluded = place.planMode === 'included';
  return (
    <div class="stack">
      <Refusal problem={held.problem} onAgain={held.again} />
      {(held.data || held.loading) && (
        <Table
          caption={words.table}
          columns={columns(isIncluded)}
          rows={rows}
          rowId={row => row.id}
          rowName={row => numberText(row.e164)}
          rowActs={row => actsOf(row, isIncluded, setAct)}
          onOpen={row => go('numbers', row.id, row.e164)}
          loading={held.loading}
          onMore={held.onMore}
          loadingMore={held.loadingMore}
          empty={
            <Empty icon="phone" title={words.empty.title}>
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
      {place.planMode ? <FreeNumbers place={place} /> : <NoPlan place={place} />}
      {act?.kind === 'reassign' && <ReassignDialog number={act.number} from={place} onClose={shut} />}
      {act?.kind === 'unassign' && <UnassignDialog number={act.number} onClose={shut} />}
    </div>
  );
}

function NoPlan({ place }: { place: PlaceWithPeople }) {
  const words = t.subAccounts.free;
  return (
    <Notice
      tone="wait"
      title={words.noPlan(nameText(place.name))}
      acts={
        <Button small onClick={() => go('sub-accounts', place.id, 'plan')} testid="choose-plan">
          {words.choosePlan}
        </Button>
      }
    >
      {words.noPlanWhy}
    </Notice>
  );
}

/** A number that comes with the plan is moved at any time; any other is taken back first. */
function actsOf(number: PoolNumber, isIncluded: boolean, start: (act: Acting) => void): Acts {
  const words = t.subAccounts.held;
  const reassign = () => start({ kind: 'reassign', number });
  const unassign = () => start({ kind: 'unassign', number });
  const isFree = isIncluded && !number.price?.amount;
  return [
    isFree ? [{ label: words.reassign, icon: 'forward', onChoose: reassign, testid: 'act-reassign' }] : [],
    [{ label: t.numbers.act.unassign, icon: 'close', danger: true, onChoose: unassign, testid: 'act-unassign' }],
  ];
}

function columns(isIncluded: boolean): Column<PoolNumber>[] {
  const words = t.subAccounts;
  const titles = t.numbers.columns;
  return [
    { id: 'number', title: titles.number, cell: row => <CopyableNumber e164={row.e164} />, fold: 'first' },
    { id: 'status', title: titles.status, cell: row => <Status number={row} /> },
    {
      id: 'wired',
      title: titles.wiredTo,
      foldLabel: '→',
      cell: row => wiredText(row) && <bdi class="place-wired">{wiredText(row)}</bdi>,
    },
    ...(isIncluded ? [] : [price(words.held.pays)]),
  ];
}

function price(title: string): Column<PoolNumber> {
  return {
    id: 'price',
    title,
    cell: row => row.price && <Money minor={row.price.amount} currency={row.price.currency} per="month" />,
    align: 'end',
  };
}
