import { useState } from 'preact/hooks';
import {
  Button,
  type Column,
  CopyableNumber,
  Empty,
  Money,
  Pill,
  SkeletonPage,
  type Sorting,
  Table,
  Tabs,
  type Tone,
  toast,
} from '../kit/index.ts';

interface Row {
  id: string;
  number: string;
  tone: Tone;
  status: string;
  who: string;
  wired: string;
  cost: number;
  price: number | null;
}

const rows: Row[] = [
  {
    id: '1',
    number: '+14155550132',
    tone: 'good',
    status: 'Active',
    who: 'Bayside Dental',
    wired: 'Rosa Alvarez',
    cost: 115,
    price: 450,
  },
  {
    id: '2',
    number: '+14155550178',
    tone: 'wait',
    status: 'Pending payment',
    who: 'Harbor Legal',
    wired: '',
    cost: 115,
    price: 450,
  },
  {
    id: '3',
    number: '+442079460018',
    tone: 'bad',
    status: 'Suspended',
    who: 'Harbor Legal',
    wired: 'Forwarding',
    cost: 240,
    price: 600,
  },
  { id: '4', number: '+18005550199', tone: 'free', status: 'Unassigned', who: '', wired: '', cost: 215, price: null },
];

const columns: Column<Row>[] = [
  { id: 'number', title: 'Number', cell: row => <CopyableNumber e164={row.number} />, sortable: true },
  { id: 'status', title: 'Status', cell: row => <Pill tone={row.tone}>{row.status}</Pill> },
  { id: 'who', title: 'Sub-account', cell: row => row.who, sortable: true },
  { id: 'wired', title: 'Wired to', cell: row => row.wired, foldLabel: '→' },
  { id: 'cost', title: 'Cost', cell: row => <Money minor={row.cost} currency="USD" />, align: 'end', fold: 'hide' },
  {
    id: 'price',
    title: 'Price',
    cell: row => row.price !== null && <Money minor={row.price} currency="USD" />,
    align: 'end',
    fold: 'first-end',
  },
];

export function Lists() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set(['2']));
  const [sorting, setSorting] = useState<Sorting>({ by: 'number', down: false });
  const [tab, setTab] = useState('full');
  const list = { caption: 'Numbers', columns, rowId: (r: Row) => r.id, rowName: (r: Row) => r.number };
  return (
    <section>
      <h2>Lists</h2>
      <Tabs
        label="List states"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'full', title: 'Full' },
          { id: 'loading', title: 'Loading' },
          { id: 'empty', title: 'Empty' },
        ]}
      >
        {tab === 'full' && (
          <Table
            {...list}
            rows={rows}
            sorting={sorting}
            onSort={setSorting}
            onOpen={row => toast(`Open ${row.number}`)}
            onMore={() => {}}
            rowActs={row => [[{ label: `Assign ${row.number}`, onChoose: () => {} }]]}
            selection={{ ids, onChange: setIds, acts: <Button small>Set purpose</Button> }}
          />
        )}
        {tab === 'loading' && <Table {...list} rows={[]} loading />}
        {tab === 'empty' && (
          <Empty icon="phone" title="No numbers yet" act={<Button kind="primary">Buy your first number</Button>}>
            Numbers you buy wait here until you hand them to a client.
          </Empty>
        )}
      </Tabs>
      <h2>Loading page</h2>
      <SkeletonPage lines={4} />
    </section>
  );
}
