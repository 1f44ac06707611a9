import { useState } from 'preact/hooks';
import { Menu } from '../../kit/index.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { t } from '../../text/index.ts';
import type { Unit } from './calls.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { ProgramDialog } from './ProgramDialog.tsx';
import { ProgramRows } from './ProgramRows.tsx';
import { UnitDialog } from './UnitDialog.tsx';

type Act = 'rename' | 'delete' | 'program';

/** One unit on the business's page: its name leads to its own page, its programs are below. */
export function UnitCard({ unit, zone, today }: { unit: Unit; zone: string; today: string }) {
  const [act, setAct] = useState<Act | null>(null);
  return (
    <article class="card levels-unit" aria-label={unit.name} data-testid={`unit-${unit.id}`}>
      <header class="row">
        <h3 class="levels-link">
          <GoTo panel="levels" path={['unit', unit.id]} testid={`open-unit-${unit.id}`}>
            <bdi>{unit.name}</bdi>
          </GoTo>
        </h3>
        <span class="secondary">{t.levels.of(unit.counts.numbers)}</span>
        <span class="push">
          <UnitMenu unit={unit} onAct={setAct} />
        </span>
      </header>
      {unit.programs.length ? (
        <ProgramRows programs={unit.programs} />
      ) : (
        <p class="secondary">{t.levels.tree.noPrograms}</p>
      )}
      <UnitActing {...{ unit, zone, today, act }} onClose={() => setAct(null)} />
    </article>
  );
}

export function UnitMenu({ unit, onAct }: { unit: Unit; onAct: (act: Act) => void }) {
  const words = t.levels;
  return (
    <Menu
      label={t.kit.more(unit.name)}
      testid={`unit-menu-${unit.id}`}
      acts={[
        [
          { label: words.program.add, icon: 'plus', onChoose: () => onAct('program'), testid: 'unit-add-program' },
          { label: words.unit.edit, icon: 'pencil', onChoose: () => onAct('rename'), testid: 'unit-rename' },
        ],
        [
          {
            label: words.unit.delete,
            icon: 'trash',
            danger: true,
            onChoose: () => onAct('delete'),
            testid: 'unit-delete',
          },
        ],
      ]}
    />
  );
}

/** The dialog of a chosen act on a unit. */
export function UnitActing(props: {
  unit: Unit;
  zone: string;
  today: string;
  act: Act | null;
  onDeleted?: () => void;
  onClose: () => void;
}) {
  const { unit, act, zone, today, onClose } = props;
  if (act === 'rename') return <UnitDialog unit={unit} onClose={onClose} />;
  if (act === 'delete')
    return <DeleteDialog of="unit" id={unit.id} name={unit.name} onDone={props.onDeleted} onClose={onClose} />;
  if (act === 'program') return <ProgramDialog {...{ unit, zone, today, onClose }} />;
  return null;
}

export type { Act as UnitAct };
