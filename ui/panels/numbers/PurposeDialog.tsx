import { useState } from 'preact/hooks';
import { PURPOSES } from '../../../worker/level/rules/purpose.ts';
import { useAction } from '../../action.ts';
import { Button, Dialog, Notice, Select, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type PoolNumber, type Purpose, setPurpose } from './calls.ts';
import { numberText } from './words.ts';

/** The server takes so many at a time. */
const MOST = 500;

/** What one number calls for, or many at once (N-7). */
export function PurposeDialog({ numbers, onClose }: { numbers: readonly PoolNumber[]; onClose: () => void }) {
  const words = t.numbers.editPurpose;
  const [first] = numbers;
  const isSame = numbers.every(one => one.callPurpose === first?.callPurpose);
  const [purpose, choose] = useState<Purpose | ''>((isSame && first?.callPurpose) || '');
  const tooMany = numbers.length > MOST;
  const saving = useAction(
    () =>
      setPurpose(
        numbers.map(one => one.id),
        purpose || null,
      ),
    ({ changed }) => {
      toast(changed ? words.saved(changed) : words.same);
      onClose();
    },
  );
  return (
    <Dialog
      title={numbers.length === 1 ? words.title(numberText(first?.e164 ?? '')) : words.titleMany(numbers.length)}
      onClose={onClose}
      onSubmit={() => !tooMany && void saving.run()}
      held={saving.busy}
      testid="purpose-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={saving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saving.busy} disabled={tooMany} testid="purpose-verb">
            {words.verb}
          </Button>
        </>
      }
    >
      <Select
        label={words.label}
        value={purpose}
        options={[
          { value: '', label: words.none },
          ...PURPOSES.map(value => ({ value, label: t.numbers.purpose[value] })),
        ]}
        onChange={choose}
        testid="purpose-choice"
      />
      {purpose === 'do_not_originate' && <Notice tone="wait">{words.doNot}</Notice>}
      {tooMany && <Notice tone="wait">{words.tooMany(MOST)}</Notice>}
      <Refusal problem={saving.problem} />
    </Dialog>
  );
}
