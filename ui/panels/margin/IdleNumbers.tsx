import { useId, useState } from 'preact/hooks';
import {
  Button,
  type Column,
  CopyableNumber,
  Money,
  moneyText,
  numberText,
  Table,
  Time,
  useNarrowing,
} from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { AssignDialog } from '../numbers/assign/AssignDialog.tsx';
import type { Idle, Report } from './calls.ts';
import { countText } from './words.ts';

/** Numbers that nobody has, since when, what they cost, and the way to change that. */
export function IdleNumbers({ report: { idle, currency } }: { report: Report }) {
  const words = t.margin;
  const id = useId();
  const [chosen, setChosen] = useState<Idle | null>(null);
  const narrowing = useNarrowing(idle, words.search, row => ({
    id: row.numberId,
    label: numberText(row.e164),
    detail: row.e164,
  }));
  const total = idle.reduce((sum, row) => sum + row.cost, 0);
  return (
    <section class="margin-part" aria-labelledby={id}>
      <h2 id={id}>{words.idleTitle}</h2>
      <p class="secondary" data-testid="idle-total">
        {idle.length
          ? words.idleAbout(idle.length, countText(idle.length), moneyText(total, currency, 'month'))
          : words.idleNone}
      </p>
      {narrowing.field}
      {idle.length > 0 && (
        <Table
          caption={words.idleTitle}
          columns={columns(currency, setChosen)}
          rows={narrowing.rows}
          rowId={row => row.numberId}
          rowName={row => numberText(row.e164)}
          empty={narrowing.empty}
          testid="margin-idle"
        />
      )}
      {chosen && <AssignDialog number={{ id: chosen.numberId, e164: chosen.e164 }} onClose={() => setChosen(null)} />}
    </section>
  );
}

function columns(currency: string, onAssign: (row: Idle) => void): Column<Idle>[] {
  const words = t.margin;
  return [
    { id: 'number', title: words.number, cell: row => <CopyableNumber e164={row.e164} /> },
    { id: 'since', title: words.since, cell: row => <Time at={row.since} as="day" />, foldLabel: words.since },
    {
      id: 'cost',
      title: words.costs,
      cell: row => <Money minor={row.cost} currency={currency} per="month" />,
      align: 'end',
      fold: 'first-end',
    },
    {
      id: 'act',
      title: '',
      cell: row => (
        <Button
          small
          label={words.assignName(numberText(row.e164))}
          onClick={() => onAssign(row)}
          testid={`assign-${row.numberId}`}
        >
          {words.assign}
        </Button>
      ),
      align: 'end',
      fold: 'act',
      width: '1%',
    },
  ];
}
