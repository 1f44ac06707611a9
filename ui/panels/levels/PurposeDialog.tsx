import { useState } from 'preact/hooks';
import { PURPOSES } from '../../../worker/level/rules/purpose.ts';
import { useAction } from '../../action.ts';
import { Button, Dialog, Notice, numberText, Select, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type LevelNumber, type Purpose, setPurpose } from './calls.ts';

/** What one number calls for, or many at once (N-7). */
export function PurposeDialog(props: { numbers: readonly LevelNumber[]; onDone: () => void; onClose: () => void }) {
  const { numbers, onClose } = props;
  const words = t.levels.editPurpose;
  const [first] = numbers;
  const isSame = numbers.every(one => one.callPurpose === first?.callPurpose);
  const [purpose, choose] = useState<Purpose | ''>((isSame && first?.callPurpose) || '');
  const saving = useAction(async () => {
    const ids = numbers.map(one => one.numberId);
    const { changed, rejected } = await setPurpose(ids, purpose || null);
    toast([words.saved(changed), rejected.length > 0 && words.gone(rejected.length)].filter(Boolean).join(' '));
    props.onDone();
  });
  return (
    <Dialog
      title={numbers.length === 1 ? words.title(numberText(first?.e164 ?? '')) : words.titleMany(numbers.length)}
      onClose={onClose}
      onSubmit={() => void saving.run()}
      held={saving.busy}
      testid="purpose-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={saving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saving.busy} testid="purpose-verb">
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
          ...PURPOSES.map(value => ({ value, label: t.levels.purpose[value] })),
        ]}
        onChange={choose}
        testid="purpose-choice"
      />
      {purpose === 'do_not_originate' && <Notice tone="wait">{words.doNot(numbers.length)}</Notice>}
      <Refusal problem={saving.problem} />
    </Dialog>
  );
}
