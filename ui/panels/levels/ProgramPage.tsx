import { useState } from 'preact/hooks';
import { Button, Facts, Notice, Pill } from '../../kit/index.ts';
import { go } from '../../route.ts';
import { t } from '../../text/index.ts';
import { Crumbs } from './Crumbs.tsx';
import type { Program, Tree, Unit } from './calls.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { NumberList } from './NumberList.tsx';
import { ProgramDialog } from './ProgramDialog.tsx';
import { countText, durationText, purposeText, TONES, zoneText } from './words.ts';

/** A program's dashboard: what it calls for, when, under which name, and its numbers; one that has ended says so (N-5). */
export function ProgramPage({ tree, unit, program }: { tree: Tree; unit: Unit; program: Program }) {
  const [act, setAct] = useState<'edit' | 'delete' | null>(null);
  const words = t.levels.program;
  const { zone, today } = tree.business;
  const close = () => setAct(null);
  return (
    <div class="levels">
      <Crumbs
        tree={tree}
        unit={unit}
        name={program.name}
        acts={
          <>
            <Button icon="pencil" onClick={() => setAct('edit')} testid="edit-program">
              {words.edit}
            </Button>
            <Button icon="trash" label={words.delete} onClick={() => setAct('delete')} testid="delete-program" />
          </>
        }
      />
      {program.ended && program.numbers > 0 && (
        <Notice tone="wait" testid="program-ended">
          {words.hasEnded}
        </Notice>
      )}
      <div class="levels-facts" data-testid="level-counts">
        <Facts
          entries={[
            [t.levels.counts.numbers, countText(program.numbers)],
            [
              words.duration,
              <span key="days" class="row">
                {durationText(program)}
                <Pill tone={TONES[program.status]} testid="program-status">
                  {t.levels.status[program.status]}
                </Pill>
                <span class="secondary">{words.zone(zoneText(zone))}</span>
              </span>,
            ],
            [words.purpose, purposeText(program.callPurpose)],
            [words.displayName, <bdi key="name">{program.displayName}</bdi>],
          ]}
        />
      </div>
      <NumberList tree={tree} level={{ kind: 'program', id: program.id, name: program.name }} />
      {act === 'edit' && <ProgramDialog {...{ unit, program, zone, today }} onClose={close} />}
      {act === 'delete' && (
        <DeleteDialog
          of="program"
          id={program.id}
          name={program.name}
          onDone={() => go('levels', 'unit', unit.id)}
          onClose={close}
        />
      )}
    </div>
  );
}
