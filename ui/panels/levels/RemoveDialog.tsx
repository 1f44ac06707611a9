import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Confirm, Notice, numberText, toast } from '../../kit/index.ts';
import { Refusal, Support } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import type { LevelNumber, Tree } from './calls.ts';
import { useCommit } from './manage/useCommit.ts';
import { businessLevel, seatOf } from './words.ts';

/** Takes one number off its level, after asking; it goes one up, and neither billing nor the number ends (N-9). */
export function RemoveDialog({ tree, number, onClose }: { tree: Tree; number: LevelNumber; onClose: () => void }) {
  const words = t.levels.removing;
  const shown = numberText(number.e164);
  const top = businessLevel(tree);
  const seat = seatOf(number, top);
  const to = number.program && number.unit ? number.unit.name : top.name;
  const [why, setWhy] = useState<string>();
  const commit = useCommit();
  const taking = useAction(async () => {
    const level = { kind: seat.kind, id: seat.id };
    const { done, rejected } = await commit({ act: 'remove', level, rows: [{ number: number.e164 }] });
    setWhy(rejected[0]?.sentence);
    if (rejected.length) return;
    toast(words.done(shown, done[0]?.to.name ?? to));
    onClose();
  });
  return (
    <Confirm
      question={words.title(shown, seat.name)}
      verb={words.verb}
      danger
      busy={taking.busy}
      refusal={
        why ? (
          <Notice tone="bad" title={words.not} testid="remove-rejected">
            {why}
            <Support />
          </Notice>
        ) : (
          <Refusal problem={taking.problem} />
        )
      }
      onConfirm={() => void taking.run()}
      onClose={onClose}
      testid="remove-dialog"
    >
      <p>{words.why(to)}</p>
      <p class="secondary">{words.billing}</p>
    </Confirm>
  );
}
