import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Dialog, Notice, PhoneField, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type PoolNumber, releaseToCarrier } from './calls.ts';
import { costText, numberText } from './words.ts';

/** Hands a number back to the carrier once it was typed, since it may never come back (N-9). */
export function CarrierDialog({ number, onClose }: { number: PoolNumber; onClose: () => void }) {
  const { carrier: words, act } = t.numbers;
  const shown = numberText(number.e164);
  const [typed, setTyped] = useState<string | null>('');
  const matches = typed === number.e164;
  const other = typed !== null && typed !== '' && !matches;
  const handing = useAction(
    () => releaseToCarrier(number.id, number.e164),
    () => {
      toast(words.done(shown));
      onClose();
    },
  );
  return (
    <Dialog
      title={words.question(shown)}
      onClose={onClose}
      onSubmit={() => matches && void handing.run()}
      held={handing.busy}
      testid="carrier-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={handing.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="danger" busy={handing.busy} disabled={!matches} testid="carrier-verb">
            {act.carrier}
          </Button>
        </>
      }
    >
      <p>{words.why(costText(number))}</p>
      <Notice tone="wait">{words.warn}</Notice>
      <PhoneField
        label={t.kit.typeToConfirm(shown)}
        country={number.country}
        value=""
        onInput={setTyped}
        error={other ? words.differs : undefined}
        testid="carrier-typed"
      />
      <Refusal problem={handing.problem} />
    </Dialog>
  );
}
