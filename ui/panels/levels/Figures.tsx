import { t } from '../../text/index.ts';
import { countText } from './words.ts';

/** A level's counts. */
export function Figures({ entries }: { entries: readonly (readonly [string, number])[] }) {
  return (
    <dl class="levels-figures" aria-label={t.levels.counts.label} data-testid="level-counts">
      {entries.map(([title, n]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{countText(n)}</dd>
        </div>
      ))}
    </dl>
  );
}
