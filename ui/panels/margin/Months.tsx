import { BarChart } from '../../kit/BarChart.tsx';
import { moneyText } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Report } from './calls.ts';
import { axisMoney, longMonth, shortMonth, tableMonth } from './words.ts';

/** A picture of the months and, beside it, the same as a table. */
export function Months({ report: { months, currency } }: { report: Report }) {
  const words = t.margin;
  const write = (minor: number) => moneyText(minor, currency);
  return (
    <section class="margin-months" aria-label={words.chart}>
      <BarChart
        caption={words.chart}
        series={[{ title: words.billed }, { title: words.cost }, { title: words.idle, on: true }]}
        groups={months.map(({ month, billed, cost, idle }) => ({
          label: shortMonth(month),
          name: longMonth(month),
          values: [billed, cost, idle],
        }))}
        write={write}
        mark={minor => axisMoney(minor, currency)}
        hasTable
      />
      <div class="margin-scroll">
        <table class="margin-table" aria-label={words.months} data-testid="margin-months">
          <thead>
            <tr>
              {[words.month, words.billed, words.cost, words.idle, words.margin].map(title => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.toReversed().map(({ month, billed, cost, idle, margin }) => (
              <tr key={month} data-testid={`month-${month}`}>
                <th scope="row">{tableMonth(month)}</th>
                <td>{write(billed)}</td>
                <td>{write(cost)}</td>
                <td>{write(idle)}</td>
                <td data-loss={margin < 0 ? '' : undefined}>{write(margin)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
