import { type Column, moneyText, PhoneNumber, Time } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import type { PriceChange } from '../calls.ts';

/** Which number, whose, from which price to which, and from when. */
export function columns(): Column<PriceChange>[] {
  const words = t.prices;
  return [
    { id: 'number', title: words.number, cell: row => <PhoneNumber e164={row.e164} />, width: '1%' },
    {
      id: 'who',
      title: words.who,
      cell: row => (
        <span class="prices-who" title={row.subAccount.name}>
          <bdi>{row.subAccount.name}</bdi>
        </span>
      ),
    },
    {
      id: 'from',
      title: words.from,
      foldLabel: words.from,
      cell: row => row.from !== null && <Time at={row.from} as="day" />,
    },
    { id: 'price', title: words.price, fold: 'first-end', align: 'end', cell: row => <FromTo row={row} /> },
  ];
}

function FromTo({ row }: { row: PriceChange }) {
  const before = moneyText(row.price, row.currency);
  const after = moneyText(row.newPrice, row.currency);
  return (
    <span class="money">
      <span class="sr-only">{t.prices.priceOf(before, after)}</span>
      <span aria-hidden="true">
        <span class="numbers-quiet">{before} → </span>
        {after}
      </span>
    </span>
  );
}
