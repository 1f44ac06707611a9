import { type Column, CopyableNumber, moneyText } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { PoolNumber } from './calls.ts';
import { Status } from './Status.tsx';
import { wiredText } from './words.ts';

/** The pool's table (N-4); at 360 px the first line is number and price, everything else goes under it. */
export function columns(): readonly Column<PoolNumber>[] {
  const { columns: title, purpose } = t.numbers;
  return [
    { id: 'number', title: title.number, cell: n => <CopyableNumber e164={n.e164} />, width: '1%', sortable: true },
    { id: 'status', title: title.status, cell: n => <Status number={n} />, sortable: true },
    { id: 'subAccount', title: title.subAccount, cell: n => n.subAccount && <Name text={n.subAccount.name} /> },
    { id: 'wiredTo', title: title.wiredTo, foldLabel: '→', cell: n => <Wired number={n} /> },
    {
      id: 'purpose',
      title: title.purpose,
      fold: 'hide',
      cell: n => n.callPurpose && <span class="numbers-purpose">{purpose[n.callPurpose]}</span>,
    },
    {
      id: 'cost',
      title: title.price,
      sortable: true,
      fold: 'first-end',
      align: 'end',
      cell: n => <Prices number={n} />,
    },
  ];
}

/** A name of any script and length: cut, never broken, whole on hover. */
function Name({ text }: { text: string }) {
  return (
    <span class="numbers-name" title={text}>
      <bdi>{text}</bdi>
    </span>
  );
}

function Wired({ number }: { number: PoolNumber }) {
  const text = wiredText(number);
  if (text) return <Name text={text} />;
  return number.subAccount && number.status !== 'pending' ? (
    <span class="numbers-quiet">{t.numbers.nobodyYet}</span>
  ) : null;
}

function Prices({ number }: { number: PoolNumber }) {
  const cost = moneyText(number.telco.amount, number.telco.currency);
  const price = number.price && moneyText(number.price.amount, number.price.currency);
  return (
    <span class="money">
      <span class="sr-only">{price ? t.numbers.priceOf(cost, price) : t.numbers.costOnly(cost)}</span>
      <span aria-hidden="true">
        <span class="numbers-quiet">{price ? `${cost} → ` : cost}</span>
        {price}
      </span>
    </span>
  );
}
