import { Button } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Act } from './acts.tsx';
import type { PoolFilter, PoolSorting } from './calls.ts';
import { Export } from './Export.tsx';
import type { All, useChosen } from './useChosen.ts';

interface ForChosenProps {
  chosen: ReturnType<typeof useChosen>;
  all: All | undefined;
  asked: PoolFilter;
  sorting: PoolSorting | undefined;
  onAct: (act: Act) => void;
}

/** What can be done with the chosen numbers, or with all that match. */
export function ForChosen({ chosen, all, asked, sorting, onAct }: ForChosenProps) {
  const { numbers, isAll, ids } = chosen;
  return (
    <>
      <Button
        small
        icon="pencil"
        onClick={() => onAct({ kind: 'purpose', numbers, all: isAll ? all : undefined })}
        testid="chosen-purpose"
      >
        {t.numbers.act.purpose}
      </Button>
      <Export small filter={asked} sorting={sorting} numberIds={isAll ? undefined : [...ids]} testid="chosen-export" />
    </>
  );
}
