import './history.css';
import { useId } from 'preact/hooks';
import { dayText } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { Ready } from '../../shell/Ready.tsx';
import { t } from '../../text/index.ts';
import { type Holder, readHistory } from './calls.ts';

/** Who held a number, from when to when, and how it ended; the newest first (N-10). */
export function History({ numberId }: { numberId: string }) {
  const { history: words } = t.numbers;
  const id = useId();
  const query = useQuery(`history ${numberId}`, () => readHistory(numberId));
  return (
    <section class="stack numbers-history" aria-labelledby={id}>
      <h3 id={id}>{words.title}</h3>
      <Ready query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="secondary">{words.none}</p>
          ) : (
            <ol data-testid="number-history">
              {items.map(holder => (
                <Line key={holder.assignmentId} holder={holder} />
              ))}
            </ol>
          )
        }
      </Ready>
    </section>
  );
}

function Line({ holder }: { holder: Holder }) {
  const { history: words } = t.numbers;
  const from = dayText(holder.from);
  return (
    <li data-live={holder.to === null ? '' : undefined}>
      <strong>
        <bdi>{holder.subAccount.name}</bdi>
      </strong>
      <span class="secondary tabular">
        {holder.to === null ? words.since(from) : words.span(from, dayText(holder.to))}
      </span>
      <p class="secondary">{holder.sentence}</p>
    </li>
  );
}
