import { Button, Dialog, Facts, Notice } from '../../kit/index.ts';
import { Support } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import type { PoolNumber, Purpose } from './calls.ts';
import type { PurposesSaid } from './usePurposes.ts';
import { countText, numberText } from './words.ts';

/** What came of setting many call purposes: changed, the same already, and those that were not there (N-7). */
export function PurposeResult(props: {
  said: PurposesSaid;
  purpose: Purpose | '';
  numbers: readonly PoolNumber[];
  onClose: () => void;
}) {
  const { said, purpose, numbers, onClose } = props;
  const { editPurpose, purposeResult: words } = t.numbers;
  const nameOf = (id: string) => numbers.find(one => one.id === id)?.e164 ?? '';
  return (
    <Dialog
      title={said.changed ? words.title : editPurpose.same}
      onClose={onClose}
      testid="purpose-result"
      foot={
        <Button kind="primary" onClick={onClose} testid="purpose-close">
          {words.close}
        </Button>
      }
    >
      <Facts
        entries={[
          [editPurpose.label, purpose ? t.numbers.purpose[purpose] : editPurpose.none],
          [words.changed, countText(said.changed)],
          [words.same, said.same > 0 ? countText(said.same) : null],
          [words.rejected, said.rejected.length > 0 ? countText(said.rejected.length) : null],
        ]}
      />
      {said.rejected.length > 0 && (
        <Notice tone="wait" testid="purpose-rejected">
          {words.why}
          <ul>
            {said.rejected.map(id => (
              <li key={id}>{numberText(nameOf(id))}</li>
            ))}
          </ul>
          <Support />
        </Notice>
      )}
    </Dialog>
  );
}
