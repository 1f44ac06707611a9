import { type PoolColumn, USUAL_COLUMNS } from '../../../worker/number/rules/columns.ts';
import { type Column, CopyableNumber, moneyText, Time } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { PoolNumber } from './calls.ts';
import { Status } from './Status.tsx';
import { canText, countryName, wiredText } from './words.ts';

/** What heads a column. */
export function columnTitle(column: PoolColumn): string {
  const { columns: title, fact } = t.numbers;
  const more = { type: fact.type, can: fact.can, country: fact.country, bought: fact.bought };
  return { ...more, ...title, cost: title.price }[column];
}

/** The pool's table (N-4): the number and the chosen columns; at 360 px the first line is number and price. */
export function columns(chosen: readonly PoolColumn[]): readonly Column<PoolNumber>[] {
  const { columns: title, purpose, type } = t.numbers;
  const number = { id: 'number', title: title.number, width: '1%', sortable: true };
  const cells: Record<PoolColumn, Omit<Column<PoolNumber>, 'id' | 'title'>> = {
    status: { cell: n => <Status number={n} />, sortable: true },
    subAccount: { cell: n => n.subAccount && <Name text={n.subAccount.name} /> },
    wiredTo: { foldLabel: '→', cell: n => <Wired number={n} /> },
    purpose: { fold: 'hide', cell: n => n.callPurpose && <Plain text={purpose[n.callPurpose]} /> },
    type: { fold: 'hide', cell: n => <Plain text={type[n.type]} /> },
    can: { fold: 'hide', cell: n => <Plain text={canText(n)} /> },
    country: { fold: 'hide', cell: n => <Plain text={countryName(n.country)} /> },
    bought: { fold: 'hide', cell: n => <Time at={n.boughtAt} as="day" /> },
    cost: { sortable: true, fold: 'first-end', align: 'end', cell: n => <Prices number={n} /> },
  };
  return [
    { ...number, cell: n => <CopyableNumber e164={n.e164} /> },
    ...chosen.map(id => ({ id, title: columnTitle(id), ...cells[id], ...foldOf(id, chosen, cells[id].fold) })),
  ];
}

/** Folded, only what somebody asked for beyond the usual columns takes a place. */
function foldOf(id: PoolColumn, chosen: readonly PoolColumn[], fold: Column<PoolNumber>['fold']) {
  const isUsual = chosen.length === USUAL_COLUMNS.length && USUAL_COLUMNS.every(one => chosen.includes(one));
  return fold === 'hide' && !isUsual ? { fold: 'second' as const, foldLabel: `${columnTitle(id)}:` } : {};
}

const Plain = ({ text }: { text: string }) => <span class="numbers-plain">{text}</span>;

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
