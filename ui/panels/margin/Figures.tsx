import type { ComponentChildren } from 'preact';
import { moneyText } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Report } from './calls.ts';
import { longMonth, percent, tableMonth } from './words.ts';

/** Billed, cost and margin of the month that runs, each with what it was the month before. */
export function Figures({ report: { months, currency } }: { report: Report }) {
  const words = t.margin;
  const now = months.at(-1);
  const before = months.at(-2);
  if (!now) return null;
  const cost = now.cost + now.idle;
  const was = (minor: number | undefined) =>
    before && minor !== undefined ? words.before(moneyText(minor, currency), tableMonth(before.month)) : null;
  return (
    <section class="margin-figures" aria-label={`${words.figures}, ${longMonth(now.month)}`}>
      <Figure
        title={words.billed}
        value={moneyText(now.billed, currency)}
        was={was(before?.billed)}
        testid="figure-billed"
      >
        {words.billedHint}
      </Figure>
      <Figure
        title={words.cost}
        value={moneyText(cost, currency)}
        was={was(before && before.cost + before.idle)}
        testid="figure-cost"
      >
        {now.idle > 0 ? words.idleOf(moneyText(now.idle, currency)) : words.costHint}
      </Figure>
      <Figure
        title={words.margin}
        value={moneyText(now.margin, currency)}
        isLoss={now.margin < 0}
        was={was(before?.margin)}
        testid="figure-margin"
      >
        {now.billed > 0 ? words.marginHint(percent(now.margin, now.billed)) : words.nothingBilled}
      </Figure>
    </section>
  );
}

function Figure(props: {
  title: string;
  value: string;
  isLoss?: boolean;
  was: string | null;
  children: ComponentChildren;
  testid: string;
}) {
  return (
    <div class="margin-figure" data-loss={props.isLoss ? '' : undefined} data-testid={props.testid}>
      <h2>{props.title}</h2>
      <p class="margin-value">{props.value}</p>
      <p class="secondary">{props.children}</p>
      {props.was && <p class="secondary margin-was">{props.was}</p>}
    </div>
  );
}
