import { Pill } from '../../kit/index.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { t } from '../../text/index.ts';
import type { Program } from './calls.ts';
import { durationText, purposeText, TONES } from './words.ts';

/** The programs of a unit: name, whether it runs, what it calls for, under which name and for how long (N-5). */
export function ProgramRows({ programs }: { programs: readonly Program[] }) {
  return (
    <ul class="levels-programs">
      {programs.map(program => (
        <li key={program.id} data-testid={`program-${program.id}`}>
          <div class="row levels-program-name">
            <span class="levels-link">
              <GoTo panel="levels" path={['program', program.id]} testid={`open-program-${program.id}`}>
                <bdi>{program.name}</bdi>
              </GoTo>
            </span>
            <Pill tone={TONES[program.status]}>{t.levels.status[program.status]}</Pill>
            <span class="secondary push">{t.levels.of(program.numbers)}</span>
          </div>
          <p class="secondary levels-program-about">
            <span>{purposeText(program.callPurpose)}</span>
            <bdi>{program.displayName}</bdi>
            <span>{durationText(program)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
