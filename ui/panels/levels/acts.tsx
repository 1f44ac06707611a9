import type { BulkAct, Level, LevelNumber, Tree } from './calls.ts';
import { ManageDialog } from './manage/ManageDialog.tsx';
import { PurposeDialog } from './PurposeDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';

/** What is being done to numbers: a list of them, their purpose, or one taken off its level. */
export type Act =
  | { kind: BulkAct; numbers?: readonly LevelNumber[] }
  | { kind: 'purpose'; numbers: readonly LevelNumber[] }
  | { kind: 'take'; number: LevelNumber };

/** The dialog of a chosen act. */
export function NumberActing(props: {
  tree: Tree;
  level: Level;
  act: Act;
  /** It was done; what was chosen is chosen no longer. */
  onDone: () => void;
  onClose: () => void;
}) {
  const { tree, level, act } = props;
  if (act.kind === 'purpose')
    return <PurposeDialog numbers={act.numbers} onDone={props.onDone} onClose={props.onClose} />;
  if (act.kind === 'take') return <RemoveDialog tree={tree} number={act.number} onClose={props.onClose} />;
  return (
    <ManageDialog
      tree={tree}
      level={level}
      act={act.kind}
      numbers={act.numbers}
      onDone={props.onDone}
      onClose={props.onClose}
    />
  );
}
