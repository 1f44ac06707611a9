import { useState } from 'preact/hooks';
import { Button } from '../../kit/index.ts';
import { go } from '../../route.ts';
import { t } from '../../text/index.ts';
import { Crumbs } from './Crumbs.tsx';
import type { Tree, Unit } from './calls.ts';
import { Figures } from './Figures.tsx';
import { NumberList } from './NumberList.tsx';
import { ProgramRows } from './ProgramRows.tsx';
import { type UnitAct, UnitActing, UnitMenu } from './UnitCard.tsx';

/** A unit's dashboard: counts, its programs, and the numbers in it and below (N-5). */
export function UnitPage({ tree, unit }: { tree: Tree; unit: Unit }) {
  const [act, setAct] = useState<UnitAct | null>(null);
  const { counts: titles, program, tree: words } = t.levels;
  const { counts } = unit;
  return (
    <div class="levels">
      <Crumbs tree={tree} name={unit.name} acts={<UnitMenu unit={unit} onAct={setAct} />} />
      <Figures
        entries={[
          [titles.numbers, counts.numbers],
          [titles.here, counts.numbersHere],
          [titles.programs, counts.programs],
          [titles.running, counts.running],
          [titles.ended, counts.ended],
        ]}
      />
      <section class="stack levels-section" aria-labelledby="unit-programs">
        <div class="row levels-head">
          <h2 id="unit-programs">{program.title}</h2>
          <div class="push">
            <Button icon="plus" onClick={() => setAct('program')} testid="add-program">
              {program.add}
            </Button>
          </div>
        </div>
        {unit.programs.length ? <ProgramRows programs={unit.programs} /> : <p class="secondary">{words.noPrograms}</p>}
      </section>
      <NumberList tree={tree} level={{ kind: 'unit', id: unit.id, name: unit.name }} />
      <UnitActing
        unit={unit}
        zone={tree.business.zone}
        today={tree.business.today}
        act={act}
        onDeleted={() => go('levels')}
        onClose={() => setAct(null)}
      />
    </div>
  );
}
