import { useState } from 'preact/hooks';
import { Button, Empty } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Tree } from './calls.ts';
import { Figures } from './Figures.tsx';
import { NumberList } from './NumberList.tsx';
import { UnitCard } from './UnitCard.tsx';
import { UnitDialog } from './UnitDialog.tsx';
import { businessLevel } from './words.ts';

/** The whole business: its counts, its units with their programs, and every number it holds (N-5). */
export function BusinessPage({ tree }: { tree: Tree }) {
  const [adding, setAdding] = useState(false);
  const { tree: words, unit, counts: titles } = t.levels;
  const { counts } = tree.business;
  const add = (
    <Button icon="plus" onClick={() => setAdding(true)} testid="add-unit">
      {unit.add}
    </Button>
  );
  return (
    <div class="levels">
      <Figures
        entries={[
          [titles.numbers, counts.numbers],
          [titles.here, counts.numbersHere],
          [titles.units, counts.units],
          [titles.programs, counts.programs],
          [titles.running, counts.running],
          [titles.ended, counts.ended],
        ]}
      />
      <section class="stack levels-section" aria-labelledby="levels-units">
        <div class="row levels-head">
          <h2 id="levels-units">{words.title}</h2>
          {tree.items.length > 0 && <div class="push">{add}</div>}
        </div>
        {tree.items.length === 0 ? (
          <Empty icon="building" title={words.none} act={add}>
            {words.noneWhy}
          </Empty>
        ) : (
          <div class="levels-units">
            {tree.items.map(one => (
              <UnitCard key={one.id} unit={one} zone={tree.business.zone} today={tree.business.today} />
            ))}
          </div>
        )}
      </section>
      <NumberList tree={tree} level={businessLevel(tree)} />
      {adding && <UnitDialog onClose={() => setAdding(false)} />}
    </div>
  );
}
