import { useState } from 'preact/hooks';
import { PURPOSES } from '../../../worker/level/rules/purpose.ts';
import { useAction } from '../../action.ts';
import { Button, Dialog, Notice, Progress, Select, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import type { PoolNumber, Purpose } from './calls.ts';
import { PurposeResult } from './PurposeResult.tsx';
import type { All } from './useChosen.ts';
import { type PurposesSaid, usePurposes } from './usePurposes.ts';
import { countText, numberText } from './words.ts';

interface PurposeProps {
  numbers: readonly PoolNumber[];
  /** Given when it is about all that match, shown or not. */
  all?: All | undefined;
  onClose: () => void;
}

/** What one number calls for, or many at once, or all that match a filter (N-7). */
export function PurposeDialog({ numbers, all, onClose }: PurposeProps) {
  const words = t.numbers.editPurpose;
  const [first] = numbers;
  const isSame = !all && numbers.every(one => one.callPurpose === first?.callPurpose);
  const [purpose, choose] = useState<Purpose | ''>((isSame && first?.callPurpose) || '');
  const [said, setSaid] = useState<PurposesSaid>();
  const purposes = usePurposes(all?.filter ?? numbers.map(one => one.id));
  const saving = useAction(
    () => purposes.run(purpose || null),
    result => {
      if (all || result.rejected.length > 0) return setSaid(result);
      toast(result.changed ? words.saved(result.changed) : words.same);
      onClose();
    },
  );
  if (said) return <PurposeResult said={said} purpose={purpose} numbers={numbers} onClose={onClose} />;
  const count = all?.text ?? countText(numbers.length);
  const isOne = !all && numbers.length === 1;
  return (
    <Dialog
      title={isOne ? words.title(numberText(first?.e164 ?? '')) : words.titleMany(count)}
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
            {isOne ? words.verb : words.verbMany(count)}
          </Button>
        </>
      }
    >
      <Select
        label={words.label}
        value={purpose}
        disabled={saving.busy}
        options={[
          { value: '', label: words.none },
          ...PURPOSES.map(value => ({ value, label: t.numbers.purpose[value] })),
        ]}
        onChange={choose}
        testid="purpose-choice"
      />
      {all && <p class="secondary">{all.filtered ? words.allMatching : words.allOfPool}</p>}
      {purpose === 'do_not_originate' && <Notice tone="wait">{words.doNot}</Notice>}
      {saving.busy && purposes.done > 0 && (
        <Progress
          label={words.going(countText(purposes.done), count)}
          done={all ? purposes.done / all.count : undefined}
        />
      )}
      <Refusal problem={saving.problem} />
      {saving.problem && !isOne && <p class="secondary">{words.lost}</p>}
    </Dialog>
  );
}
